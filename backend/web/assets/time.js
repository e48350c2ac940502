/**
 * Times of the API look like `2023-03-31T17:54:06.756000+00:00`: UTC with microseconds, so that they sort as text.
 * Everything shown is in the reader's own time zone. `zone` is for tests; left out, it is the browser's.
 */

const MICROSECONDS = /\.(\d{3})\d*/;
const LANGUAGE = "en-GB";

/**
 * @param {string} createdAt
 * @returns {Date}
 */
export function dateOf(createdAt) {
  return new Date(createdAt.replace(MICROSECONDS, ".$1"));  // not every browser reads more than milliseconds
}

/**
 * @param {Date} date
 * @returns {string} in the API's form
 */
export function createdAtOf(date) {
  return date.toISOString().replace("Z", "000+00:00");
}

/**
 * The time `milliseconds` before another one.
 * @param {string} createdAt
 * @param {number} milliseconds
 * @returns {string}
 */
export function earlier(createdAt, milliseconds) {
  return createdAtOf(new Date(dateOf(createdAt).getTime() - milliseconds));
}

/**
 * @param {Date} date
 * @param {string} [zone]
 * @returns {string} `2023-03-31`, the day where the reader is
 */
export function dayOf(date, zone) {
  return new Intl.DateTimeFormat("sv-SE", {timeZone: zone, dateStyle: "short"}).format(date);
}

/**
 * @param {Date} date
 * @param {string} [zone]
 * @returns {string} `17:54`
 */
export function clockTime(date, zone) {
  return format(date, {hour: "2-digit", minute: "2-digit", timeZone: zone});
}

/**
 * What stands over the messages of a day: "Today", "Yesterday", "Friday 31 March" or, of another year,
 * "31 March 2023".
 * @param {Date} date
 * @param {Date} now
 * @param {string} [zone]
 * @returns {string}
 */
export function dayTitle(date, now, zone) {
  const days = daysBetween(date, now, zone);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  if (dayOf(date, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4)) {
    return format(date, {weekday: "long", day: "numeric", month: "long", timeZone: zone}).replace(",", "");
  }
  return format(date, {day: "numeric", month: "long", year: "numeric", timeZone: zone});
}

/**
 * As short as a list needs it: "17:54", "Yesterday", "Fri", "31 Mar" or "31 Mar 2023".
 * @param {Date} date
 * @param {Date} now
 * @param {string} [zone]
 * @returns {string}
 */
export function shortTime(date, now, zone) {
  const days = daysBetween(date, now, zone);
  if (days === 0) return clockTime(date, zone);
  if (days === 1) return "Yesterday";
  if (days > 1 && days < 7) return format(date, {weekday: "short", timeZone: zone});
  const sameYear = dayOf(date, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  return format(date, {day: "numeric", month: "short", year: sameYear ? undefined : "numeric", timeZone: zone});
}

/** Whole days on the reader's calendar from `date` to `now`; negative if `date` is on a later day. */
function daysBetween(date, now, zone) {
  return Math.round((Date.parse(dayOf(now, zone)) - Date.parse(dayOf(date, zone))) / 86_400_000);
}

function format(date, options) {
  return new Intl.DateTimeFormat(LANGUAGE, options).format(date);
}

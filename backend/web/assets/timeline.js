import {dateOf, dayOf} from "./time.js";

/**
 * @typedef {import("./api.js").Row} Row
 * @typedef {import("./outbox.js").Outgoing} Outgoing
 * @typedef {{kind: "day", key: string, date: Date}} DayEntry
 * @typedef {{kind: "message", key: string, text: string, sender: string, date: Date, isOwn: boolean,
 *            isFirst: boolean, isLast: boolean, outgoing: Outgoing | null}} MessageEntry
 *   `isFirst` and `isLast`: of those that one person wrote in one go
 */

/** Messages of one person with less than this between them are one go. */
const ONE_GO_MS = 5 * 60_000;

/**
 * What a conversation shows from top to bottom: its messages, those still on their way, and where a day begins.
 * @param {Row[]} messages oldest first
 * @param {Outgoing[]} outgoing oldest first
 * @param {(row: Row) => boolean} isOwn
 * @param {string} [zone] for tests
 * @returns {(DayEntry | MessageEntry)[]}
 */
export function arrange(messages, outgoing, isOwn, zone) {
  const shown = withoutTwins(messages, outgoing, isOwn).map(row => entryOf(row, isOwn(row), null));
  for (const item of outgoing) {
    shown.push(entryOf({uuid: item.key, display_name: "", message: item.text, created_at: item.createdAt}, true, item));
  }
  const entries = [];
  let day = "";
  shown.forEach((entry, index) => {
    const today = dayOf(entry.date, zone);
    if (today !== day) entries.push({kind: "day", key: `day ${today}`, date: entry.date});
    const before = today === day ? shown[index - 1] : undefined;
    entry.isFirst = !before || !inOneGo(before, entry);
    if (before) before.isLast = entry.isFirst;
    day = today;
    entries.push(entry);
  });
  return distinctDays(entries);
}

/**
 * Whether a message is the reader's own. The API names its sender by handle alone.
 * @param {Row} row
 * @param {string} ownHandle as far as it is known
 * @param {string | null} otherHandle as far as it is known
 * @returns {boolean}
 */
export function isOwnMessage(row, ownHandle, otherHandle) {
  if (row.handle === otherHandle) return false;
  return otherHandle !== null || row.handle === ownHandle;
}

/** A message may be read from the server before the answer to its sending is here; it is shown once. */
function withoutTwins(messages, outgoing, isOwn) {
  const hidden = new Set();
  for (const item of outgoing.filter(item => item.state === "pending")) {
    const twin = messages.find(row => row.created_at > item.knownUntil && row.message === item.text && isOwn(row) &&
                                      !hidden.has(row.uuid));
    if (twin) hidden.add(twin.uuid);
  }
  return hidden.size > 0 ? messages.filter(row => !hidden.has(row.uuid)) : messages;
}

function entryOf(row, isOwn, outgoing) {
  return {kind: "message", key: row.uuid, text: row.message, sender: row.display_name, date: dateOf(row.created_at),
          isOwn, isFirst: true, isLast: true, outgoing};
}

function inOneGo(before, entry) {
  return before.isOwn === entry.isOwn && entry.date.getTime() - before.date.getTime() < ONE_GO_MS;
}

/** A clock that is off can put one day's title in two places; each needs a key of its own. */
function distinctDays(entries) {
  const seen = new Map();
  for (const entry of entries.filter(entry => entry.kind === "day")) {
    const times = seen.get(entry.key) ?? 0;
    seen.set(entry.key, times + 1);
    if (times > 0) entry.key += ` again ${times}`;
  }
  return entries;
}

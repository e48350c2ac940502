/** The most code points that a message may have; the server counts the same way. */
export const MESSAGE_CHARACTERS_MAX = 1024;

/**
 * Unicode code points, not UTF-16 units: an emoji outside the basic plane is one.
 * @param {string} text
 * @returns {number}
 */
export function countCharacters(text) {
  let count = 0;
  for (const _ of text) ++count;
  return count;
}

/** White space, and what has no width: joiners, direction marks, invisible operators. The server has the same list. */
const BLANK = /^[\s\u0085\u180e\u200b-\u200f\u2060-\u2064]*$/u;

/**
 * @param {string} text
 * @returns {boolean} nothing in it that could be seen
 */
export function isBlank(text) {
  return BLANK.test(text);
}

/**
 * A handle as a person may type it, without the @ and the space around it.
 * @param {string} typed
 * @returns {string}
 */
export function handleOf(typed) {
  return typed.trim().replace(/^@+/, "").trim();
}

/**
 * At most two letters that stand for a name: the first of its first and of its last word.
 * @param {string} name
 * @returns {string} empty for a blank name
 */
export function initialsOf(name) {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map(word => [...word][0] ?? "").join("").toLocaleUpperCase();
}

/**
 * Which of `count` tones a handle has: always the same one.
 * @param {string} handle
 * @param {number} count
 * @returns {number} 0 to count - 1
 */
export function toneOf(handle, count) {
  let sum = 0;
  for (const character of handle) sum = (sum * 33 + character.codePointAt(0)) % 65521;
  return sum % count;
}

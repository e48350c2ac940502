import {NEWER_ROWS_MAX} from "./api.js";
import {earlier} from "./time.js";

/** @typedef {import("./api.js").Row} Row */

/** Two servers' clocks may differ by this much: a message may appear before one that was seen already. */
const OVERLAP_MS = 10_000;
const BEFORE_EVERYTHING = "1970-01-01T00:00:00.000000+00:00";

/** What has been read of one conversation's messages: an unbroken stretch up to the newest, oldest first. */
export class Conversation {
  /**
   * @param {import("./api.js").Api} api
   * @param {string} uuid
   */
  constructor(api, uuid) {
    this.api = api;
    this.uuid = uuid;
    /** @type {Row[]} */
    this.messages = [];
    this.known = new Set();
    /** @type {string | null} where older ones are to be had */
    this.older = null;
    this.isLoaded = false;
  }

  /**
   * Reads the newest page the first time, afterwards whatever is new.
   * @returns {Promise<Row[]>} those that were not known before
   */
  async refresh() {
    if (this.isLoaded) return this.#readNewer();
    const {rows, next} = await this.api.messages(this.uuid);
    this.older = next;
    this.isLoaded = true;
    return this.add(rows);
  }

  /** Reads one page of older messages, if there are any. */
  async readOlder() {
    if (!this.older) return;
    const {rows, next} = await this.api.messages(this.uuid, this.older);
    this.older = next;
    this.add(rows);
  }

  /**
   * @param {Row[]} rows in any order, known or not
   * @returns {Row[]} those that were not known before
   */
  add(rows) {
    const added = [];
    for (const row of rows) {
      if (this.known.has(row.uuid)) continue;
      this.known.add(row.uuid);
      added.push(row);
    }
    if (added.length > 0) this.messages = [...this.messages, ...added].sort(byTime);
    return added;
  }

  async #readNewer() {
    const newest = this.messages.at(-1);
    let after = newest ? earlier(newest.created_at, OVERLAP_MS) : BEFORE_EVERYTHING;
    const added = [];
    for (;;) {
      const rows = await this.api.messagesAfter(this.uuid, after);
      added.push(...this.add(rows));
      if (rows.length < NEWER_ROWS_MAX) return added;
      after = rows.at(-1).created_at;
    }
  }
}

function byTime(left, right) {
  if (left.created_at !== right.created_at) return left.created_at < right.created_at ? -1 : 1;
  return left.uuid < right.uuid ? -1 : 1;
}

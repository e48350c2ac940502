/** @typedef {import("./api.js").Row} Row */

/** What is known of a person's conversations: the newest, and as many older ones as were asked for. */
export class ConversationList {
  /** @param {import("./api.js").Api} api */
  constructor(api) {
    this.api = api;
    /** @type {Row[]} the one with the newest message first */
    this.rows = [];
    /** @type {string | null} where more are to be had */
    this.next = null;
    this.isLoaded = false;
    this.seenUntil = new Map();
  }

  /** Reads the first page; and the pages after it, as long as they have nothing but news. */
  async refresh() {
    let page = await this.api.conversations();
    if (!this.isLoaded) {
      this.next = page.next;
      this.isLoaded = true;
      this.#add(page.rows, {isNews: false});
      return;
    }
    while (this.#add(page.rows, {isNews: true}) === page.rows.length && page.rows.length > 0 && page.next) {
      page = await this.api.conversations(page.next);
    }
  }

  /** Reads one page more, if there is one. */
  async readMore() {
    if (!this.next) return;
    const page = await this.api.conversations(this.next);
    this.next = page.next;
    this.#add(page.rows, {isNews: false});
  }

  /**
   * Looks for a conversation in what is known, then in what is new, then in all that is older.
   * @param {string} uuid
   * @returns {Promise<Row | null>} null if it is not in the list
   */
  async find(uuid) {
    const known = () => this.rows.find(row => row.uuid === uuid);
    if (!known()) await this.refresh();
    while (!known() && this.next) await this.readMore();
    return known() ?? null;
  }

  /**
   * A conversation's newest message, which was read there: the list may be behind it.
   * @param {string} uuid
   * @param {Row} message
   */
  showMessage(uuid, message) {
    const row = this.rows.find(row => row.uuid === uuid);
    if (row) this.#add([{...row, message: message.message, created_at: message.created_at}], {isNews: true});
  }

  /**
   * The person has seen whatever a conversation has.
   * @param {string} uuid
   */
  markSeen(uuid) {
    const row = this.rows.find(row => row.uuid === uuid);
    if (row) this.seenUntil.set(uuid, row.created_at);
  }

  /**
   * @param {string} uuid
   * @returns {boolean} it has a message that the person has not seen since these pages were loaded
   */
  hasNews(uuid) {
    const row = this.rows.find(row => row.uuid === uuid);
    return row !== undefined && row.created_at > (this.seenUntil.get(uuid) ?? "");
  }

  /** @returns {number} of conversations that have news */
  get newsCount() {
    return this.rows.filter(row => this.hasNews(row.uuid)).length;
  }

  /** How many of the rows were not known, or older. */
  #add(rows, {isNews}) {
    const byUuid = new Map(this.rows.map(row => [row.uuid, row]));
    let changed = 0;
    for (const row of rows) {
      const before = byUuid.get(row.uuid);
      if (before && before.created_at >= row.created_at) continue;
      ++changed;
      byUuid.set(row.uuid, row);
      if (!isNews && !this.seenUntil.has(row.uuid)) this.seenUntil.set(row.uuid, row.created_at);
    }
    this.rows = [...byUuid.values()].sort((left, right) => (left.created_at < right.created_at ? 1 : -1));
    return changed;
  }
}

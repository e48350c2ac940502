const PREFIX = "cruddur/draft/";

/** What has been written and not sent, for each form; kept in this tab, also while one signs in again. */
export class Drafts {
  /** @param {Storage} storage */
  constructor(storage) {
    this.storage = storage;
  }

  /**
   * @param {string} name of the form: a conversation's uuid, or "new"
   * @returns {string} empty if there is none
   */
  read(name) {
    return this.storage.getItem(PREFIX + name) ?? "";
  }

  /**
   * @param {string} name
   * @param {string} text empty: forgets it
   */
  write(name, text) {
    if (text === "") {
      this.storage.removeItem(PREFIX + name);
    } else {
      this.storage.setItem(PREFIX + name, text);
    }
  }

  /** Forgets all of them. */
  clear() {
    for (const key of Object.keys(this.storage)) {
      if (key.startsWith(PREFIX)) this.storage.removeItem(key);
    }
  }
}

import {createdAtOf} from "./time.js";
import {Problem} from "./words.js";

/**
 * A message on its way.
 * @typedef {{key: string, uuid: string, text: string, createdAt: string, knownUntil: string,
 *            state: "pending" | "failed", kind: Problem["kind"] | null, codes: string[]}} Outgoing
 *   `key`: its idempotency key; `uuid`: the conversation's; `knownUntil`: time of the newest message that was known
 *   when it was written; `kind` and `codes`: of the problem that it met, if it failed
 */

const KEY = "cruddur/outbox";
const RETRY_DELAYS_MS = [600, 1800];
/** The server forgets what a key was used for after 24 hours. */
const KEY_LIFE_MS = 23 * 3_600_000;

/**
 * Messages that the server has not confirmed. Each goes out with one key for its whole life, so that it arrives at
 * most once however often it is sent; those of one conversation go one after the other, in order. They survive a
 * reload of the page.
 */
export class Outbox {
  /**
   * @param {{send: (uuid: string, text: string, key: string) => Promise<import("./api.js").Row>, storage: Storage,
   *          newKey: () => string, now: () => number, sleep: (milliseconds: number) => Promise<void>}} world
   */
  constructor(world) {
    this.world = world;
    this.items = read(world.storage);
    this.running = new Set();
    /** Called with the conversation's uuid at each change of its messages. */
    this.onChange = (_uuid) => {};
    /** Called with the conversation's uuid, the message that it has become, and the key that it had. */
    this.onSent = (_uuid, _row, _key) => {};
  }

  /**
   * @param {string} uuid
   * @returns {Outgoing[]} oldest first
   */
  of(uuid) {
    return this.items.filter(item => item.uuid === uuid);
  }

  /**
   * @param {string} uuid
   * @param {string} text
   * @param {string} knownUntil
   */
  add(uuid, text, knownUntil) {
    const createdAt = createdAtOf(new Date(this.world.now()));
    const key = this.world.newKey();
    this.items.push({key, uuid, text, createdAt, knownUntil, state: "pending", kind: null, codes: []});
    this.#changed(uuid);
    this.#run(uuid);
  }

  /** @param {string} key */
  retry(key) {
    const item = this.items.find(item => item.key === key && item.state === "failed");
    if (!item) return;
    Object.assign(item, {state: "pending", kind: null, codes: []});
    this.#changed(item.uuid);
    this.#run(item.uuid);
  }

  /** @param {string} key */
  discard(key) {
    const item = this.items.find(item => item.key === key && item.state === "failed");
    if (!item) return;
    this.#remove(item);
    this.#changed(item.uuid);
  }

  /** Sends again what did not fail for good: after a reload, a new sign-in, or when the connection is back. */
  resume() {
    const now = this.world.now();
    for (const item of [...this.items]) {
      if (now - Date.parse(item.createdAt) > KEY_LIFE_MS) {
        Object.assign(item, {state: "failed", kind: "refused", codes: ["message_too_long_ago"]});
        this.#changed(item.uuid);
      } else if (item.state === "pending") {
        this.#run(item.uuid);
      } else if (item.kind === "offline" || item.kind === "unavailable" || item.kind === "signed_out") {
        this.retry(item.key);
      }
    }
  }

  /** Another person sits here now: nothing is left. */
  clear() {
    this.items = [];
    this.#save();
  }

  async #run(uuid) {
    if (this.running.has(uuid)) return;
    this.running.add(uuid);
    for (;;) {
      const item = this.items.find(item => item.uuid === uuid && item.state === "pending");
      if (!item) break;
      await this.#deliver(item);
    }
    this.running.delete(uuid);
  }

  async #deliver(item) {
    try {
      const row = await this.#attempts(item);
      if (!this.items.includes(item)) return;
      this.#remove(item);
      this.onSent(item.uuid, row, item.key);
    } catch (error) {
      const problem = error instanceof Problem ? error : new Problem("unexpected");
      Object.assign(item, {state: "failed", kind: problem.kind, codes: problem.codes});
    }
    this.#changed(item.uuid);
  }

  async #attempts(item) {
    for (const delay of RETRY_DELAYS_MS) {
      try {
        return await this.world.send(item.uuid, item.text, item.key);
      } catch (problem) {
        if (!(problem instanceof Problem) || !problem.isTemporary) throw problem;
        await this.world.sleep(Math.max(delay, Math.min(problem.retryAfterMs, 5000)));
        if (!this.items.includes(item)) throw problem;
      }
    }
    return this.world.send(item.uuid, item.text, item.key);
  }

  #remove(item) {
    this.items = this.items.filter(other => other !== item);
  }

  #changed(uuid) {
    this.#save();
    this.onChange(uuid);
  }

  #save() {
    if (this.items.length === 0) {
      this.world.storage.removeItem(KEY);
    } else {
      this.world.storage.setItem(KEY, JSON.stringify(this.items));
    }
  }
}

function read(storage) {
  try {
    const items = JSON.parse(storage.getItem(KEY));
    return Array.isArray(items) ? items : [];
  } catch {
    return [];
  }
}

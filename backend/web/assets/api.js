import {request} from "./request.js";
import {Problem} from "./words.js";

/**
 * @typedef {{uuid: string, display_name: string, handle: string, message: string, created_at: string}} Row
 *   a conversation with its last message (uuid: the conversation's; names: the other person's), or a message
 *   (uuid: its own; names: the sender's)
 * @typedef {{rows: Row[], next: string | null}} Page `next` is the address of the page after it
 * @typedef {{uuid: string, display_name: string, handle: string}} Person
 */

export const PAGE_ROWS = 40;
/** As many as the server gives at once. */
export const NEWER_ROWS_MAX = 100;

/** The backend's routes. Each call throws a `Problem` if it does not get what it wants. */
export class Api {
  /**
   * @param {typeof fetch} fetch
   * @param {import("./session.js").Session} session
   */
  constructor(fetch, session) {
    this.fetch = fetch;
    this.session = session;
  }

  /**
   * @param {string} [next] of the page before; left out: those with the newest messages
   * @returns {Promise<Page>} newest first
   */
  conversations(next = `/api/message_groups?limit=${PAGE_ROWS}`) {
    return this.#page(next);
  }

  /**
   * @param {string} uuid the conversation's
   * @param {string} [next] of the page before, which is older; left out: the newest messages
   * @returns {Promise<Page>} oldest first
   */
  messages(uuid, next = `${messagesPath(uuid)}?limit=${PAGE_ROWS}`) {
    return this.#page(next);
  }

  /**
   * @param {string} uuid
   * @param {string} createdAt
   * @returns {Promise<Row[]>} the first `NEWER_ROWS_MAX` that are later, oldest first
   */
  async messagesAfter(uuid, createdAt) {
    const query = new URLSearchParams({after: createdAt, limit: String(NEWER_ROWS_MAX)});
    return (await this.#page(`${messagesPath(uuid)}?${query}`)).rows;
  }

  /**
   * @param {string} uuid
   * @param {string} text
   * @param {string} idempotencyKey however often it is sent with this key, it is one message
   * @returns {Promise<Row>}
   */
  async send(uuid, text, idempotencyKey) {
    const {body} = await this.#post({message_group_uuid: uuid, message: text}, idempotencyKey);
    return rowOf(body);
  }

  /**
   * @param {string} handle
   * @param {string} text
   * @param {string} idempotencyKey
   * @returns {Promise<string>} the conversation's uuid
   */
  async start(handle, text, idempotencyKey) {
    const {body} = await this.#post({handle, message: text}, idempotencyKey);
    if (typeof body?.message_group_uuid !== "string") throw new Problem("unexpected");
    return body.message_group_uuid;
  }

  /**
   * @param {string} handle
   * @returns {Promise<Person | null>} null if nobody has it
   */
  async person(handle) {
    const answer = await request(this.fetch, `/api/users/@${encodeURIComponent(handle)}/short`);
    if (answer.status === 404) return null;
    return checked(answer).body;
  }

  async #page(path) {
    const {headers, body} = await this.#call(path, {});
    if (!Array.isArray(body)) throw new Problem("unexpected");
    return {rows: body.map(rowOf), next: nextOf(headers.get("Link"))};
  }

  #post(body, idempotencyKey) {
    return this.#call("/api/messages", {
      method: "POST",
      headers: {"Content-Type": "application/json", "Idempotency-Key": idempotencyKey},
      body: JSON.stringify(body),
    });
  }

  /** With a token; once more with a new one, if the first is not taken. */
  async #call(path, options) {
    const ask = token => request(this.fetch, path,
      {...options, headers: {...options.headers, Authorization: `Bearer ${token}`}});
    let answer = await ask(await this.session.accessToken());
    if (answer.status === 401) answer = await ask(await this.session.renew());
    if (answer.status === 401) this.session.end();
    return checked(answer);
  }
}

/**
 * The page after this one, if it is one of the API's own.
 * @param {string | null} link the header `Link`
 * @returns {string | null}
 */
export function nextOf(link) {
  return /<(\/api\/[^>]*)>\s*;[^,]*\brel="?next"?/.exec(link ?? "")?.[1] ?? null;
}

function messagesPath(uuid) {
  return `/api/messages/${encodeURIComponent(uuid)}`;
}

function checked(answer) {
  const {status, headers, body} = answer;
  if (status >= 200 && status < 300) return answer;
  const codes = Array.isArray(body) ? body.map(String) : [];
  if (status === 401) throw new Problem("signed_out");
  if (status === 403) throw new Problem("forbidden", codes);
  if (status === 404) throw new Problem("missing", codes);
  if (status === 429 || status >= 500) {
    throw new Problem("unavailable", codes, 1000 * (Number(headers.get("Retry-After")) || 0));
  }
  throw new Problem("refused", codes);
}

function rowOf(row) {
  const names = ["uuid", "display_name", "handle", "message", "created_at"];
  if (!row || names.some(name => typeof row[name] !== "string")) throw new Problem("unexpected");
  return row;
}

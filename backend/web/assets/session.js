import {Problem} from "./words.js";

const KEY = "cruddur/session";
/** A token is renewed this long before it ends, so that it does not end on its way. */
const RENEWAL_AHEAD_MS = 60_000;

/**
 * Who is signed in, in this tab alone. The tokens live in `sessionStorage`: they go with the tab.
 * @typedef {import("./cognito.js").Tokens} Tokens
 * @typedef {import("./cognito.js").NewPasswordChallenge} NewPasswordChallenge
 */
export class Session {
  /**
   * @param {import("./cognito.js").Cognito} cognito
   * @param {Storage} storage
   * @param {() => number} now milliseconds
   */
  constructor(cognito, storage, now) {
    this.cognito = cognito;
    this.storage = storage;
    this.now = now;
    this.kept = read(storage);
    this.renewal = null;
    /** Called when the session has ended without the person's wish. */
    this.onEnd = () => {};
  }

  /** @returns {boolean} */
  get isOpen() {
    return this.kept !== null;
  }

  /** @returns {string} the person's handle, as far as the pool knows it; else what they signed in with */
  get handle() {
    return this.kept?.handle ?? "";
  }

  /**
   * @param {string} username
   * @param {string} password
   * @returns {Promise<NewPasswordChallenge | null>} null: signed in
   */
  async signIn(username, password) {
    return this.#begin(username, await this.cognito.signIn(username, password));
  }

  /**
   * @param {NewPasswordChallenge} challenge
   * @param {string} password
   * @param {string} username as it was typed
   */
  async setNewPassword(challenge, password, username) {
    return this.#begin(username, await this.cognito.setNewPassword(challenge, password));
  }

  /**
   * @returns {Promise<string>} an access token that lasts for a while yet
   * @throws {Problem} signed_out, if there is none to be had
   */
  async accessToken() {
    if (!this.kept) throw new Problem("signed_out");
    if (this.kept.expiresAtMs - this.now() > RENEWAL_AHEAD_MS) return this.kept.accessToken;
    return this.renew();
  }

  /**
   * Another access token, by the refresh token. Those who ask meanwhile wait for the same one.
   * @returns {Promise<string>}
   */
  renew() {
    this.renewal ??= this.#renew().finally(() => (this.renewal = null));
    return this.renewal;
  }

  /** The session is over because the server says so. */
  end() {
    if (!this.kept) return;
    this.#keep(null);
    this.onEnd();
  }

  /** The person wishes to leave. */
  signOut() {
    if (this.kept?.refreshToken) this.cognito.revoke(this.kept.refreshToken);
    this.#keep(null);
  }

  #begin(username, result) {
    if ("session" in result) return result;
    this.#keep(this.#fields(result, {handle: username, refreshToken: null}));
    return null;
  }

  async #renew() {
    const before = this.kept;
    try {
      if (!before?.refreshToken) throw new Problem("signed_out");
      const tokens = await this.cognito.refresh(before.refreshToken);
      if (this.kept !== before) throw new Problem("signed_out");  // signed out meanwhile
      this.#keep(this.#fields(tokens, before));
      return this.kept.accessToken;
    } catch (problem) {
      if (problem.kind === "signed_out" && this.kept === before) this.end();
      throw problem;
    }
  }

  #fields(tokens, before) {
    return {
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken ?? before.refreshToken,
      expiresAtMs: this.now() + tokens.expiresInS * 1000,
      handle: tokens.handle ?? before.handle,
    };
  }

  #keep(fields) {
    this.kept = fields;
    if (fields) {
      this.storage.setItem(KEY, JSON.stringify(fields));
    } else {
      this.storage.removeItem(KEY);
    }
  }
}

function read(storage) {
  try {
    return JSON.parse(storage.getItem(KEY));
  } catch {
    return null;
  }
}

import {request} from "./request.js";
import {Problem} from "./words.js";

/**
 * @typedef {{accessToken: string, refreshToken: string | null, expiresInS: number, handle: string | null}} Tokens
 *   `refreshToken` is null where the one before goes on; `handle` is what the id token says, if anything
 * @typedef {{session: string, username: string}} NewPasswordChallenge
 */

/** NotAuthorizedException has many reasons, told apart by its sentence alone. */
const REASONS = [
  [/attempts exceeded/i, "TooManyRequestsException"],
  [/user is disabled/i, "user_disabled"],
  [/temporary password has expired/i, "temporary_password_expired"],
  [/invalid session/i, "session_expired"],
];

/**
 * Sign-in at an Amazon Cognito user pool, or at the emulator's, straight from the browser.
 * Source: Amazon Cognito API reference, InitiateAuth, RespondToAuthChallenge, RevokeToken.
 */
export class Cognito {
  /**
   * @param {typeof fetch} fetch
   * @param {() => Promise<{cognito_endpoint: string, cognito_client_id: string}>} config
   */
  constructor(fetch, config) {
    this.fetch = fetch;
    this.config = config;
  }

  /**
   * @param {string} username
   * @param {string} password
   * @returns {Promise<Tokens | NewPasswordChallenge>}
   * @throws {Problem} refused with Cognito's code, or offline, unavailable
   */
  async signIn(username, password) {
    const parameters = {USERNAME: username, PASSWORD: password};
    return this.#result(await this.#call("InitiateAuth",
      {AuthFlow: "USER_PASSWORD_AUTH", AuthParameters: parameters}), username);
  }

  /**
   * @param {NewPasswordChallenge} challenge
   * @param {string} password
   * @returns {Promise<Tokens | NewPasswordChallenge>}
   */
  async setNewPassword(challenge, password) {
    const responses = {USERNAME: challenge.username, NEW_PASSWORD: password};
    return this.#result(await this.#call("RespondToAuthChallenge",
      {ChallengeName: "NEW_PASSWORD_REQUIRED", Session: challenge.session, ChallengeResponses: responses}),
      challenge.username);
  }

  /**
   * @param {string} refreshToken
   * @returns {Promise<Tokens>}
   * @throws {Problem} signed_out, if the pool takes the token no longer
   */
  async refresh(refreshToken) {
    try {
      const answer = await this.#call("InitiateAuth",
        {AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters: {REFRESH_TOKEN: refreshToken}});
      return tokensOf(answer);
    } catch (problem) {
      throw problem.kind === "refused" ? new Problem("signed_out") : problem;
    }
  }

  /**
   * Makes the refresh token worthless. Never fails: a session ends here, whatever the pool says.
   * @param {string} refreshToken
   */
  async revoke(refreshToken) {
    await this.#call("RevokeToken", {Token: refreshToken}).catch(() => {});
  }

  #result(answer, username) {
    if (answer.AuthenticationResult) return tokensOf(answer);
    if (answer.ChallengeName !== "NEW_PASSWORD_REQUIRED") throw new Problem("refused", ["challenge_unknown"]);
    const parameters = answer.ChallengeParameters ?? {};
    const required = parameters.requiredAttributes ?? "[]";
    if (required !== "[]" && required !== "") throw new Problem("refused", ["attributes_required"]);
    return {session: answer.Session, username: parameters.USER_ID_FOR_SRP ?? username};
  }

  async #call(operation, input) {
    const config = await this.config();
    const {status, body} = await request(this.fetch, config.cognito_endpoint, {
      method: "POST",
      headers: {
        "Content-Type": "application/x-amz-json-1.1",
        "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
      },
      body: JSON.stringify({ClientId: config.cognito_client_id, ...input}),
    });
    if (status === 200) return body ?? {};
    if (status >= 500) throw new Problem("unavailable");
    throw new Problem("refused", [codeOf(body)]);
  }
}

function codeOf(body) {
  const type = String(body?.__type ?? "").split("#").pop();
  const reason = REASONS.find(([sentence]) => sentence.test(body?.message ?? ""));
  return type === "NotAuthorizedException" && reason ? reason[1] : type;
}

function tokensOf(answer) {
  const result = answer.AuthenticationResult;
  if (typeof result?.AccessToken !== "string") throw new Problem("unexpected");
  return {
    accessToken: result.AccessToken,
    refreshToken: result.RefreshToken ?? null,
    expiresInS: result.ExpiresIn ?? 3600,
    handle: claimsOf(result.IdToken).preferred_username ?? null,
  };
}

/** What an id token says, unchecked: it only shows the person their own name; the server trusts none of it. */
function claimsOf(idToken) {
  try {
    const part = idToken.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), c => c.charCodeAt(0))));
  } catch {
    return {};
  }
}

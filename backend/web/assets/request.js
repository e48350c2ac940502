import {Problem} from "./words.js";

export const ANSWER_TIMEOUT_MS = 15_000;

/**
 * One request, and its answer as JSON.
 * @param {typeof fetch} fetch
 * @param {string} url
 * @param {RequestInit} options
 * @returns {Promise<{status: number, headers: Headers, body: any}>} `body` is null where the answer is no JSON
 * @throws {Problem} offline, if there is no answer in time
 */
export async function request(fetch, url, options = {}) {
  try {
    const answer = await fetch(url, {cache: "no-store", signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS), ...options});
    const text = await answer.text();
    return {status: answer.status, headers: answer.headers, body: parsed(text)};
  } catch {
    throw new Problem("offline");  // fetch tells nobody whether it was the network, the name, CORS or the time
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

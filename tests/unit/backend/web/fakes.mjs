/** Stand-ins for what the browser hands to the pages' modules. */

/** As much of `Storage` as the pages use; its keys are its own properties, as there. */
export function fakeStorage(content = {}) {
  const storage = Object.create({
    getItem(key) { return Object.hasOwn(this, key) ? this[key] : null; },
    setItem(key, value) { this[key] = String(value); },
    removeItem(key) { delete this[key]; },
  });
  return Object.assign(storage, content);
}

/** A fetch that gives the answers of a list in turn, and keeps what it was asked. An answer is [status, body, headers]; "lost": none comes. */
export function fakeFetch(...answers) {
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({url, ...options});
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`not expected: ${url}`);
    if (answer === "lost") throw new TypeError("Failed to fetch");
    const [status, body, headers] = answer;
    return new Response(typeof body === "string" ? body : JSON.stringify(body), {status, headers});
  };
  return {fetch, asked};
}

/** A message, or a conversation, of a minute of one day. */
export function row(uuid, minute, fields = {}) {
  const time = `2023-03-31T17:${String(minute).padStart(2, "0")}:00.000000+00:00`;
  return {uuid, display_name: "Bayko", handle: "bayko", message: `text of ${uuid}`, created_at: time, ...fields};
}

/** Lets everything go on that waits for nothing but its turn. */
export async function settle() {
  for (let i = 0; i < 50; ++i) await null;
}

export function assertProblem(kind, codes = []) {
  return problem => {
    if (problem.kind !== kind || problem.codes.join() !== codes.join()) throw problem;
    return true;
  };
}

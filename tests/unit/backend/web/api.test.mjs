import assert from "node:assert/strict";
import {test} from "node:test";
import {Api, nextOf} from "../../../../backend/web/assets/api.js";
import {assertProblem, fakeFetch, row} from "./fakes.mjs";

function setUp(...answers) {
  const {fetch, asked} = fakeFetch(...answers);
  const session = {ended: 0, accessToken: async () => "old", renew: async () => "new", end: () => ++session.ended};
  return {api: new Api(fetch, session), asked, session};
}

test("a page has its rows and the address of the next", async () => {
  const {api, asked} = setUp([200, [row("m", 1)], {Link: '</api/messages/g?limit=40&cursor=c%3D>; rel="next"'}]);
  assert.deepEqual(await api.messages("g"), {rows: [row("m", 1)], next: "/api/messages/g?limit=40&cursor=c%3D"});
  assert.equal(asked[0].url, "/api/messages/g?limit=40");
  assert.equal(asked[0].headers.Authorization, "Bearer old");
});

test("the next page is only ever the API's own", () => {
  assert.equal(nextOf(null), null);
  assert.equal(nextOf("<https://evil.example/api/x>; rel=next"), null);
  assert.equal(nextOf("<//evil.example/api/x>; rel=next"), null);
  assert.equal(nextOf('</api/a>; rel="prev", </api/b?x=1>; rel="next"'), "/api/b?x=1");
});

test("later messages are asked for by a time, whose + is written so that it stays one", async () => {
  const {api, asked} = setUp([200, []]);
  await api.messagesAfter("g", "2023-03-31T17:54:06.756000+00:00");
  assert.equal(asked[0].url, "/api/messages/g?after=2023-03-31T17%3A54%3A06.756000%2B00%3A00&limit=100");
});

test("a message goes out with its key", async () => {
  const {api, asked} = setUp([200, row("m", 1)], [200, {message_group_uuid: "g"}]);
  assert.equal((await api.send("g", "hello", "key")).uuid, "m");
  assert.equal(asked[0].headers["Idempotency-Key"], "key");
  assert.deepEqual(JSON.parse(asked[0].body), {message_group_uuid: "g", message: "hello"});
  assert.equal(await api.start("bayko", "hello", "key"), "g");
  assert.deepEqual(JSON.parse(asked[1].body), {handle: "bayko", message: "hello"});
});

test("a token that is taken no longer is renewed, and the question put again", async () => {
  const {api, asked, session} = setUp([401, {}], [200, []]);
  await api.conversations();
  assert.deepEqual(asked.map(question => question.headers.Authorization), ["Bearer old", "Bearer new"]);
  assert.equal(session.ended, 0);
});

test("a new token that is not taken either ends the session", async () => {
  const {api, session} = setUp([401, {}], [401, {}]);
  await assert.rejects(api.conversations(), assertProblem("signed_out"));
  assert.equal(session.ended, 1);
});

const CASES = [
  [[403, ["message_group_forbidden"]], "forbidden", ["message_group_forbidden"]],
  [[404, {}], "missing", []],
  [[422, ["message_blank", "user_reciever_handle_blank"]], "refused", ["message_blank", "user_reciever_handle_blank"]],
  [[409, ["idempotency_key_reused"]], "refused", ["idempotency_key_reused"]],
  [[503, ["unavailable"]], "unavailable", ["unavailable"]],
  [[502, "<h1>Bad gateway</h1>"], "unavailable", []],
  [[200, "<h1>Sign in to the hotel's network</h1>"], "unexpected", []],
  [[200, [{uuid: 1}]], "unexpected", []],
  ["lost", "offline", []],
];
for (const [answer, kind, codes] of CASES) {
  test(`${JSON.stringify(answer)} is ${kind}`, async () => {
    await assert.rejects(setUp(answer).api.conversations(), assertProblem(kind, codes));
  });
}

test("an answer says when it is worth another try", async () => {
  const {api} = setUp([503, ["unavailable"], {"Retry-After": "2"}]);
  await assert.rejects(api.conversations(), problem => problem.retryAfterMs === 2000);
});

test("a handle that nobody has is no problem", async () => {
  const {api, asked} = setUp([404, {}]);
  assert.equal(await api.person("a/b"), null);
  assert.equal(asked[0].url, "/api/users/@a%2Fb/short");
});

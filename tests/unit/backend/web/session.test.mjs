import assert from "node:assert/strict";
import {test} from "node:test";
import {Session} from "../../../../backend/web/assets/session.js";
import {Problem} from "../../../../backend/web/assets/words.js";
import {assertProblem, fakeStorage} from "./fakes.mjs";

function setUp(refresh) {
  const clock = {ms: 1_000_000};
  const storage = fakeStorage();
  const cognito = {
    refreshes: 0,
    revoked: [],
    signIn: async () => ({accessToken: "first", refreshToken: "r1", expiresInS: 3600, handle: "andrew"}),
    refresh: async token => (++cognito.refreshes, refresh(token)),
    revoke: async token => cognito.revoked.push(token),
  };
  const open = () => new Session(cognito, storage, () => clock.ms);
  return {clock, storage, cognito, open, session: open()};
}
const renewed = async () => ({accessToken: "second", refreshToken: null, expiresInS: 3600, handle: null});

test("a session survives a reload of the tab", async () => {
  const {session, open} = setUp(renewed);
  assert.equal(await session.signIn("andrew", "x"), null);
  const again = open();
  assert.ok(again.isOpen);
  assert.equal(again.handle, "andrew");
  assert.equal(await again.accessToken(), "first");
});

test("a token is renewed before it ends, once for all who ask, and the refresh token goes on", async () => {
  const {clock, cognito, session} = setUp(renewed);
  await session.signIn("andrew", "x");
  clock.ms += 3_550_000;
  assert.deepEqual(await Promise.all([session.accessToken(), session.accessToken()]), ["second", "second"]);
  assert.equal(cognito.refreshes, 1);
  assert.equal(session.kept.refreshToken, "r1");
  assert.equal(session.handle, "andrew");
});

test("the session ends when the pool says so, and says it once", async () => {
  const {session, storage} = setUp(async () => { throw new Problem("signed_out"); });
  let ends = 0;
  session.onEnd = () => ++ends;
  await session.signIn("andrew", "x");
  await assert.rejects(session.renew(), assertProblem("signed_out"));
  await assert.rejects(session.accessToken(), assertProblem("signed_out"));
  assert.equal(ends, 1);
  assert.deepEqual(Object.keys(storage), []);
});

test("a pool that can't be reached does not end the session", async () => {
  const {session} = setUp(async () => { throw new Problem("offline"); });
  await session.signIn("andrew", "x");
  await assert.rejects(session.renew(), assertProblem("offline"));
  assert.ok(session.isOpen);
});

test("signing out forgets and revokes; a renewal that was under way brings nothing back", async () => {
  let finish;
  const {session, cognito, storage} = setUp(() => new Promise(done => (finish = () => done(renewed()))));
  session.onEnd = () => assert.fail("it was the person's wish");
  await session.signIn("andrew", "x");
  const renewal = session.renew();
  session.signOut();
  finish();
  await assert.rejects(renewal, assertProblem("signed_out"));
  assert.deepEqual(cognito.revoked, ["r1"]);
  assert.ok(!session.isOpen);
  assert.deepEqual(Object.keys(storage), []);
});

test("what is no session in the storage is none", () => {
  assert.ok(!new Session({}, fakeStorage({"cruddur/session": "{"}), () => 0).isOpen);
});

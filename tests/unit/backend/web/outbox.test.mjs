import assert from "node:assert/strict";
import {test} from "node:test";
import {Outbox} from "../../../../backend/web/assets/outbox.js";
import {Problem} from "../../../../backend/web/assets/words.js";
import {fakeStorage, row, settle} from "./fakes.mjs";

const START_MS = Date.UTC(2023, 2, 31);

function setUp(storage = fakeStorage()) {
  const world = {
    storage, sent: [], sleeps: [], keys: 0, nowMs: START_MS,
    answers: [],
    send: async (uuid, text, key) => {
      world.sent.push(`${uuid} ${text} ${key}`);
      const answer = world.answers.shift();
      if (answer instanceof Error) throw answer;
      return answer ?? row(`m-${text}`, 1);
    },
    newKey: () => `k${++world.keys}`,
    now: () => world.nowMs,
    sleep: async milliseconds => void world.sleeps.push(milliseconds),
  };
  const outbox = new Outbox(world);
  const done = [];
  outbox.onSent = (uuid, message, key) => done.push(`${uuid} ${message.uuid} ${key}`);
  return {outbox, world, done};
}

test("messages of a conversation go one after the other, in order", async () => {
  const {outbox, world, done} = setUp();
  outbox.add("g", "one", "");
  outbox.add("g", "two", "");
  assert.equal(outbox.of("g").length, 2);
  await settle();
  assert.deepEqual(world.sent, ["g one k1", "g two k2"]);
  assert.deepEqual(done, ["g m-one k1", "g m-two k2"]);
  assert.equal(outbox.of("g").length, 0);
});

test("what may work later is tried again with the same key, then waits for the person", async () => {
  const {outbox, world, done} = setUp();
  world.answers = [new Problem("offline"), new Problem("unavailable", [], 3000), new Problem("unavailable")];
  outbox.add("g", "one", "");
  await settle();
  assert.deepEqual(world.sent, ["g one k1", "g one k1", "g one k1"]);
  assert.deepEqual(world.sleeps, [600, 3000]);
  assert.equal(outbox.of("g")[0].state, "failed");
  outbox.retry("k1");
  assert.equal(outbox.of("g")[0].state, "pending");
  await settle();
  assert.equal(world.sent[3], "g one k1");
  assert.deepEqual(done, ["g m-one k1"]);
});

test("what will never work is tried once, and the next goes on", async () => {
  const {outbox, world, done} = setUp();
  world.answers = [new Problem("forbidden", ["message_group_forbidden"])];
  outbox.add("g", "one", "");
  outbox.add("g", "two", "");
  await settle();
  assert.deepEqual(done, ["g m-two k2"]);
  assert.deepEqual(outbox.of("g").map(item => [item.state, item.kind, item.codes.join()]),
    [["failed", "forbidden", "message_group_forbidden"]]);
  outbox.resume();
  await settle();
  assert.equal(world.sent.length, 2);
  outbox.discard("k1");
  assert.equal(outbox.of("g").length, 0);
});

test("a reload sends again, with the same key, what had no answer", async () => {
  const storage = fakeStorage();
  const first = setUp(storage);
  first.world.send = () => new Promise(() => {});
  first.outbox.add("g", "one", "");
  const second = setUp(storage);
  second.outbox.resume();
  await settle();
  assert.deepEqual(second.done, ["g m-one k1"]);
  assert.equal(setUp(storage).outbox.of("g").length, 0);
});

test("after a new sign-in it goes on", async () => {
  const {outbox, world, done} = setUp();
  world.answers = [new Problem("signed_out")];
  outbox.add("g", "one", "");
  await settle();
  outbox.resume();
  await settle();
  assert.deepEqual(done, ["g m-one k1"]);
});

test("when the server may have forgotten the key, only the person sends it again", async () => {
  const storage = fakeStorage();
  const first = setUp(storage);
  first.world.send = () => new Promise(() => {});
  first.outbox.add("g", "one", "");
  const second = setUp(storage);
  second.world.nowMs += 24 * 3_600_000;
  second.outbox.resume();
  await settle();
  assert.deepEqual(second.world.sent, []);
  assert.deepEqual(second.outbox.of("g")[0].codes, ["message_too_long_ago"]);
});

test("another person finds nothing", async () => {
  const {outbox, world, done} = setUp();
  let finish;
  world.send = () => new Promise(resolve => (finish = resolve));
  outbox.add("g", "one", "");
  outbox.clear();
  finish(row("m", 1));
  await settle();
  assert.deepEqual(done, []);
  assert.equal(setUp(world.storage).outbox.of("g").length, 0);
});

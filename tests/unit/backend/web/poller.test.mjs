import assert from "node:assert/strict";
import {test} from "node:test";
import {Poller} from "../../../../backend/web/assets/poller.js";
import {settle} from "./fakes.mjs";

function setUp(answer) {
  const world = {asked: 0, waits: [], due: null, isHidden: false};
  const poller = new Poller({
    ask: () => (++world.asked, answer(world)), intervalMs: 2000, hiddenIntervalMs: 10_000, isHidden: () => world.isHidden,
    setTimer: (run, milliseconds) => (world.waits.push(milliseconds), (world.due = run)),
    clearTimer: () => (world.due = null),
  });
  return {poller, world};
}

test("asks at once, then at its interval; seldom while nobody looks", async () => {
  const {poller, world} = setUp(async () => true);
  poller.start();
  await settle();
  world.isHidden = true;
  world.due();
  await settle();
  assert.deepEqual(world.waits, [2000, 10_000]);
});

test("asks ever less often while it fails, and as before when it works", async () => {
  let works = false;
  const {poller, world} = setUp(async () => { if (!works) throw new Error("no"); return true; });
  poller.start();
  await settle();
  for (let i = 0; i < 5; ++i) (world.due(), await settle());
  works = true;
  world.due();
  await settle();
  assert.deepEqual(world.waits, [2000, 4000, 8000, 16_000, 30_000, 30_000, 2000]);
});

test("one question at a time; who wakes it meanwhile gets another one after", async () => {
  const finish = [];
  const {poller, world} = setUp(() => new Promise(done => finish.push(() => done(true))));
  poller.start();
  poller.wake();
  assert.equal(world.asked, 1);
  finish[0]();
  await settle();
  assert.deepEqual(world.waits, [0]);
});

test("stops when told, and when the answer says so", async () => {
  const told = setUp(async () => true);
  told.poller.start();
  told.poller.stop();
  await settle();
  told.poller.wake();
  assert.deepEqual([told.world.asked, told.world.due], [1, null]);
  const over = setUp(async () => false);
  over.poller.start();
  await settle();
  assert.equal(over.world.due, null);
  over.poller.start();
  await settle();
  assert.equal(over.world.asked, 2);
});

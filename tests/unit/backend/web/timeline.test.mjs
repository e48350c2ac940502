import assert from "node:assert/strict";
import {test} from "node:test";
import {arrange, isOwnMessage} from "../../../../backend/web/assets/timeline.js";
import {row} from "./fakes.mjs";

const own = message => message.handle === "andrew";
const mine = (uuid, minute, fields) => row(uuid, minute, {handle: "andrew", ...fields});
const outgoing = fields => ({key: "k", uuid: "g", text: "hello", createdAt: "2023-03-31T17:20:00.000000+00:00",
                             knownUntil: row("", 9).created_at, state: "pending", kind: null, codes: [], ...fields});
const shape = entries => entries.map(entry => (entry.kind === "day" ? "day" :
  `${entry.key}${entry.isOwn ? " own" : ""}${entry.isFirst ? " first" : ""}${entry.isLast ? " last" : ""}`));

test("what one person writes in one go belongs together", () => {
  assert.deepEqual(shape(arrange([row("a", 0), row("b", 2), mine("c", 3), mine("d", 20)], [], own, "UTC")),
    ["day", "a first", "b last", "c own first last", "d own first last"]);
});

test("a day begins where the reader is", () => {
  const night = [row("a", 0, {created_at: "2023-03-31T21:59:00.000000+00:00"}), row("b", 0, {created_at: "2023-03-31T22:01:00.000000+00:00"})];
  assert.deepEqual(shape(arrange(night, [], own, "Europe/Vienna")), ["day", "a first last", "day", "b first last"]);
  assert.deepEqual(shape(arrange(night, [], own, "UTC")), ["day", "a first", "b last"]);
});

test("days that come twice have keys of their own", () => {
  const entries = arrange([row("a", 0), row("b", 0, {created_at: "2023-04-01T10:00:00.000000+00:00"})],
                          [outgoing()], own, "UTC");
  const keys = entries.map(entry => entry.key);
  assert.equal(new Set(keys).size, keys.length);
});

test("what is on its way stands at the end", () => {
  const entries = arrange([row("a", 19)], [outgoing(), outgoing({key: "k2", state: "failed"})], own, "UTC");
  assert.deepEqual(shape(entries), ["day", "a first last", "k own first", "k2 own last"]);
  assert.equal(entries[3].outgoing.state, "failed");
});

test("a message that is read before the answer to its sending is shown once", () => {
  const read = [mine("old", 9, {message: "hello"}), mine("twin", 19, {message: "hello"}), row("foreign", 19, {message: "hello"})];
  assert.deepEqual(arrange(read, [outgoing()], own, "UTC").map(entry => entry.key),
    ["day 2023-03-31", "old", "foreign", "k"]);
  assert.equal(arrange(read, [outgoing({state: "failed"})], own, "UTC").length, 5);
  assert.equal(arrange([...read, mine("twin2", 19, {message: "hello"})], [outgoing(), outgoing({key: "k2"})], own, "UTC").length, 5);
});

test("a message is one's own if it is not the other's", () => {
  assert.ok(!isOwnMessage(row("a", 1), "andrew", "bayko"));
  assert.ok(isOwnMessage(mine("a", 1), "", "bayko"));  // the pool knows one by another name
  assert.ok(isOwnMessage(mine("a", 1), "andrew", null));
  assert.ok(!isOwnMessage(row("a", 1), "andrew", null));
});

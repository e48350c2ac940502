import assert from "node:assert/strict";
import {test} from "node:test";
import {Conversation} from "../../../../backend/web/assets/conversation.js";
import {row} from "./fakes.mjs";

const uuids = conversation => conversation.messages.map(message => message.uuid).join(" ");

test("the newest page first, then older ones, then what is new: each message once, in order", async () => {
  const after = [];
  const api = {
    messages: async (_, next) => (next ? {rows: [row("a", 1), row("b", 2)], next: null} : {rows: [row("c", 3), row("d", 4)], next: "x"}),
    messagesAfter: async (_, time) => (after.push(time), [row("d", 4), row("late", 3.5), row("e", 5)]),
  };
  const conversation = new Conversation(api, "g");
  await conversation.refresh();
  assert.equal(uuids(conversation), "c d");
  await conversation.readOlder();
  assert.equal(uuids(conversation), "a b c d");
  assert.equal(conversation.older, null);
  const late = row("late", 3, {created_at: "2023-03-31T17:03:59.000000+00:00"});
  api.messagesAfter = async (_, time) => (after.push(time), [late, row("d", 4), row("e", 5)]);
  assert.deepEqual((await conversation.refresh()).map(message => message.uuid), ["late", "e"]);
  assert.equal(uuids(conversation), "a b c late d e");
  assert.deepEqual(after, ["2023-03-31T17:03:50.000000+00:00"]);  // a little before the newest
});

test("a page that is full is followed by the next", async () => {
  const pages = [Array.from({length: 100}, (_, i) => row(`m${i}`, 1, {created_at: `2023-03-31T17:01:00.000${100 + i}+00:00`})), [row("last", 2)]];
  const after = [];
  const api = {
    messages: async () => ({rows: [], next: null}),
    messagesAfter: async (_, time) => (after.push(time), pages.shift()),
  };
  const conversation = new Conversation(api, "g");
  await conversation.refresh();
  assert.equal((await conversation.refresh()).length, 101);
  assert.deepEqual(after, ["1970-01-01T00:00:00.000000+00:00", "2023-03-31T17:01:00.000199+00:00"]);
});

test("messages of one time have an order of their own", () => {
  const conversation = new Conversation({}, "g");
  conversation.add([row("b", 1), row("a", 1)]);
  assert.equal(uuids(conversation), "a b");
});

import assert from "node:assert/strict";
import {test} from "node:test";
import {ConversationList} from "../../../../backend/web/assets/conversation_list.js";
import {row} from "./fakes.mjs";

const uuids = list => list.rows.map(conversation => conversation.uuid).join(" ");

function setUp(...pages) {
  const asked = [];
  return {asked, list: new ConversationList({conversations: async next => (asked.push(next), pages.shift())})};
}

test("pages follow one another, and a conversation that moved up is there once", async () => {
  const {list, asked} = setUp({rows: [row("c", 3), row("b", 2)], next: "p2"}, {rows: [row("a", 1)], next: null},
                              {rows: [row("a", 9), row("c", 3)], next: "p2"});
  await list.refresh();
  await list.readMore();
  assert.equal(uuids(list), "c b a");
  await list.refresh();
  assert.equal(uuids(list), "a c b");
  assert.deepEqual(asked, [undefined, "p2", undefined]);
  assert.equal(list.next, null);
});

test("a first page of nothing but news is followed by the next", async () => {
  const {list, asked} = setUp({rows: [row("a", 1)], next: null}, {rows: [row("c", 5), row("b", 4)], next: "p2"},
                              {rows: [row("a", 1)], next: null});
  await list.refresh();
  await list.refresh();
  assert.equal(uuids(list), "c b a");
  assert.deepEqual(asked, [undefined, undefined, "p2"]);
});

test("the list never goes back behind a message that was read", async () => {
  const {list} = setUp({rows: [row("b", 2), row("a", 1)], next: null}, {rows: [row("b", 2), row("a", 1)], next: null});
  await list.refresh();
  list.showMessage("a", row("m", 7, {message: "newest"}));
  await list.refresh();
  assert.equal(uuids(list), "a b");
  assert.equal(list.rows[0].message, "newest");
});

test("news is what came after one has looked", async () => {
  const {list} = setUp({rows: [row("b", 2), row("a", 1)], next: null}, {rows: [row("new", 4), row("a", 3)], next: null});
  await list.refresh();
  assert.equal(list.newsCount, 0);
  await list.refresh();
  assert.ok(list.hasNews("a") && list.hasNews("new") && !list.hasNews("b"));
  list.markSeen("a");
  assert.equal(list.newsCount, 1);
});

test("a conversation is looked for in what is known, what is new, and to the end of the list", async () => {
  const {list, asked} = setUp({rows: [row("b", 2)], next: "p2"}, {rows: [row("a", 1)], next: null},
                              {rows: [row("new", 3), row("b", 2)], next: "p2"}, {rows: [row("new", 3)], next: null});
  assert.equal((await list.find("a")).uuid, "a");
  assert.deepEqual(asked, [undefined, "p2"]);
  assert.equal((await list.find("new")).uuid, "new");
  assert.equal((await list.find("b")).uuid, "b");
  assert.equal(asked.length, 3);
  assert.equal(await list.find("nowhere"), null);
  assert.equal(asked.length, 4);
});

import assert from "node:assert/strict";
import {test} from "node:test";
import {conversationPath, routeOf} from "../../../../backend/web/assets/router.js";

const UUID = "5ae290ed-55d1-47a0-bc6d-fe2bc2700399";
const CASES = [
  ["/", {name: "list"}],
  ["/messages", {name: "list"}],
  ["/sign-in", {name: "sign-in"}],
  ["/messages/new", {name: "new", handle: ""}],
  ["/messages/new?to=bayko", {name: "new", handle: "bayko"}],
  [`/messages/${UUID}`, {name: "conversation", uuid: UUID}],
  [`/messages/${UUID.toUpperCase()}/`, {name: "conversation", uuid: UUID}],
  ["/messages/..%2f", {name: "unknown"}],
  [`/messages/${UUID}/more`, {name: "unknown"}],
  ["/elsewhere", {name: "unknown"}],
];
for (const [address, route] of CASES) {
  test(`${address} is ${route.name}`, () => {
    const {pathname, search} = new URL(address, "http://localhost");
    assert.deepEqual(routeOf({pathname, search}), route);
  });
}

test("a conversation's address leads to it", () => {
  assert.deepEqual(routeOf({pathname: conversationPath(UUID), search: ""}), {name: "conversation", uuid: UUID});
});

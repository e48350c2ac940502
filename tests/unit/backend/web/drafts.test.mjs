import assert from "node:assert/strict";
import {test} from "node:test";
import {Drafts} from "../../../../backend/web/assets/drafts.js";
import {fakeStorage} from "./fakes.mjs";

test("a draft is kept for its form until it is sent", () => {
  const storage = fakeStorage({other: "stays"});
  const drafts = new Drafts(storage);
  drafts.write("g", "half a sent");
  assert.equal(new Drafts(storage).read("g"), "half a sent");
  assert.equal(drafts.read("new"), "");
  drafts.write("g", "");
  drafts.write("new", "x");
  drafts.clear();
  assert.deepEqual(Object.keys(storage), ["other"]);
});

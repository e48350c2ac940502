import assert from "node:assert/strict";
import fs from "node:fs";
import {test} from "node:test";
import {Problem, wordsFor} from "../../../../backend/web/assets/words.js";

test("each code of the API has words of its own", () => {
  const source = fs.readFileSync(new URL("../../../../backend/web/assets/words.js", import.meta.url), "utf8");
  for (const code of ["message_blank", "message_exceed_max_chars_1024", "message_group_uuid_blank", "cognito_user_id_blank",
                      "cognito_user_id_unknown", "user_reciever_handle_blank", "user_reciever_handle_unknown",
                      "user_reciever_handle_self", "message_group_forbidden", "idempotency_key_reused"]) {
    assert.ok(source.includes(`${code}:`), code);
    assert.notEqual(wordsFor(new Problem("refused", [code])), wordsFor(new Problem("refused")));
  }
});

test("several codes are several sentences, each once", () => {
  const words = wordsFor(new Problem("refused", ["message_blank", "user_reciever_handle_blank", "message_blank"]));
  assert.equal(words, "Write something first. Say who it is for: their handle, such as @teo.");
});

test("what is not known is said by its kind, and never shown as it came", () => {
  assert.equal(wordsFor(new Problem("unavailable", ["<b>odd</b>"])), "Cruddur is not answering just now.");
  assert.equal(wordsFor(new Problem("refused", ["toString"])), "That could not be done.");
  assert.match(wordsFor(new TypeError("x is undefined")), /should not have/);
});

test("only what may work later is worth another try", () => {
  assert.ok(new Problem("offline").isTemporary && new Problem("unavailable").isTemporary);
  assert.ok(!new Problem("forbidden").isTemporary && !new Problem("signed_out").isTemporary);
});

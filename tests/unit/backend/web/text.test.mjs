import assert from "node:assert/strict";
import {test} from "node:test";
import {countCharacters, handleOf, initialsOf, isBlank, toneOf} from "../../../../backend/web/assets/text.js";

test("characters are code points, as the server counts them", () => {
  assert.equal(countCharacters(""), 0);
  assert.equal(countCharacters("añb"), 3);
  assert.equal(countCharacters("🎉".repeat(1024)), 1024);
  assert.equal(countCharacters("👩‍👩‍👧"), 5);
  assert.equal(countCharacters("e\u0301"), 2);
});

test("what can not be seen is blank", () => {
  assert.ok(isBlank("") && isBlank(" \n\t\u00a0\u3000") && isBlank("\u200b\u2060\ufeff"));
  assert.ok(!isBlank(" . "));
});

test("a handle is read with and without the @", () => {
  assert.equal(handleOf(" @bayko "), "bayko");
  assert.equal(handleOf("bayko"), "bayko");
  assert.equal(handleOf("@@"), "");
});

test("initials are of the first and the last word, in any script", () => {
  assert.equal(initialsOf("Andrew Brown"), "AB");
  assert.equal(initialsOf("  londo "), "L");
  assert.equal(initialsOf("Ana Maria da Silva"), "AS");
  assert.equal(initialsOf("🎉 Party"), "🎉P");
  assert.equal(initialsOf(""), "");
});

test("a handle keeps its tone", () => {
  assert.equal(toneOf("bayko", 6), toneOf("bayko", 6));
  for (const handle of ["", "a", "🎉", "x".repeat(200)]) assert.ok(toneOf(handle, 6) >= 0 && toneOf(handle, 6) < 6);
});

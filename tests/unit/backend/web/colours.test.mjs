import assert from "node:assert/strict";
import fs from "node:fs";
import {test} from "node:test";

// WCAG 2.2, 1.4.3: 4.5 for text; 1.4.11: 3 for the edge of a field and the ring of the focus.
const css = fs.readFileSync(new URL("../../../../backend/web/assets/colours.css", import.meta.url), "utf8");
const [light, dark] = css.split("@media (prefers-color-scheme: dark)").map(part =>
  Object.fromEntries([...part.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map(match => [match[1], match[2]])));
const tones = [...css.matchAll(/\.tone-\d \{ background: (#[0-9a-f]{6})/g)].map(match => match[1]);

const READ = [
  ["ink", "paper"], ["ink", "sheet"], ["ink", "card"], ["ink", "chosen"],
  ["ink-soft", "paper"], ["ink-soft", "sheet"], ["ink-soft", "card"], ["ink-soft", "chosen"],
  ["accent", "paper"], ["accent", "sheet"], ["on-accent", "accent"], ["on-accent", "accent-strong"],
  ["own-ink", "own"], ["problem", "paper"], ["problem", "sheet"], ["news", "paper"], ["news", "sheet"],
  ["news", "chosen"], ["note-ink", "note"],
];
const SEEN = [["field-line", "card"], ["field-line", "sheet"], ["accent", "paper"], ["accent", "sheet"], ["accent", "chosen"]];

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map(part => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dim, bright] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (bright + 0.05) / (dim + 0.05);
}

for (const [scheme, colours] of Object.entries({light, dark})) {
  test(`${scheme}: whatever is read stands out`, () => {
    for (const [pairs, least] of [[READ, 4.5], [SEEN, 3]]) {
      for (const [front, back] of pairs) {
        const ratio = contrast(colours[front], colours[back]);
        assert.ok(ratio >= least, `${front} on ${back}: ${ratio.toFixed(2)}`);
      }
    }
  });
}

test("initials stand out on every tone", () => {
  assert.equal(tones.length, 6);
  for (const tone of tones) assert.ok(contrast("#ffffff", tone) >= 4.5, tone);
});

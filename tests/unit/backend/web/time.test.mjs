import assert from "node:assert/strict";
import {test} from "node:test";
import {clockTime, createdAtOf, dateOf, dayOf, dayTitle, earlier, shortTime} from "../../../../backend/web/assets/time.js";

const ZONE = "Europe/Vienna";
const NOW = dateOf("2023-03-31T17:54:06.756123+00:00");  // Friday, 19:54 in Vienna

test("the API's times are read and written", () => {
  assert.equal(NOW.getTime(), Date.UTC(2023, 2, 31, 17, 54, 6, 756));
  assert.equal(createdAtOf(NOW), "2023-03-31T17:54:06.756000+00:00");
  assert.equal(dateOf("2023-03-31T17:54:06+00:00").getTime(), Date.UTC(2023, 2, 31, 17, 54, 6));
});

test("an earlier time sorts before", () => {
  assert.equal(earlier("2023-01-01T00:00:05.000001+00:00", 10_000), "2022-12-31T23:59:55.000000+00:00");
});

test("the day is the reader's own", () => {
  assert.equal(dayOf(dateOf("2023-03-31T22:30:00.000000+00:00"), ZONE), "2023-04-01");
  assert.equal(clockTime(NOW, ZONE), "19:54");
});

const CASES = [
  ["2023-03-31T06:01:00.000000+00:00", "08:01", "Today"],
  ["2023-03-30T22:30:00.000000+00:00", "00:30", "Today"],
  ["2023-03-30T21:30:00.000000+00:00", "Yesterday", "Yesterday"],
  ["2023-03-27T10:00:00.000000+00:00", "Mon", "Monday 27 March"],
  ["2023-03-24T10:00:00.000000+00:00", "24 Mar", "Friday 24 March"],
  ["2022-12-31T10:00:00.000000+00:00", "31 Dec 2022", "31 December 2022"],
  ["2023-04-02T10:00:00.000000+00:00", "2 Apr", "Sunday 2 April"],  // a server's clock that is ahead
];
for (const [createdAt, short, title] of CASES) {
  test(`${createdAt} is "${short}" in the list and "${title}" above the messages`, () => {
    assert.equal(shortTime(dateOf(createdAt), NOW, ZONE), short);
    assert.equal(dayTitle(dateOf(createdAt), NOW, ZONE), title);
  });
}

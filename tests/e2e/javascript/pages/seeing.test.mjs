/** How the pages look and are walked through: by keyboard alone, on a phone, in the dark, by a screen reader. */
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {DESKTOP, field, fresh, launch, message, opened, PASSWORD, PHONE, rowOf, signedIn, TALK_PATH, visit} from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const focused = page => page.evaluate(() => {
  const element = document.activeElement;
  return `${element.localName}#${element.id}.${element.className}`;
});
const withinWidth = page => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test("keyboard only: sign in, walk the list, open, write, send, and begin a new one", async t => {
  const page = await visit(browser, t);
  const {keyboard} = page;
  await page.locator("#username").waitFor();
  await keyboard.type("mara");
  await keyboard.press("Tab");
  await keyboard.type(PASSWORD);
  await keyboard.press("Enter");
  await rowOf(page, "teo").waitFor();

  await keyboard.press("Tab");
  assert.equal(await focused(page), "a#.skip-link");
  await keyboard.press("Tab");
  assert.ok((await page.evaluate(() => document.activeElement.getBoundingClientRect().top)) >= 0, "a skip link is seen");
  await keyboard.press("Enter");
  assert.match(await focused(page), /conversation-list/);
  await keyboard.press("Tab");
  assert.match(await focused(page), /row/);
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineWidth);
  assert.ok(parseFloat(ring) >= 2, `the focus is seen: ${ring}`);
  const rows = await page.locator(".row").count();
  assert.ok(rows >= 2);
  const at = () => page.evaluate(() => [...document.querySelectorAll(".row")].indexOf(document.activeElement));
  await keyboard.press("ArrowDown");
  assert.equal(await at(), 1);
  await keyboard.press("End");
  assert.equal(await at(), rows - 1);
  await keyboard.press("Home");
  assert.equal(await at(), 0);
  await rowOf(page, "teo").focus();
  await keyboard.press("Enter");
  await opened(page);
  assert.match(await focused(page), /reply-text/);

  const text = fresh("Without a mouse");
  await keyboard.type(text);
  await keyboard.press("Control+Enter");
  await message(page, text).waitFor();
  await keyboard.press("Shift+Tab");
  assert.match(await focused(page), /scroller/);
  const before = await page.locator("#scroller").evaluate(element => element.scrollTop);
  await keyboard.press("PageUp");
  await page.waitForFunction(was => document.querySelector("#scroller").scrollTop < was, before);

  await page.getByRole("link", {name: "New message", exact: true}).focus();
  await keyboard.press("Enter");
  assert.match(await focused(page), /receiver/);
  await keyboard.type("ines");
  await keyboard.press("Enter");
  assert.match(await focused(page), /first-text/);
});

test("on a phone the list and the conversation are two views", async t => {
  const page = await signedIn(browser, t, "mara", "/", PHONE);
  await rowOf(page, "teo").waitFor();
  assert.ok(await page.locator("#pane").isHidden());
  assert.ok(await withinWidth(page));
  await rowOf(page, "teo").tap();
  await opened(page);
  assert.ok(await page.locator(".side").isHidden());
  assert.ok(await withinWidth(page));
  const last = await page.locator(".message").last().boundingBox();
  const form = await page.locator("#reply").boundingBox();
  assert.ok(last.y + last.height <= form.y + 1 && form.y + form.height <= 781, "the end and the field are seen");
  const text = fresh("From the tram");
  await field(page).fill(text);
  await page.locator("#reply").getByRole("button", {name: "Send"}).tap();
  await message(page, text).waitFor();
  await page.getByRole("link", {name: "Back to the conversations"}).first().tap();
  await rowOf(page, "teo").waitFor();
  assert.ok(await page.locator("#pane").isHidden());
  assert.equal(await rowOf(page, "teo").locator(".row-message").textContent(), text);
  assert.ok(await rowOf(page, "teo").evaluate(element => element === document.activeElement));
});

test("the narrowest phones and large type have room", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH, {...PHONE, viewport: {width: 320, height: 560}});
  await opened(page);
  assert.ok(await withinWidth(page));
  await page.evaluate(() => (document.documentElement.style.fontSize = "32px"));
  assert.ok(await withinWidth(page));
  assert.ok(await page.locator("#reply").getByRole("button", {name: "Send"}).isVisible());
});

test("in the dark the pages are dark", async t => {
  for (const [scheme, isDark] of [["light", false], ["dark", true]]) {
    const page = await signedIn(browser, t, "mara", TALK_PATH, {...DESKTOP, colorScheme: scheme});
    await opened(page);
    for (const part of ["body", "#pane", ".message.other .message-text", "#reply-text"]) {
      const colour = await page.locator(part).first().evaluate(element => getComputedStyle(element).backgroundColor);
      const brightness = colour.match(/\d+/g).slice(0, 3).reduce((sum, one) => sum + Number(one), 0) / 3;
      assert.equal(brightness < 90, isDark, `${scheme} ${part}: ${colour}`);
    }
  }
});

test("who wants no motion gets none", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH, {...DESKTOP, reducedMotion: "reduce"});
  await opened(page);
  await page.route("**/api/messages", route => route.abort());
  await field(page).fill("still");
  await field(page).press("Control+Enter");
  assert.equal(await page.locator(".message").last().evaluate(element => getComputedStyle(element).animationName), "none");
});

test("a screen reader hears what there is", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const heard = await page.locator("body").ariaSnapshot();
  for (const part of [/navigation "Conversations"/, /main:/, /heading "Teo Okafor" \[level=2\]/, /region "Teo Okafor"/,
                      /textbox "Message to Teo Okafor"/, /button "Send"/, /link "New message"/, /button "Sign out"/]) {
    assert.match(heard, part);
  }
  assert.equal(await page.locator("#announcer").getAttribute("aria-live"), "polite");
  assert.match(await page.locator(".message.own").last().textContent(), /^You:/);
  assert.match(await page.locator(".message.other").last().textContent(), /^Teo Okafor:/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  const unnamed = await page.evaluate(() => [...document.querySelectorAll("button, a, input, textarea")]
    .filter(element => element.checkVisibility() && !element.textContent.trim() && !element.labels?.length &&
                       !element.getAttribute("aria-label")).map(element => element.outerHTML));
  assert.deepEqual(unnamed, []);
});

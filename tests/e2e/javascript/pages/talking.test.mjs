/** Two people use the pages: what they see, and what each sees of the other. */
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {askedAgain, enter, field, fresh, launch, message, opened, rowOf, signedIn, TALK, TALK_PATH, visit, write} from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

test("signing in: a wrong password is said kindly, the right one shows the conversations", async t => {
  const page = await visit(browser, t);
  assert.equal(await page.title(), "Sign in – Cruddur");
  await page.getByRole("button", {name: "Sign in"}).click();
  await page.getByText("Write your handle or user name.").waitFor();
  await enter(page, "mara", "not-the-password");
  await page.getByText("That handle and password do not go together. Try again.").waitFor();
  await enter(page, "@mara");
  const row = rowOf(page, "teo");
  await row.waitFor();
  assert.equal(await row.locator(".row-name").textContent(), "Teo Okafor");
  assert.notEqual(await row.locator(".row-message").textContent(), "");
  assert.match(await row.locator("time").getAttribute("datetime"), /^\d{4}-\d\d-\d\dT.*\+00:00$/);
  assert.match(await page.title(), /Messages – Cruddur$/);
  assert.match(await page.locator(".side-foot").textContent(), /Signed in as\s+@mara/);
});

test("an address of a conversation leads through the sign-in to it, and a reload back to it", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  assert.equal(new URL(page.url()).pathname, TALK_PATH);
  assert.match(await page.title(), /Teo Okafor \(@teo\) – Cruddur$/);
  await page.reload();
  await opened(page);
  assert.equal(await page.getByRole("heading", {name: "Teo Okafor"}).count(), 1);
  assert.equal(await rowOf(page, "teo").getAttribute("aria-current"), "page");
});

test("choosing another conversation loads it, and back leads back", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  await rowOf(page, "ines").click();
  await page.getByRole("heading", {name: "Inês Carvalho"}).waitFor();
  await message(page, "Mara, which platform do you leave from?").waitFor();
  assert.equal(await page.locator(".message").count(), 1);
  await page.goBack();
  await page.getByRole("heading", {name: "Teo Okafor"}).waitFor();
  await page.waitForFunction(() => document.querySelectorAll(".message").length > 20);
});

test("what one sends stands there at once, and in the other's window without a reload", async t => {
  const mara = await signedIn(browser, t, "mara", TALK_PATH);
  const teo = await signedIn(browser, t, "teo", TALK_PATH);
  await Promise.all([opened(mara), opened(teo)]);
  let release;
  const held = new Promise(done => (release = done));
  await mara.route("**/api/messages", async route => (await held, route.continue()));
  const text = fresh("Are you up?");
  await write(mara, text);
  const sending = message(mara, text);
  await sending.waitFor();
  assert.equal(await sending.locator(".message-state").textContent(), "Sending…");
  assert.equal(await field(mara).inputValue(), "");
  assert.ok(await field(mara).evaluate(element => element === document.activeElement));
  release();
  await mara.waitForFunction(() => !document.querySelector(".message.pending"));
  await message(teo, text).waitFor();
  assert.match(await message(teo, text).getAttribute("class"), /\bother\b/);
  assert.match(await message(mara, text).getAttribute("class"), /\bown\b/);
  assert.match(await teo.locator("#announcer").textContent(), /^Mara Lindqvist: Are you up/);
  const answer = fresh("Always 🏕");
  await write(teo, answer);
  await message(mara, answer).waitFor();
  await Promise.all([askedAgain(mara), askedAgain(teo)]);
  for (const page of [mara, teo]) {
    assert.equal(await message(page, text).count(), 1);
    assert.equal(await message(page, answer).count(), 1);
    assert.equal(await rowOf(page, page === mara ? "teo" : "mara").locator(".row-message").textContent(), answer);
    const texts = await page.locator(".message-text").allTextContents();
    assert.deepEqual(texts.slice(-2), [text, answer]);
  }
});

test("a message in another conversation is shown as new, in the list and in the title", async t => {
  const ines = await signedIn(browser, t, "ines");
  const mara = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(mara);
  await rowOf(mara, "ines").waitFor();
  await rowOf(ines, "mara").click();
  const text = fresh("Platform four, then?");
  await opened(ines);
  await write(ines, text);
  const row = rowOf(mara, "ines");
  await row.getByText("New", {exact: true}).waitFor();
  assert.equal(await mara.locator(".row").first().locator(".row-handle").textContent(), "@ines");
  assert.match(await mara.title(), /^\(1\) Teo Okafor/);
  await row.click();
  await message(mara, text).waitFor();
  assert.equal(await row.locator(".row-news").textContent(), "");
  assert.match(await mara.title(), /^Inês Carvalho/);
});

test("a first message: an unknown handle and one's own are explained, then the conversation opens", async t => {
  const page = await signedIn(browser, t, "teo");
  await page.getByRole("link", {name: "New message", exact: true}).click();
  const to = page.getByLabel("To", {exact: true});
  assert.ok(await to.evaluate(element => element === document.activeElement));
  await to.fill("@nobody-here");
  await page.getByText("Nobody here has that handle. Is it spelled right?").waitFor();
  await to.fill("teo");
  await page.getByText("That is your own handle. Who else would you like to write to?").waitFor();
  const text = fresh("Could I borrow your map?");
  await page.getByLabel("Message", {exact: true}).last().fill(text);
  const refusal = page.waitForResponse("**/api/messages");
  await page.locator("#first").getByRole("button", {name: "Send"}).click();
  assert.deepEqual(await (await refusal).json(), ["user_reciever_handle_self"]);
  await page.waitForFunction(() => !document.querySelector("#first[aria-busy]"));
  assert.equal(await page.locator("#receiver-note").textContent(), "That is your own handle. Who else would you like to write to?");
  await to.fill("ines");
  await page.getByText("To Inês Carvalho").waitFor();
  await page.locator("#first").getByRole("button", {name: "Send"}).click();
  await message(page, text).waitFor();
  await page.getByRole("heading", {name: "Inês Carvalho"}).waitFor();
  const path = new URL(page.url()).pathname;
  await rowOf(page, "ines").waitFor();

  await page.goto("/messages/new?to=ines");  // there is one now: a second first message goes there
  await page.getByText("To Inês Carvalho").waitFor();
  const second = fresh("The one with the lakes");
  await page.locator("#first-text").fill(second);
  await page.keyboard.press("Control+Enter");
  await message(page, second).waitFor();
  assert.equal(new URL(page.url()).pathname, path);
});

test("more than a hundred messages are paged back through, each once and in order", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const first = TALK.messages[0].message;
  const scroller = page.locator("#scroller");
  for (let pages = 0; (await message(page, first).count()) === 0; ++pages) {
    assert.ok(pages < 20, "no end");
    const before = await page.locator(".message").count();
    const top = page.locator(".message").first();
    const [text, at] = [await top.locator(".message-text").textContent(), (await top.boundingBox()).y];
    const scrolled = await scroller.evaluate(element => { const to = element.scrollTop; element.scrollTop = 0; return to; });
    await page.waitForFunction(count => document.querySelectorAll(".message").length > count, before);
    const moved = (await message(page, text).first().boundingBox()).y - at;
    assert.ok(Math.abs(moved - scrolled) < 120, `what one reads stays where it is: ${moved} and not ${scrolled}`);
  }
  await page.getByText("The beginning of your conversation with Teo Okafor").waitFor();
  assert.ok(await page.getByRole("button", {name: "Show older messages"}).isHidden());
  const texts = await page.locator(".message-text").allTextContents();
  assert.ok(TALK.messages.length > 100);
  assert.deepEqual(texts.slice(0, TALK.messages.length), TALK.messages.map(each => each.message));
});

test("text is text: markup, right-to-left, emoji and endless words", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const texts = ['<img src=x onerror="document.title=1"><b>bold</b>', "مرحبا، كيف حالك؟", "👩‍👩‍👧 🏳️‍🌈", "w".repeat(400), "two\n  lines"].map(fresh);
  for (const text of texts) {
    await field(page).fill(text);
    await field(page).press("Control+Enter");
  }
  await page.waitForFunction(() => !document.querySelector(".message.pending"));
  const shown = await page.locator(".message-text").allTextContents();
  assert.deepEqual(shown.slice(-texts.length), texts);
  assert.equal(await page.locator("#message-list img, #message-list b, #conversation-list b").count(), 0);
  assert.ok(await page.evaluate(() => document.querySelector("#scroller").scrollWidth <= document.querySelector("#scroller").clientWidth));
});

test("the counter counts characters as the server does, and nothing too long or blank goes out", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const count = page.locator("#reply-count");
  assert.equal(await count.textContent(), "0 / 1024");
  await field(page).fill("🏕".repeat(1030));
  assert.equal(await count.textContent(), "1030 / 1024");
  await field(page).press("Control+Enter");
  await page.getByText("That is 6 characters too long.").waitFor();
  const start = fresh("");
  const longest = start + "🏕".repeat(1024 - start.length);
  await field(page).fill(longest);
  assert.equal(await count.textContent(), "1024 / 1024");
  await field(page).press("Meta+Enter");
  await message(page, longest).waitFor();
  await page.waitForFunction(() => !document.querySelector(".message.pending"));
  assert.equal(await page.locator(".message.failed").count(), 0);
  await field(page).fill(" \n\u200b ");
  await page.locator("#reply").getByRole("button", {name: "Send"}).click();
  await page.getByText("Write something first.").waitFor();
});

test("signing out leaves nothing behind", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  await rowOf(page, "ines").click();
  await page.getByRole("heading", {name: "Inês Carvalho"}).waitFor();
  await field(page).fill("half a thought");
  await page.getByRole("button", {name: "Sign out"}).click();
  await page.getByText("Sign in to read and write your messages.").waitFor();
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage).filter(key => !key.includes("last-handle"))), []);
  assert.equal(await page.locator(".row, .message").count(), 0);
  await page.goBack();
  await page.waitForURL(`**${TALK_PATH}`);
  assert.ok(await page.locator("#sign-in").isVisible());
  assert.equal(await page.locator(".row, .message").count(), 0);
});

/** What a person sees when something does not work, and that nothing is lost or doubled by it. */
import assert from "node:assert/strict";
import {after, before, test} from "node:test";
import {askedAgain, enter, field, fresh, launch, message, opened, PASSWORD, rowOf, signedIn, TALK_PATH, visit, write} from "./browser.mjs";

let browser;
before(async () => void (browser = await launch()));
after(() => browser.close());

const unavailable = {status: 503, contentType: "application/json", headers: {"Retry-After": "1"}, body: '["unavailable"]'};

test("a message whose answer is lost is sent again with the same key, and there once", async t => {
  const mara = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(mara);
  const keys = [];
  let isLost = true;
  await mara.route("**/api/messages", async route => {
    keys.push(route.request().headers()["idempotency-key"]);
    if (!isLost) return route.continue();
    await route.fetch();  // it arrives, but nobody hears of it
    return route.abort();
  });
  const text = fresh("Did this arrive?");
  await write(mara, text);
  await mara.getByText("Not sent. There is no connection just now.").waitFor();
  isLost = false;
  await message(mara, text).getByRole("button", {name: "Try again"}).click();
  await mara.waitForFunction(() => !document.querySelector(".message.pending, .message.failed"));
  assert.ok(keys.length >= 2 && new Set(keys).size === 1, keys.join());
  const teo = await signedIn(browser, t, "teo", TALK_PATH);
  await message(teo, text).waitFor();
  await Promise.all([askedAgain(mara), askedAgain(teo)]);
  assert.equal(await message(teo, text).count(), 1);
  assert.equal(await message(mara, text).count(), 1);
});

test("a message that can't be sent can be taken back and changed", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  await page.route("**/api/messages", route => route.fulfill({status: 422, contentType: "application/json", body: '["message_exceed_max_chars_1024"]'}));
  const text = fresh("Too long, says the server");
  await write(page, text);
  await page.getByText("A message has at most 1024 characters.").waitFor();
  await page.getByRole("button", {name: "Change it"}).click();
  assert.equal(await field(page).inputValue(), text);
  assert.equal(await message(page, text).count(), 0);
});

test("what was on its way when the page was reloaded goes on after", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  await page.route("**/api/messages", async route => void (await route.fetch()));  // no answer ever
  const text = fresh("Reloaded in between");
  await write(page, text);
  await message(page, text).waitFor();
  await page.unroute("**/api/messages");
  await page.reload();
  await opened(page);
  await page.waitForFunction(() => !document.querySelector(".message.pending"));
  await askedAgain(page);
  assert.equal(await message(page, text).count(), 1);
});

test("offline: it says so, keeps what is written, and sends it when the connection is back", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  await page.context().setOffline(true);
  await page.getByText("You are offline. What you write goes out when the connection is back.").waitFor();
  const text = fresh("Written in a tunnel");
  await write(page, text);
  await page.getByText("Not sent. There is no connection just now.").waitFor();
  await page.context().setOffline(false);
  await page.waitForFunction(() => !document.querySelector(".message.pending, .message.failed"));
  await page.locator("#connection").waitFor({state: "hidden"});
  assert.equal(await message(page, text).count(), 1);
});

test("a server that is away for a while: it says so and goes on by itself", async t => {
  const page = await signedIn(browser, t, "mara");
  await rowOf(page, "teo").waitFor();
  await page.route("**/api/**", route => route.fulfill(unavailable));
  await rowOf(page, "teo").click();
  await page.locator("#conversation-problem").getByText("Cruddur is not answering just now.").waitFor();
  await page.getByText("Cruddur can't be reached just now. Trying again…").waitFor();
  await page.unroute("**/api/**");
  await page.getByRole("button", {name: "Try again"}).click();
  await opened(page);
  await page.locator("#connection").waitFor({state: "hidden"});
});

test("older messages that can't be had just now: it says so, and tries again when asked", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const count = await page.locator(".message").count();
  await page.route("**/api/messages/*cursor=*", route => route.fulfill(unavailable));
  await page.locator("#scroller").evaluate(element => (element.scrollTop = 0));
  await page.locator("#older-problem").getByText("Cruddur is not answering just now.").waitFor();
  assert.equal(await page.locator(".message").count(), count);
  await page.unroute("**/api/messages/*cursor=*");
  await page.getByRole("button", {name: "Show older messages"}).click();
  await page.waitForFunction(before => document.querySelectorAll(".message").length > before, count);
  assert.equal(await page.locator("#older-problem").textContent(), "");
});

test("a first message that meets trouble keeps its words and its key", async t => {
  const page = await signedIn(browser, t, "ines", "/messages/new?to=yuki");
  const keys = [];
  await page.route("**/api/messages", route => {
    keys.push(route.request().headers()["idempotency-key"]);
    return keys.length === 1 ? route.fulfill(unavailable) : route.continue();
  });
  const text = fresh("Is it snowing?");
  await page.locator("#first-text").fill(text);
  await page.locator("#first").getByRole("button", {name: "Send"}).click();
  await page.getByText("Not sent. Cruddur is not answering just now. Send it once more.").waitFor();
  await page.locator("#first").getByRole("button", {name: "Send"}).click();
  await message(page, text).waitFor();
  assert.equal(keys.length, 2);
  assert.equal(keys[0], keys[1]);
});

test("a conversation of others, and one that there is not, are the same closed door", async t => {
  const others = await signedIn(browser, t, "ines", TALK_PATH);
  await others.getByText("There is no such conversation, or you are not part of it.").waitFor();
  assert.ok(await others.locator("#reply").isHidden());
  await others.goto("/messages/00000000-0000-4000-8000-000000000000");
  await others.getByText("There is no such conversation, or you are not part of it.").waitFor();
  await others.goto("/messages/nonsense");
  await others.getByText("There is nothing at this address.").waitFor();
});

test("a token that ends is renewed without a word", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const before = await page.evaluate(() => JSON.parse(sessionStorage.getItem("cruddur/session")).accessToken);
  await page.evaluate(() => {
    const session = JSON.parse(sessionStorage.getItem("cruddur/session"));
    sessionStorage.setItem("cruddur/session", JSON.stringify({...session, accessToken: "old.old.old"}));
  });
  await page.reload();
  await opened(page);
  const now = await page.evaluate(() => JSON.parse(sessionStorage.getItem("cruddur/session")).accessToken);
  assert.ok(now.length > 20 || now === before);
  assert.notEqual(now, "old.old.old");
});

test("when the session is over one signs in again, and the draft is still there", async t => {
  const page = await signedIn(browser, t, "mara", TALK_PATH);
  await opened(page);
  const text = fresh("Half written when");
  await field(page).fill(text);
  await page.evaluate(() => {
    const session = JSON.parse(sessionStorage.getItem("cruddur/session"));
    sessionStorage.setItem("cruddur/session", JSON.stringify({...session, accessToken: "a.b.c", refreshToken: "over"}));
  });
  await page.reload();
  await page.getByText("You have been signed out. Sign in again to go on: what you were writing is still there.").waitFor();
  await enter(page, "mara");
  await opened(page);
  assert.equal(new URL(page.url()).pathname, TALK_PATH);
  assert.equal(await field(page).inputValue(), text);
});

test("a first password is exchanged for one's own", async t => {
  const page = await visit(browser, t);
  await enter(page, process.env.CRUDDUR_NEWCOMER, process.env.CRUDDUR_FIRST_PASSWORD);
  await page.getByText("This is your first time here. Choose a password of your own.").waitFor();
  await page.getByLabel("New password").fill(`${PASSWORD}-mine`);
  await page.getByLabel("The same again").fill(`${PASSWORD}-other`);
  await page.getByRole("button", {name: "Keep this password"}).click();
  await page.getByText("The two are not the same. Write them once more.").waitFor();
  await page.getByLabel("The same again").fill(`${PASSWORD}-mine`);
  await page.getByRole("button", {name: "Keep this password"}).click();
  await page.getByText("Your account has no place here yet. Whoever runs this Cruddur can add you.").waitFor();
});

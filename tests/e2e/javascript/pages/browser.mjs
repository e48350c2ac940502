/** Debian's Chromium, driven by Playwright; one fresh profile for each run, one context for each person. */
import assert from "node:assert/strict";
import fs from "node:fs";
import {chromium} from "playwright-core";

export const ADDRESS = process.env.CRUDDUR_ADDRESS;
export const PASSWORD = process.env.CRUDDUR_PASSWORD;
/** The conversation of Mara and Teo, oldest message first. */
export const TALK = JSON.parse(fs.readFileSync(process.env.CRUDDUR_TALK, "utf8"));
export const TALK_PATH = `/messages/${TALK.message_group_uuid}`;
export const DESKTOP = {viewport: {width: 1180, height: 760}};
export const PHONE = {viewport: {width: 390, height: 780}, isMobile: true, hasTouch: true};

const FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
               "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export function launch() {
  return chromium.launch({executablePath: process.env.CHROMIUM, args: FLAGS});
}

/**
 * A page of somebody's own. When the test ends, nothing may have gone wrong in it that the page did not expect.
 * @param {import("playwright-core").Browser} browser
 * @param {import("node:test").TestContext} t
 */
export async function visit(browser, t, path = "/", options = DESKTOP) {
  const context = await browser.newContext({baseURL: ADDRESS, timezoneId: "Europe/Vienna", ...options});
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", error => faults.push(error.stack));
  page.on("console", message => /Content Security Policy/.test(message.text()) && faults.push(message.text()));
  t.after(async () => {
    await context.close();
    assert.deepEqual(faults, []);
  });
  await page.goto(path);
  return page;
}

export async function enter(page, handle, password = PASSWORD) {
  await page.getByLabel("Handle or user name").fill(handle);
  await page.getByLabel("Password", {exact: true}).fill(password);
  await page.getByRole("button", {name: "Sign in"}).click();
}

/** Someone who is signed in, at `path`. */
export async function signedIn(browser, t, handle, path = "/", options = DESKTOP) {
  const page = await visit(browser, t, path, options);
  await enter(page, handle);
  await page.locator("#frame").waitFor();
  return page;
}

export const rowOf = (page, handle) => page.locator(".row", {has: page.getByText(`@${handle}`, {exact: true})});
export const field = page => page.locator("#reply-text");
export const message = (page, text) => page.locator(".message", {has: page.getByText(text, {exact: true})});

/** Writes to the conversation that is open, and sends it as most people would. */
export async function write(page, text) {
  await field(page).fill(text);
  await page.locator("#reply").getByRole("button", {name: "Send"}).click();
}

/** Waits until the messages of the open conversation are there. */
export async function opened(page) {
  await page.locator(".message").first().waitFor();
}

/** Waits until the page has asked twice more for what is new, and so has drawn the first answer. */
export async function askedAgain(page) {
  for (let times = 0; times < 2; ++times) await page.waitForResponse(answer => answer.url().includes("after="));
}

let texts = 0;
/** A text that no other test writes. */
export const fresh = text => `${text} ${process.pid}-${++texts}`;

/** Writes the pictures of docs/pages.md: screenshots.mjs FOLDER. It names the fonts that make them whole. */
import path from "node:path";
import {DESKTOP, field, launch, opened, PHONE, rowOf, signedIn, TALK_PATH, visit} from "./browser.mjs";

const folder = process.argv[2];
const ended = [];
const t = {after: close => ended.push(close)};
const browser = await launch();

async function take(page, name) {
  await page.waitForTimeout(300);
  await page.screenshot({path: path.join(folder, `${name}.png`)});
}

await take(await visit(browser, t), "sign-in");
for (const colorScheme of ["light", "dark"]) {
  const page = await signedIn(browser, t, "mara", TALK_PATH, {...DESKTOP, colorScheme});
  await opened(page);
  await rowOf(page, "teo").waitFor();
  await field(page).fill("It has a chip for each of us 🏕");
  await take(page, `desktop-${colorScheme}`);
}
const phone = await signedIn(browser, t, "mara", "/", PHONE);
await rowOf(phone, "teo").waitFor();
await take(phone, "phone-list");
await rowOf(phone, "teo").tap();
await opened(phone);
await take(phone, "phone-conversation");
for (const close of ended) await close();
await browser.close();

// Headless Chromium, and what a page must not do in it.

import assert from "node:assert/strict";

import { chromium } from "playwright-core";

import { chromiumBin } from "./programs.mjs";

/** Chromium refuses its own sandbox to root; the rest keeps it from calling home. */
const ARGUMENTS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-dev-shm-usage",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchChromium() {
  return chromium.launch({ executablePath: chromiumBin(), args: ARGUMENTS, headless: true, timeout: 20_000 });
}

/** The window sizes at which pages are looked at. */
export const sizes = { 1280: { width: 1280, height: 800 }, 360: { width: 360, height: 740 } };

/** Gives `use` a page of a browser profile of its own; any complaint of the browser about what it loads fails. */
export async function withPage(browser, options, use) {
  const context = await browser.newContext({ viewport: sizes[1280], ...options });
  context.setDefaultTimeout(10_000);
  context.setDefaultNavigationTimeout(10_000);
  const complaints = [];
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) complaints.push(message.text());
  });
  context.on("weberror", (error) => complaints.push(String(error.error())));
  try {
    const page = await context.newPage();
    const result = await use(page, complaints);
    // One more round trip, so that what the browser has said by now has arrived.
    await page.evaluate(() => 0).catch(() => {});
    assert.deepEqual(complaints, [], "the browser's console stays empty: no errors, no policy violations");
    return result;
  } finally {
    await context.close();
  }
}

// What every page for people owes to people: a name, a language, labels, contrast, and no sideways scrolling.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { sizes } from "./chromium.mjs";

let folder;
/** Where the screenshots go: $SCREENSHOT_DIR, or a folder of their own among the temporary ones, which is told. */
function screenshots(report) {
  if (!folder) {
    const given = process.env.SCREENSHOT_DIR;
    if (given) mkdirSync(given, { recursive: true });
    folder = given || mkdtempSync(join(tmpdir(), "gws-auth-screenshots-"));
    report(`screenshots: ${folder}`);
  }
  return folder;
}

/**
 * Looks at the page in both sizes and both colour schemes: takes four pictures and fails on what is not in order.
 * `report` takes a line for people. With `wideTables`, a table may scroll inside its box.
 */
export async function checkPage(page, name, { report = () => {}, wideTables = false } = {}) {
  const found = [];
  for (const [width, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const objections = await page.evaluate(inspectPage, { wideTables });
      found.push(...objections.map((text) => `${name}, ${width} wide, ${colorScheme}: ${text}`));
      const path = join(screenshots(report), `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize(sizes[1280]);
  assert.deepEqual(found, []);
}

/** Runs inside the page, so it stands alone. Returns what is wrong, in words. */
export function inspectPage({ wideTables }) {
  const found = [];
  const expect = (holds, text) => holds || found.push(text);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(shown);
  const nameOf = (element) => `<${element.localName}> ${element.id || element.textContent.trim().slice(0, 40)}`;

  // How the page introduces itself.
  expect(document.title.trim(), "no title");
  expect(/^en\b/.test(document.documentElement.lang), `lang is "${document.documentElement.lang}"`);
  expect(document.compatMode === "CSS1Compat", "quirks mode");
  const viewport = document.querySelector("meta[name=viewport]")?.content ?? "";
  expect(/width=device-width/.test(viewport), "no viewport: a telephone shows it tiny");
  expect(all("h1").length === 1, `${all("h1").length} first headings`);
  expect(all("main").length === 1, `${all("main").length} main landmarks`);
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  expect(new Set(ids).size === ids.length, `ids repeat: ${ids}`);

  // What can be operated.
  for (const input of all("input, select, textarea")) {
    const label = [...input.labels].map((each) => each.textContent.trim()).join(" ");
    expect(label, `${nameOf(input)} has no label bound to it`);
  }
  for (const control of all("button, a")) expect(control.textContent.trim(), `a nameless <${control.localName}>`);
  for (const control of all("button, input")) {
    const { width, height } = control.getBoundingClientRect();
    expect(width >= 24 && height >= 24, `${nameOf(control)} is ${width} by ${height} px`);
  }
  for (const image of all("img")) expect(image.hasAttribute("alt"), "an image without alt");

  // No sideways scrolling, of the page or of a box in it.
  const { scrollWidth, clientWidth } = document.documentElement;
  expect(scrollWidth <= clientWidth, `the page is ${scrollWidth} px wide in a window of ${clientWidth}`);
  for (const box of all("body *")) {
    const scrolls = ["auto", "scroll"].includes(getComputedStyle(box).overflowX);
    const allowed = wideTables && (box.localName === "pre" || box.querySelector("table"));
    if (scrolls && !allowed) expect(box.scrollWidth <= box.clientWidth, `${nameOf(box)} scrolls sideways`);
  }

  // Contrast (WCAG 2.2, 1.4.3): 4.5 to 1, or 3 to 1 for large text.
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const over = ([r, g, b, alpha = 1], under) => [r, g, b].map((value, i) => value * alpha + under[i] * (1 - alpha));
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const honoursDark = getComputedStyle(document.documentElement).colorScheme.includes("dark");
  const canvas = dark && honoursDark ? [18, 18, 18] : [255, 255, 255];
  const background = (element) => {
    const under = element.parentElement ? background(element.parentElement) : canvas;
    return over(channels(getComputedStyle(element).backgroundColor), under);
  };
  const luminance = (colour) => {
    const [r, g, b] = colour.map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const texts = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
  for (const element of all("body *").filter((each) => texts(each) || each.localName === "input")) {
    const style = getComputedStyle(element);
    const under = background(element);
    const [light, deep] = [luminance(over(channels(style.color), under)), luminance(under)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (deep + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    expect(ratio >= (large ? 3 : 4.5), `${nameOf(element)}: contrast ${ratio.toFixed(2)}`);
  }
  return found;
}

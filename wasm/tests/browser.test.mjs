// The package in a page that Vite has built, in headless Chromium.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { chromium } from "playwright-core";
import { build, createServer, preview } from "vite";

import { ARGUMENTS, CHROMIUM } from "./support/chromium.mjs";
import { userFolder } from "./support/package.mjs";
import { offers, vectors } from "./support/vectors.mjs";

const common = { root: userFolder, configFile: false, logLevel: "warn", clearScreen: false };
const local = { host: "127.0.0.1", port: 0, strictPort: false };

/** As strict as the README says that it may be. */
const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:";

describe("in a browser", () => {
  let browser;
  before(async () => {
    assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is not there; set CHROMIUM_BIN`);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: 20_000 });
  });
  after(() => browser?.close());

  /** Opens the page; any complaint of the browser fails. */
  async function open(url, name) {
    const page = await browser.newPage({ viewport: { width: 1000, height: 620 } });
    const complaints = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(url);
    await page.waitForFunction(() => document.title === "done", undefined, { timeout: 60_000 });
    if (process.env.SCREENSHOT_DIR) await page.screenshot({ path: join(process.env.SCREENSHOT_DIR, `${name}.png`) });
    const shown = JSON.parse(await page.textContent("#result"));
    await page.close();
    assert.deepEqual(complaints, []);
    return shown;
  }

  function check({ result, failed }) {
    assert.equal(failed, undefined);
    const { version, url, ...others } = result;
    assert.match(version, /^\d+\.\d+\.\d+$/);
    assert.match(url, /^https:\/\/test5\.services\.ird\.govt\.nz\/gateway3\/oauth\/authorize\?.*state=000102/);
    assert.deepEqual(others, {
      early: "not_initialized",
      granted: {
        accessToken: "a",
        authorization: "Bearer a",
        expiresIn: 28_800,
        sentAt: 1_790_000_000,
        expiresAt: 1_790_028_800,
        refreshAt: 1_790_027_900,
        warnings: [],
      },
      landed: "https://services.ird.govt.nz",
      explained: [false, "customer", "string"],
      refused: "introspect",
      extractable: false,
      signatureValid: true,
      sub: "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C",
    });
  }

  test("built by Vite", async () => {
    await build({ ...common, build: { outDir: "dist", emptyOutDir: true, assetsInlineLimit: 0 } });
    const assets = await readdir(join(userFolder, "dist/assets"));
    const modules = assets.filter((name) => name.endsWith(".wasm")).map((name) => name.replace(/-[^.]*/, "")).sort();
    assert.deepEqual(modules, ["explain.wasm", "m2m.wasm", "page.wasm"]);
    const headers = { "Content-Security-Policy": POLICY };
    const server = await preview({ ...common, build: { outDir: "dist" }, preview: { ...local, headers } });
    try {
      check(await open(server.resolvedUrls.local[0], "vite-build"));
    } finally {
      await server.close();
    }
    await printSizes(assets);
  });

  test("each entry runs its vectors", async () => {
    const support = fileURLToPath(new URL("support", import.meta.url));
    for (const file of ["calls", "calls-m2m", "entry", "host-keys", "judge", "key-files", "session-calls", "values"]) {
      await cp(join(support, `${file}.mjs`), join(userFolder, `support/${file}.mjs`));
    }
    await mkdir(join(userFolder, "public"), { recursive: true });
    await writeFile(join(userFolder, "public/given.json"), JSON.stringify({ offers, vectors: vectors() }));
    const outDir = "dist-vectors";
    const input = join(userFolder, "vectors.html");
    await build({ ...common, build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, rollupOptions: { input } } });
    const headers = { "Content-Security-Policy": POLICY };
    const server = await preview({ ...common, build: { outDir }, preview: { ...local, headers } });
    try {
      for (const [entry, least] of Object.entries({ login: 200, page: 500, tokens: 350, m2m: 550, services: 60, checks: 10, keys: 180, inline: 1280 })) {
        const { passed, failures, failed } = await open(`${server.resolvedUrls.local[0]}vectors.html?${entry}`, `vectors-${entry}`);
        console.log(`in Chromium, vectors of ${entry}: ${passed} passed`);
        assert.deepEqual([failed, failures], [undefined, []]);
        assert.ok(passed > least, `only ${passed}`);
      }
    } finally {
      await server.close();
    }
  });

  test("served by Vite while developing, left out of its pre-bundling", async () => {
    const server = await createServer({ ...common, server: local, optimizeDeps: { exclude: ["gws-auth"] } });
    try {
      await server.listen();
      check(await open(server.resolvedUrls.local[0], "vite-dev"));
    } finally {
      await server.close();
    }
  });
});

/** What a visitor downloads: the page's own script of about a kilobyte included. */
async function printSizes(assets) {
  let sum = 0;
  for (const name of assets) {
    const path = join(userFolder, "dist/assets", name);
    const bytes = await readFile(path);
    const gzip = gzipSync(bytes, { level: 9 }).length;
    sum += gzip;
    console.log(`in a Vite build: ${name.replace(/-[^.]*/, "")}: ${(await stat(path)).size} raw, ${gzip} gzip, ${brotliCompressSync(bytes).length} brotli`);
  }
  console.log(`in a Vite build: ${sum} bytes gzip together`);
}

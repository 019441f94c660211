// The single-page app of GUIDES.md with the README's relay, in headless Chromium against the simulator.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";
import { build } from "vite";

import { startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { ARGUMENTS, CHROMIUM } from "./support/chromium.mjs";
import { userFolder } from "./support/package.mjs";

const { forNode } = await import(pathToFileURL(join(userFolder, "relay.mjs")).href);

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const SECRET = "guide-Secret-2";

describe("a single-page app", () => {
  let simulator;
  let browser;
  let server;
  let page;
  before(async () => {
    const input = join(userFolder, "single-page.html");
    const outDir = join(userFolder, "dist-single");
    const options = { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2022", rollupOptions: { input } };
    await build({ root: userFolder, configFile: false, logLevel: "warn", build: options });
    simulator = await startSimulator();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: 20_000 });
    let handle;
    server = createServer((request, response) => handle(request, response));
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const base = `http://127.0.0.1:${server.address().port}`;
    page = `${base}/single-page.html`;
    const clientId = "Guide_Page";
    const body = JSON.stringify({ client_id: clientId, client_secret: SECRET, redirect_uris: [page] });
    const headers = { "Content-Type": "application/json" };
    assert.ok((await fetch(`${simulator.base}/simulator/clients`, { method: "POST", headers, body })).ok);
    const environment = simulator.base;
    const relay = forNode({ client: { environment, clientId, clientSecret: SECRET }, rules: { redirectUris: [page], refresh: true } });
    handle = async (request, response) => {
      const { pathname } = new URL(request.url, base);
      if (pathname.startsWith("/relay/")) return relay(request, response);
      const settings = pathname === "/settings.json" && JSON.stringify({ environment, clientId, redirectUri: page });
      const file = settings || (await readFile(join(outDir, pathname)).catch(() => undefined));
      const type = TYPES[extname(pathname)] ?? "application/json";
      return response.writeHead(file ? 200 : 404, { "Content-Type": type, "Content-Security-Policy": POLICY }).end(file);
    };
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await simulator?.stop();
  });

  /** Opens the page; any complaint of the browser's fails. */
  async function open(context, complaints) {
    const tab = await context.newPage();
    tab.on("pageerror", (error) => complaints.push(String(error)));
    tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    await tab.goto(page);
    await shows(tab, "Not connected");
    return tab;
  }

  const shows = (tab, text) => tab.waitForFunction((text) => document.getElementById("status")?.textContent === text, text, { timeout: 20_000 });

  async function begin(tab) {
    await tab.click("text=Connect to myIR");
    await tab.waitForSelector('form[data-step="login"]');
  }

  async function finish(tab, answer = "authorise") {
    await tab.fill('input[name="user_id"]', users.plain.id);
    await tab.fill('input[name="password"]', users.plain.password);
    await tab.click('form[data-step="login"] button[type="submit"]');
    await tab.waitForLoadState();
    const consent = tab.locator(`form[data-step="consent"] button[value="${answer}"]`);
    if (await consent.count()) await consent.click();
    await tab.waitForURL(`${page}**`);
  }

  /** In a browser of its own. */
  const inBrowser = (name, what) =>
    test(name, async () => {
      const context = await browser.newContext();
      const complaints = [];
      try {
        await what(context, complaints);
        assert.deepEqual(complaints, []);
      } finally {
        await context.close();
      }
    });

  inBrowser("connects through the relay; its landing, loaded again, sends nothing", async (context, complaints) => {
    const tab = await open(context, complaints);
    let landing;
    const sent = [];
    tab.on("request", (request) => {
      if (request.url().startsWith(`${page}?`)) landing = request.url();
      if (request.url().includes("/relay/")) sent.push(request);
    });
    await begin(tab);
    await finish(tab);
    await shows(tab, "Connected");
    assert.equal(tab.url(), page);
    assert.equal(sent.length, 1);
    assert.equal((await sent[0].allHeaders()).authorization, undefined);
    assert.ok(!sent[0].postData().includes(SECRET));
    await tab.reload();
    await shows(tab, "Not connected");
    await tab.goto(landing);
    await shows(tab, "This login is over");
    assert.deepEqual([sent.length, tab.url()], [1, page]);
  });

  inBrowser("two tabs log in beside each other", async (context, complaints) => {
    const [one, other] = [await open(context, complaints), await open(context, complaints)];
    await begin(one);
    await begin(other);
    await finish(one);
    await finish(other);
    await shows(one, "Connected");
    await shows(other, "Connected");
  });

  inBrowser("who denies is told so, and can begin again", async (context, complaints) => {
    await simulator.forgetConsent(users.plain, { id: "Guide_Page" });
    const tab = await open(context, complaints);
    await begin(tab);
    await finish(tab, "deny");
    await tab.waitForFunction(() => document.getElementById("advice")?.textContent.length > 10);
    assert.doesNotMatch(await tab.textContent("#status"), /Connected|cannot|over|…/);
    await begin(tab);
    await finish(tab);
    await shows(tab, "Connected");
  });

  inBrowser("a landing of another state is not taken", async (context, complaints) => {
    const tab = await open(context, complaints);
    await begin(tab);
    await tab.goto(`${page}?code=c&state=${"0".repeat(32)}`);
    await shows(tab, "This login cannot go on");
    assert.equal(await tab.textContent("#advice"), "state_mismatch");
  });

  test("GUIDES.md shows it", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    const guides = await read("../GUIDES.md");
    assert.ok(guides.includes(await read("user/single-page.mjs")), "wasm/GUIDES.md differs from tests/user/single-page.mjs");
  });
});

// The programs of GUIDES.md, in headless Chromium against the simulator.

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { ask } from "./support/ask.mjs";
import { ARGUMENTS, CHROMIUM } from "./support/chromium.mjs";
import { userFolder } from "./support/package.mjs";
import { walkPages } from "./support/walk.mjs";
import { chromium } from "playwright-core";

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);

/** A server on a free port, and where it is. */
async function listening(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, base: `http://127.0.0.1:${server.address().port}` };
}

describe("a server-rendered app", () => {
  let simulator;
  let browser;
  let server;
  let base;
  before(async () => {
    assert.ok(existsSync(CHROMIUM), `${CHROMIUM} is not there; set CHROMIUM_BIN`);
    simulator = await startSimulator();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: 20_000 });
    let app;
    ({ server, base } = await listening((request, response) => app(request, response)));
    const redirectUri = `${base}/return`;
    const client = { client_id: "Guide_Server", client_secret: "guide-Secret-1", redirect_uris: [redirectUri] };
    const headers = { "Content-Type": "application/json" };
    const added = await fetch(`${simulator.base}/simulator/clients`, { method: "POST", headers, body: JSON.stringify(client) });
    assert.ok(added.ok, `${added.status}`);
    const { serverApp } = await from("server-app.mjs");
    app = await serverApp({ client: { environment: simulator.base, clientId: client.client_id, clientSecret: client.client_secret }, redirectUri });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await simulator?.stop();
  });

  const title = (tab) => tab.textContent("h1");
  const open = async (context) => {
    const tab = await context.newPage();
    await tab.goto(base);
    return tab;
  };
  /** Up to the pages of the simulator. */
  const begin = async (tab) => {
    await tab.click("text=Connect to myIR");
    await tab.waitForSelector('form[data-step="login"]');
  };
  const finish = async (tab, answer = "authorise") => {
    await tab.fill('input[name="user_id"]', users.plain.id);
    await tab.fill('input[name="password"]', users.plain.password);
    await tab.click('form[data-step="login"] button[type="submit"]');
    await tab.waitForLoadState();
    const consent = tab.locator(`form[data-step="consent"] button[value="${answer}"]`);
    if (await consent.count()) await consent.click();
    await tab.waitForURL(`${base}/**`);
  };
  const codes = async () => (await simulator.counters()).codes_issued;
  const forget = () => simulator.forgetConsent(users.plain, { id: "Guide_Server" });
  /** In a browser of its own. */
  const inBrowser = (name, what) =>
    test(name, async () => {
      const context = await browser.newContext();
      try {
        await what(context);
      } finally {
        await context.close();
      }
    });

  inBrowser("connects, and loading again, back and forward send no code twice", async (context) => {
    const tab = await open(context);
    assert.equal(await title(tab), "Not connected");
    await begin(tab);
    let landing;
    tab.on("request", (request) => {
      if (request.url().startsWith(`${base}/return?`)) landing = request.url();
    });
    await finish(tab);
    assert.equal(await title(tab), "Connected");
    assert.equal(tab.url(), `${base}/`);
    const before = (await simulator.counters()).access_tokens_issued;
    await tab.reload();
    // The landing itself again, as from the history; and to and fro over it.
    await tab.goto(landing);
    assert.deepEqual([await title(tab), tab.url()], ["Connected", `${base}/`]);
    await tab.goto(`${base}/elsewhere`);
    await tab.goBack();
    assert.equal(await title(tab), "Connected");
    await tab.goForward();
    assert.equal(await title(tab), "Nothing is here");
    await tab.goBack();
    assert.equal((await simulator.counters()).access_tokens_issued, before);
    await tab.click("text=Disconnect");
    assert.equal(await title(tab), "Disconnected");
    await tab.goto(base);
    assert.equal(await title(tab), "Not connected");
    await tab.goto(landing);
    assert.equal(await title(tab), "This login is over");
  });

  inBrowser("a disconnection that nobody confirms says what to do, and holds here", async (context) => {
    const tab = await open(context);
    await begin(tab);
    await finish(tab);
    await ask(simulator, "/simulator/faults", { endpoint: "revoke", fault: { kind: "lost_before" } });
    await tab.click("text=Disconnect");
    assert.equal(await title(tab), "Disconnected here");
    assert.match(await tab.textContent("p"), /remove this program in myIR/);
    await tab.goto(base);
    assert.equal(await title(tab), "Not connected");
  });

  inBrowser("two tabs log in beside each other", async (context) => {
    const [one, other] = [await open(context), await open(context)];
    await begin(one);
    await begin(other);
    const before = await codes();
    await finish(other);
    await finish(one);
    assert.deepEqual([await title(one), await title(other)], ["Connected", "Connected"]);
    assert.equal((await codes()) - before, 2);
  });

  inBrowser("who denies is told so, and can begin again", async (context) => {
    await forget();
    const tab = await open(context);
    await begin(tab);
    await finish(tab, "deny");
    assert.match(await tab.textContent("p"), /./);
    assert.notEqual(await title(tab), "Connected");
    await begin(tab);
    await finish(tab);
    assert.equal(await title(tab), "Connected");
  });

  inBrowser("another browser's landing, and a changed one, are not taken", async (context) => {
    const tab = await open(context);
    await begin(tab);
    const landing = await walkPages(tab.url(), users.plain);
    assert.ok(landing.startsWith(`${base}/return?`), landing);
    const elsewhere = await browser.newContext();
    const victim = await open(elsewhere);
    await victim.goto(landing);
    assert.equal(await title(victim), "This login is over");
    await victim.goto(base);
    assert.equal(await title(victim), "Not connected");
    await elsewhere.close();
    await tab.goto(landing.replace(/code=[^&]*/, "error=server_error"));
    assert.notEqual(await title(tab), "Connected");
    await tab.goto(landing);
    assert.equal(await title(tab), "This login is over");
  });

  test("GUIDES.md shows it", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    assert.ok((await read("../GUIDES.md")).includes(await read("user/server-app.mjs")), "wasm/GUIDES.md differs from tests/user/server-app.mjs");
  });
});

// `gws-auth login` whole: the listener, the browser that it starts, the answer page, the tokens.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

import { finish, printed, stop } from "./support/children.mjs";
import { launchChromium, withPage } from "./support/chromium.mjs";
import { granted, newFile, readJson, startCommand } from "./support/command.mjs";
import { startLanding } from "./support/landing.mjs";
import { authorise, deny, logIn } from "./support/login-pages.mjs";
import { checkPage } from "./support/page-checks.mjs";
import { clients, loopbackPorts, startSimulator, users } from "./support/simulator.mjs";

const { cloud, native } = clients;
const fakeBrowser = fileURLToPath(new URL("support/fake-browser.mjs", import.meta.url));
/** A whole line of standard error. */
const authorizeUrl = /http:\/\/127\.0\.0\.1:\d+\/gateway3\/oauth\/authorize\?\S+(?=\n)/;

describe("gws-auth login", () => {
  let simulator;
  let browser;

  before(async () => {
    simulator = await startSimulator();
    browser = await launchChromium();
  });
  after(async () => {
    await browser?.close();
    await simulator?.stop();
  });
  beforeEach(async () => {
    for (const client of [cloud, native]) await simulator.forgetConsent(users.plain, client);
  });

  // A test that fails leaves nobody waiting.
  const started = [];
  afterEach(() => Promise.all(started.splice(0).map(stop)));

  /** Starts the command with all five registered redirect URIs. */
  function start(client, { more = [], env = {}, wait = 30 } = {}) {
    const uris = loopbackPorts.flatMap((port) => ["--redirect-uri", `http://127.0.0.1:${port}/callback`]);
    const target = ["--env", simulator.base, "--client-id", client.id, ...uris];
    const child = startCommand(["login", ...target, "--wait", `${wait}`, "--json", ...more], {
      GWS_CLIENT_SECRET: client.secret,
      ...env,
    });
    started.push(child);
    return { child, ended: finish(child, { timeout: 40_000 }) };
  }

  /** The same with --no-browser: the URL is on standard error, for the customer to open. */
  async function startWithoutBrowser(client, more = []) {
    const { child, ended } = start(client, { more: ["--no-browser", ...more] });
    const [url] = await printed(child, "stderr", authorizeUrl);
    return { child, ended, url };
  }

  /** Walks Chromium to the end of the login and looks at the answer page with `look`. */
  const walk = (url, answer, look) =>
    withPage(browser, {}, async (page, complaints) => {
      await page.goto(url);
      await logIn(page, users.plain);
      const back = page.waitForResponse((response) => new URL(response.url()).pathname === "/callback");
      await answer(page);
      const response = await back;
      await page.waitForLoadState();
      return look?.(page, response, complaints);
    });

  test("the system's browser gets the URL and not the secret; the customer an answer; the tokens come", async (t) => {
    const note = newFile("browser.json");
    const PATH = `${dirname(fakeBrowser)}:${dirname(process.execPath)}:${process.env.PATH}`;
    const { ended } = start(native, {
      env: { BROWSER: "fake-browser.mjs", FAKE_BROWSER_NOTE: note, PATH },
    });
    for (let waited = 0; !existsSync(note) && waited < 10_000; waited += 50) await sleep(50);
    const opened = JSON.parse(readFileSync(note, "utf8"));
    assert.equal(opened.arguments.length, 1, "one argument, which no shell took apart");
    const [url] = opened.arguments;
    assert.ok(url.startsWith(`${simulator.base}/gateway3/oauth/authorize?`), url);
    assert.ok(new URL(url).searchParams.get("code_challenge"), "the URL is whole");
    assert.ok(!JSON.stringify(opened.environment).includes(native.secret), "the browser does not inherit the secret");

    await walk(url, authorise, async (page, response) => {
      assert.equal(response.status(), 200);
      const headers = response.headers();
      assert.equal(headers["cache-control"], "no-store", "the URL of this page holds the code");
      assert.equal(headers["referrer-policy"], "no-referrer");
      const text = await page.locator("body").innerText();
      assert.match(text, /close this window/);
      const { code, state } = Object.fromEntries(new URL(page.url()).searchParams);
      assert.ok(!text.includes(code) && !text.includes(state), "nothing of the URL is repeated");
      await checkPage(page, "answer-done", { report: (line) => t.diagnostic(line) });
    });

    const { status, json, shown } = readJson(await ended);
    assert.equal(status, 0, shown);
    assert.equal(json.expires_in, 28_800);
    assert.equal(json.refresh_token ?? null, null, "native applications get none (REFRESH-1)");
    const args = ["introspect", "--env", simulator.base, "--client-id", native.id];
    const { active, username } = await granted(args, { input: json.access_token, secret: native.secret });
    assert.deepEqual({ active, username }, { active: true, username: users.plain.id });
  });

  test("--no-browser prints the URL; the port is closed afterwards", async () => {
    const { ended, url } = await startWithoutBrowser(cloud);
    const redirectUri = new URL(new URL(url).searchParams.get("redirect_uri"));
    await walk(url, authorise);
    const { status, json, shown } = readJson(await ended);
    assert.equal(status, 0, shown);
    assert.ok(json.access_token && json.refresh_token);
    const open = await new Promise((resolve) => {
      const socket = connect({ host: redirectUri.hostname, port: redirectUri.port, timeout: 2_000 });
      socket.once("connect", () => resolve(true));
      for (const event of ["error", "timeout"]) socket.once(event, () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    assert.equal(open, false);
  });

  test("Deny: an answer page that says so, and the refusal as JSON", async (t) => {
    const { ended, url } = await startWithoutBrowser(native);
    await walk(url, deny, async (page, response) => {
      assert.equal(response.status(), 200);
      assert.match(await page.locator("body").innerText(), /refused|denied|not authorised/i);
      await checkPage(page, "answer-refused", { report: (line) => t.diagnostic(line) });
    });
    const { status, json, shown } = readJson(await ended);
    assert.equal(status, 1, shown);
    assert.equal(json.error.oauth_error, "access_denied", shown);
  });

  test("a landing that is not ours is turned away, and the genuine one still arrives", async () => {
    const { ended, url } = await startWithoutBrowser(native);
    const redirectUri = new URL(url).searchParams.get("redirect_uri");
    const ask = async (target, options) => {
      const response = await fetch(target, { ...options, signal: AbortSignal.timeout(5_000) });
      return { status: response.status, text: await response.text() };
    };
    const foreign = await ask(`${redirectUri}?code=foreign-code&state=${"0".repeat(64)}`);
    assert.equal(foreign.status, 400, foreign.text);
    assert.ok(!foreign.text.includes("foreign-code"));
    assert.equal((await ask(new URL("/favicon.ico", redirectUri))).status, 404);
    assert.equal((await ask(`${redirectUri}?code=x`, { method: "POST" })).status, 405);
    // A connection that never says anything, as browsers open them ahead of need.
    const silent = connect({ host: "127.0.0.1", port: new URL(redirectUri).port });
    silent.on("error", () => {});
    try {
      await walk(url, authorise);
      const { status, shown } = readJson(await ended);
      assert.equal(status, 0, shown);
    } finally {
      silent.destroy();
    }
  });

  test("a registered port that is taken is left alone, and the next one used", async () => {
    const taken = await startLanding();
    try {
      const { ended, url } = await startWithoutBrowser(native);
      const redirectUri = new URL(url).searchParams.get("redirect_uri");
      assert.notEqual(redirectUri, taken.redirectUri);
      assert.ok(loopbackPorts.some((port) => redirectUri === `http://127.0.0.1:${port}/callback`), redirectUri);
      await walk(url, authorise);
      const { status, shown } = readJson(await ended);
      assert.equal(status, 0, shown);
    } finally {
      await taken.stop();
    }
  });

  test("a customer who does not come back: the wait ends with exit status 4", async () => {
    const { ended } = start(native, { more: ["--no-browser"], wait: 1 });
    const { status, json, shown } = readJson(await ended);
    assert.equal(status, 4, shown);
    assert.equal(json.error.code, "login_timeout", shown);
  });

  test("--paste: the landing URL comes from the customer", async () => {
    const landing = await startLanding();
    const args = ["login", "--paste", "--env", simulator.base, "--client-id", cloud.id];
    const child = startCommand([...args, "--redirect-uri", landing.redirectUri, "--json"], {
      GWS_CLIENT_SECRET: cloud.secret,
    });
    started.push(child);
    try {
      const [url] = await printed(child, "stderr", authorizeUrl);
      await walk(url, authorise);
      const { status, json, shown } = readJson(await finish(child, { input: `${await landing.next()}\n` }));
      assert.equal(status, 0, shown);
      assert.ok(json.access_token && json.refresh_token, shown);
    } finally {
      await landing.stop();
    }
  });
});

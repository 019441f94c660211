// A page and a route of Next.js, built and run by it: the last step of `cargo xtask test npm`, which fetches Next.js beforehand;
// or `npm run test:next` after it.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { chromium } from "playwright-core";

import { clients, startSimulator, users } from "../../../tests/web/support/simulator.mjs";
import { ARGUMENTS, CHROMIUM } from "../support/chromium.mjs";
import { walkPages } from "../support/walk.mjs";

const target = fileURLToPath(new URL("../../../target", import.meta.url));
const tarball = process.env.GWS_NPM_TARBALL ?? join(target, "npm/gws-auth-0.1.0.tgz");
const folder = process.env.GWS_NEXT ?? join(target, "npm/next");
const own = (path) => fileURLToPath(new URL(path, import.meta.url));
const redirectUri = "https://client.example.com/return";

describe("Next.js", () => {
  let simulator, server, base;
  before(async () => {
    simulator = await startSimulator();
    for (const old of ["app", ".next", "node_modules/gws-auth"]) await rm(join(folder, old), { recursive: true, force: true });
    await cp(own("app"), join(folder, "app"), { recursive: true });
    await cp(own("../user/relay.mjs"), join(folder, "relay.mjs"));
    await promisify(execFile)("npm", ["install", "--no-audit", "--no-fund", "--no-save", "--offline", tarball], { cwd: folder });
    const settings = { ENVIRONMENT: simulator.base, CLIENT_ID: clients.cloud.id, CLIENT_SECRET: clients.cloud.secret, REDIRECT_URI: redirectUri };
    const options = { cwd: folder, env: { ...process.env, ...settings, NEXT_TELEMETRY_DISABLED: "1" } };
    const next = join(folder, "node_modules/next/dist/bin/next");
    await promisify(execFile)(process.execPath, [next, "build"], options);
    server = spawn(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", "0"], { ...options, stdio: ["ignore", "pipe", "inherit"] });
    base = await new Promise((resolve, reject) => {
      let said = "";
      server.on("exit", () => reject(new Error(said)));
      server.stdout.on("data", (part) => {
        said += part;
        const [found] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said) ?? [];
        if (found && /Ready/.test(said)) resolve(found);
      });
    });
  });
  after(async () => {
    server?.kill();
    await simulator?.stop();
  });

  test("a page loads the module", async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: 20_000 });
    try {
      const page = await browser.newPage();
      await page.goto(base);
      await page.waitForFunction(() => document.getElementById("result")?.textContent, undefined, { timeout: 20_000 });
      assert.equal(await page.textContent("#result"), "wait_then_introspect");
    } finally {
      await browser.close();
    }
  });

  test("a route is the relay", async () => {
    const flow = await import(join(folder, "node_modules/gws-auth/flow.js"));
    const { initialize } = await import(join(folder, "node_modules/gws-auth/index.js"));
    await initialize();
    const client = { environment: simulator.base, clientId: clients.cloud.id };
    const { url, pending } = flow.login({ ...client, redirectUri });
    const landing = await walkPages(url, users.plain);
    const sent = await flow.exchange({ pending, landing, client: { ...client, relayUrl: `${base}/relay` } });
    assert.equal(sent.outcome, "granted", JSON.stringify(sent));
  });
});

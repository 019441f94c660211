// A Worker, bundled by Cloudflare's own tool and run by its own runtime: the relay of a page, against the simulator.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";

import { clients, startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { gws, userFolder } from "./support/package.mjs";
import { walkPages } from "./support/walk.mjs";

const { exchange, login, refresh } = await import(pathToFileURL(join(userFolder, "flow.mjs")).href);

const wrangler = join(dirname(fileURLToPath(import.meta.resolve("wrangler/package.json"))), "bin/wrangler.js");
/** The runtime that `wrangler dev` uses. */
const { Miniflare } = createRequire(wrangler)("miniflare");

const DATE = "2026-01-01";
const redirectUri = "https://client.example.com/return";

describe("a Worker", () => {
  const modulesRoot = join(userFolder, "dist-worker");
  let simulator, worker, client;
  before(async () => {
    const arguments_ = ["deploy", "--dry-run", "--name", "relay", "--compatibility-date", DATE, "--outdir", modulesRoot, join(userFolder, "worker.mjs")];
    // It sends and asks nobody anything, and writes into this folder alone.
    const env = { ...process.env, CI: "1", WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true", WRANGLER_LOG_PATH: modulesRoot, XDG_CONFIG_HOME: modulesRoot };
    await promisify(execFile)(process.execPath, [wrangler, ...arguments_], { cwd: userFolder, env });
    simulator = await startSimulator();
    client = { environment: simulator.base, clientId: clients.cloud.id };
    const bindings = { ENVIRONMENT: simulator.base, CLIENT_ID: client.clientId, CLIENT_SECRET: clients.cloud.secret, REDIRECT_URI: redirectUri };
    const [wasm] = (await readdir(modulesRoot)).filter((name) => name.endsWith(".wasm"));
    const modules = Object.entries({ ESModule: "worker.js", CompiledWasm: wasm }).map(([type, name]) => ({ type, path: join(modulesRoot, name) }));
    worker = new Miniflare({ modules, modulesRoot, compatibilityDate: DATE, bindings, cf: false, host: "127.0.0.1", port: 0 });
    await gws.initialize();
  });
  after(async () => {
    await worker?.dispose();
    await simulator?.stop();
  });

  test("adds the secret, and sends once", async () => {
    const page = { ...client, relayUrl: new URL("/relay", await worker.ready) };
    const { url, pending } = login({ ...client, redirectUri });
    const first = await exchange({ pending, landing: await walkPages(url, users.plain), client: page });
    assert.equal(first.outcome, "granted", JSON.stringify(first));
    const second = await refresh({ client: page, refreshToken: first.granted.refreshToken });
    assert.equal(second.outcome, "granted", JSON.stringify(second));
  });

  test("lets nothing else through", async () => {
    const form = `grant_type=authorization_code&code=a&redirect_uri=https%3A%2F%2Felsewhere.example&code_verifier=${"v".repeat(43)}`;
    const reply = await worker.dispatchFetch("http://relay/relay/token", { method: "POST", body: form });
    assert.deepEqual([reply.status, (await reply.json()).error_description], [403, "relay_redirect_uri"]);
  });

  test("the README shows it", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    assert.ok((await read("../README.md")).includes(await read("user/worker.mjs")), "wasm/README.md differs from tests/user/worker.mjs");
  });
});

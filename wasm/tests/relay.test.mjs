// The relay of the README, behind node:http, Express and a Next.js route, between a page's client and the simulator.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import express from "express";

import { clients, startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { gws, userFolder } from "./support/package.mjs";
import { walkPages } from "./support/walk.mjs";

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);
const { forExpress, forNext, forNode } = await from("relay.mjs");
const { exchange, login, refresh } = await from("flow.mjs");

const redirectUri = "https://client.example.com/return";

/** A web `Request` of one of Node's, as Next.js makes it. */
const asNext = (handler) => async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const asked = new Request(`http://localhost${request.url}`, { method: "POST", body: Buffer.concat(parts) });
  const answered = await handler(asked, { params: Promise.resolve({ endpoint: request.url.split("/").at(-1) }) });
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(Buffer.from(await answered.arrayBuffer()));
};

const hosts = {
  "node:http": (settings) => createServer(forNode(settings)),
  Express: (settings) => {
    const app = express();
    app.post("/relay/:endpoint", express.text({ type: "*/*" }), forExpress(settings));
    return createServer(app);
  },
  "a Next.js route": (settings) => createServer(asNext(forNext(settings))),
};

describe("the relay", () => {
  let simulator;
  before(async () => {
    simulator = await startSimulator();
    await gws.initialize();
  });
  after(() => simulator?.stop());

  test("the README shows it", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    assert.ok((await read("../README.md")).includes(await read("user/relay.mjs")), "wasm/README.md differs from tests/user/relay.mjs");
  });

  for (const [name, host] of Object.entries(hosts)) {
    test(`behind ${name}`, async () => {
      const { id: clientId, secret: clientSecret } = clients.cloud;
      const environment = new URL(simulator.base);
      const client = { environment, clientId, clientSecret };
      const server = host({ client, rules: { redirectUris: [redirectUri], refresh: true } });
      await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
      try {
        const relayUrl = new URL(`http://127.0.0.1:${server.address().port}/relay`);
        const page = { environment, clientId, relayUrl };
        const { url, pending } = login({ environment, clientId, redirectUri });
        const landing = await walkPages(url, users.plain);
        const first = await exchange({ pending, landing, client: page });
        assert.equal(first.outcome, "granted", JSON.stringify(first));
        const second = await refresh({ client: page, refreshToken: first.granted.refreshToken });
        assert.equal(second.outcome, "granted");
        assert.ok(second.granted.expiresAt > Date.now() / 1000);

        const send = async (path, body) => {
          const response = await fetch(`${relayUrl}${path}`, { method: "POST", body });
          return [response.status, (await response.json()).error_description];
        };
        const form = "grant_type=authorization_code&code=a&redirect_uri=https%3A%2F%2Felsewhere.example&code_verifier=";
        assert.deepEqual(await send("/token", form + "v".repeat(43)), [403, "relay_redirect_uri"]);
        assert.deepEqual(await send("/revoke", "token=t"), [404, "relay_endpoint"]);
        assert.deepEqual(await send("/token", "a=b"), [400, "relay_missing"]);
      } finally {
        server.closeAllConnections();
        server.close();
      }
    });
  }

  test("no reply is data, too", async () => {
    const { id: clientId, secret: clientSecret } = clients.cloud;
    const client = { environment: simulator.base, clientId, clientSecret };
    const send = () => Promise.reject(new Error("gone"));
    const sent = await refresh({ client, refreshToken: "t" }, { send });
    assert.deepEqual([sent.outcome, sent.lost.nextStep, sent.cause.message], ["lost", "wait_then_introspect", "gone"]);
    const clock = () => 1_790_000_000;
    const body = JSON.stringify({ access_token: "a", token_type: "Bearer", expires_in: 60 });
    const granted = await refresh({ client, refreshToken: "t" }, { send: async () => ({ status: 200, body }), clock });
    assert.equal(granted.granted.expiresAt, 1_790_000_060);
    const again = { environment: "test", clientId, redirectUri, entropy: Uint8Array.from({ length: 64 }, (_, at) => at), now: 1_790_000_000 };
    assert.equal(login(again).pending, login(again).pending);
    assert.notEqual(login({ environment: "test", clientId, redirectUri }).state, login({ environment: "test", clientId, redirectUri }).state);
  });
});

// `gws-auth/fetch` against a server that counts what arrives.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { gws, userFolder } from "./support/package.mjs";

const { send } = await import(pathToFileURL(join(userFolder, "fetch.mjs")).href);
const seen = { requests: [], connections: 0 };
const answers = {
  "/token": (response) => response.writeHead(400, { "Content-Type": "application/json" }).end('{"error":"invalid_grant"}'),
  "/redirect/token": (response) => response.writeHead(307, { Location: "/token" }).end("gone"),
  "/dead/token": (response) => response.destroy(),
  "/silent/token": () => {},
  "/slow/token": (response) => response.writeHead(200).write("{"),
};
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request.setEncoding("utf8")) body += part;
  const { method, url, headers } = request;
  seen.requests.push({ method, url, headers, body });
  answers[url](response);
});
server.on("connection", () => (seen.connections += 1));

/** A refresh that goes to this server: the relay of a page. */
function request(folder = "", timeout = 5) {
  const relayUrl = `http://127.0.0.1:${server.address().port}${folder}`;
  const client = { environment: "test", clientId: "client", relayUrl };
  return gws.refreshRequest({ client, refreshToken: "refresh-token", policy: { requestTimeout: timeout } });
}

describe("send of gws-auth/fetch", () => {
  before(async () => {
    await gws.initialize();
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => Object.assign(seen, { requests: [], connections: 0 }));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  test("sends what the request says, and gives what parseToken reads", async () => {
    const sent = request();
    const received = await send(sent);
    const [arrived] = seen.requests;
    assert.equal(arrived.method, "POST");
    assert.equal(arrived.body, sent.body);
    assert.equal(arrived.headers["content-type"], sent.headers["Content-Type"]);
    const reply = gws.parseToken({ kind: sent.kind, ...received });
    assert.deepEqual([reply.outcome, reply.refused.error, reply.refused.status], ["refused", "invalid_grant", 400]);
  });

  test("each request has a connection of its own", async () => {
    for (let count = 0; count < 3; count += 1) await send(request());
    assert.deepEqual([seen.requests.length, seen.connections], [3, 3]);
  });

  test("follows no redirect", async () => {
    const received = await send(request("/redirect"));
    assert.equal(received.status, 307);
    assert.deepEqual(seen.requests.map(({ url }) => url), ["/redirect/token"]);
  });

  test("a browser's hidden redirect is rejected", async () => {
    const fetch = async () => ({ type: "opaqueredirect", status: 0, arrayBuffer: async () => new ArrayBuffer(0) });
    await assert.rejects(send(request(), { fetch }), TypeError);
  });

  test("sends nothing again when the connection dies", async () => {
    await assert.rejects(send(request("/dead")), TypeError);
    assert.equal(seen.requests.length, 1);
  });

  for (const folder of ["/silent", "/slow"]) {
    test(`is over in time: ${folder}`, async () => {
      const start = performance.now();
      await assert.rejects(send(request(folder, 1)), { name: "TimeoutError" });
      const lasted = performance.now() - start;
      assert.ok(lasted > 900 && lasted < 4000, `${lasted} ms`);
      assert.equal(seen.requests.length, 1);
    });
  }

  test("can be given up earlier", async () => {
    const signal = AbortSignal.timeout(50);
    await assert.rejects(send(request("/silent", 30), { signal }), { name: "TimeoutError" });
    await assert.rejects(send(request(), { signal: AbortSignal.abort() }), { name: "AbortError" });
  });
});

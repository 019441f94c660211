// Slips that no module can see: options of transports, sessions and conveniences. Nothing is sent, and the argument is named.

import assert from "node:assert/strict";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { gws, userFolder } from "./support/package.mjs";

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);
const { send } = await from("fetch.mjs");
const { exchange, login, refresh } = await from("flow.mjs");
const { callService } = await from("node.mjs");
const { MemoryStore, Sessions } = await from("session.mjs");
const { PostgresStore } = await from("postgres.mjs");
const { signWithWebCrypto, verifyWithWebCrypto } = await from("webcrypto.mjs");

const client = { environment: "test", clientId: "client", clientSecret: "s3cret-value" };
const claims = { certificate: { thumbprint: "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C" }, iss: "www.name.com" };
const service = { url: "https://127.0.0.1:1/", authorization: "jwt", tls: {} };
const store = new MemoryStore();
const sent = [];
const watch = async (request) => (sent.push(request), { status: 500, body: "" });
const request = () => gws.refreshRequest({ client, refreshToken: "t" });

/** Each call, with what its message must say. */
const SLIPS = {
  "`sginal` is no option": () => send(request(), { fetch: watch, sginal: 1 }),
  "`fetch` must be a function": () => send(request(), { fetch: 1 }),
  "`request` must be a request of gws-auth": () => send(),
  "`options` must be an object": () => send(request(), null),
  "`sned` is no option": () => refresh({ client, refreshToken: "t" }, { send: watch, sned: watch }),
  "`clock` must be a function": () => refresh({ client, refreshToken: "t" }, { send: watch, clock: 1 }),
  "`refreshToken` must be a string": () => refresh({ client }, { send: watch }),
  "`environment` must be a string or a URL": async () => login(),
  "`pending` must be a string": () => exchange(undefined, { send: watch }),
  "`authorization` must be a string": () => callService({ ...service, authorization: undefined }),
  "`authorisation` is no option": () => callService({ ...service, authorisation: "jwt" }),
  "`url` is missing": () => callService({ ...service, url: undefined }),
  "`tls` must be an object": () => callService({ ...service, tls: undefined }),
  "`tls.certificate` is no option": () => callService({ ...service, tls: { certificate: "" } }),
  "`store` must be an object": async () => new Sessions({ send: watch }),
  "`rule` is no option": async () => new Sessions({ store, rule: {} }),
  "`rules.setle` is no option": () => new Sessions({ store, send: watch, rules: { setle: 1 } }).accessToken("name", client),
  "`database` must be a Pool or a Client of pg": async () => new PostgresStore(),
  "`key` must be a CryptoKey": () => signWithWebCrypto(claims),
  "`startLogin` is no option": async () => signWithWebCrypto({ ...claims, startLogin: "j" }, await key()),
  "`token` must be a string": async () => verifyWithWebCrypto(undefined, await key(), {}),
};

const key = async () => (await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"])).privateKey;

describe("a slip", () => {
  before(() => gws.initialize());

  for (const [message, call] of Object.entries(SLIPS)) {
    test(message, async () => {
      await assert.rejects(call, (error) => {
        assert.equal(error.message, message);
        assert.ok(error instanceof TypeError || /^argument_(missing|unknown)$/.test(error.code), error.code);
        return true;
      });
      assert.deepEqual(sent, []);
    });
  }

  test("what somebody added to Object.prototype is no option", async () => {
    Object.defineProperty(Object.prototype, "send", { value: watch, configurable: true });
    try {
      const { outcome } = await refresh({ client: { ...client, environment: "http://127.0.0.1:1" }, refreshToken: "t" });
      assert.equal(outcome, "lost");
    } finally {
      delete Object.prototype.send;
    }
    assert.deepEqual(sent, []);
  });

  test("texts of any length and any characters arrive as they are", () => {
    for (const character of ["a", "\u00e9", "\u20ac", "\u{1f600}"]) {
      for (const length of [0, 1, 4095, 4096, 4097, 9000]) {
        const words = character.repeat(Math.floor(length / character.length));
        const text = JSON.stringify({ error: "invalid_grant", error_description: words });
        for (const body of [text, new TextEncoder().encode(text)]) {
          const { refused } = gws.parseToken({ kind: "code", status: 400, body });
          assert.equal(refused.errorDescription ?? "", words);
        }
      }
    }
  });

  test("null and undefined leave an option out", async () => {
    const reply = await refresh({ client, refreshToken: "t" }, { send: watch, clock: null });
    assert.equal(reply.outcome, "unreadable");
    assert.equal(sent.length, 1);
  });
});

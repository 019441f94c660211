// `gws-auth/node` and `gws-auth/webcrypto`: mutual TLS against a server that counts, and keys that cannot be extracted.

import assert from "node:assert/strict";
import { createServer } from "node:https";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { selfSigned } from "./support/certificate.mjs";
import { gws, userFolder } from "./support/package.mjs";

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);
const { callService } = await from("node.mjs");
const { signWithWebCrypto, verifyWithWebCrypto } = await from("webcrypto.mjs");

const ecdsa = { name: "ECDSA", namedCurve: "P-256" };
const pem = (label, der) => `-----BEGIN ${label}-----\n${Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;

async function identity(address) {
  const pair = await crypto.subtle.generateKey(ecdsa, true, ["sign", "verify"]);
  const cert = pem("CERTIFICATE", await selfSigned(pair, address));
  return { cert, key: pem("PRIVATE KEY", await crypto.subtle.exportKey("pkcs8", pair.privateKey)) };
}

describe("callService of gws-auth/node", () => {
  const seen = { requests: [], connections: 0 };
  let server, tls, stranger;
  const at = (path) => `https://127.0.0.1:${server.address().port}${path}`;

  before(async () => {
    const [own, client] = [await identity([127, 0, 0, 1]), await identity()];
    stranger = { ...(await identity()), ca: own.cert };
    tls = { ...client, ca: own.cert };
    const answers = {
      "/service": (response) => response.writeHead(200, { "X-Seen": "1" }).end("well"),
      "/redirect": (response) => response.writeHead(307, { Location: "/service" }).end("gone"),
      "/dead": (response) => response.destroy(),
      "/silent": () => {},
      "/slow": (response) => response.writeHead(200).write("{"),
    };
    server = createServer({ ...own, ca: client.cert, requestCert: true, rejectUnauthorized: true }, async (request, response) => {
      let body = "";
      for await (const part of request.setEncoding("utf8")) body += part;
      const { method, url, headers } = request;
      seen.requests.push({ method, url, headers, body });
      answers[url](response);
    });
    server.on("secureConnection", () => (seen.connections += 1)).on("tlsClientError", () => {});
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => Object.assign(seen, { requests: [], connections: 0 }));
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  test("sends what it is given, each time on a connection of its own", async () => {
    const call = { url: new URL(at("/service")), method: "POST", authorization: "jwt", headers: { Accept: "a/b" }, body: "x", tls };
    for (let count = 0; count < 3; count += 1) {
      const { status, headers, body } = await callService(call);
      assert.deepEqual([status, headers["x-seen"], new TextDecoder().decode(body)], [200, "1", "well"]);
    }
    const [{ method, headers, body }] = seen.requests;
    assert.deepEqual([method, headers.authorization, headers.accept, body], ["POST", "jwt", "a/b", "x"]);
    assert.deepEqual([seen.requests.length, seen.connections], [3, 3]);
  });

  test("follows no redirect, and sends nothing again", async () => {
    assert.equal((await callService({ url: at("/redirect"), authorization: "jwt", tls })).status, 307);
    await assert.rejects(callService({ url: at("/dead"), authorization: "jwt", tls }));
    assert.deepEqual(seen.requests.map(({ url }) => url), ["/redirect", "/dead"]);
  });

  for (const path of ["/silent", "/slow"]) {
    test(`is over in time: ${path}`, async () => {
      const start = performance.now();
      await assert.rejects(callService({ url: at(path), authorization: "jwt", timeout: 1, tls }), { name: "TimeoutError" });
      const lasted = performance.now() - start;
      assert.ok(lasted > 900 && lasted < 4000, `${lasted} ms`);
      assert.equal(seen.requests.length, 1);
    });
  }

  test("certificates are asked for on both sides", async () => {
    const call = { url: at("/service"), authorization: "jwt" };
    for (const wrong of [{ ca: tls.ca }, stranger, { cert: tls.cert, key: tls.key }]) await assert.rejects(callService({ ...call, tls: wrong }));
    assert.equal(seen.requests.length, 0);
  });
});

describe("gws-auth/webcrypto", () => {
  const claims = { certificate: { thumbprint: "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C" }, iss: "www.name.com" };
  const kinds = {
    ES256: ecdsa,
    ES384: { name: "ECDSA", namedCurve: "P-384" },
    ES512: { name: "ECDSA", namedCurve: "P-521" },
    RS256: { name: "RSASSA-PKCS1-v1_5", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" },
  };
  const pair = (kind) => crypto.subtle.generateKey(kind, false, ["sign", "verify"]);

  for (const [algorithm, kind] of Object.entries(kinds)) {
    test(`${algorithm} with a key that cannot be extracted`, async () => {
      const [own, other] = [await pair(kind), await pair(kind)];
      const { token, authorization } = await signWithWebCrypto(claims, own.privateKey);
      assert.equal(authorization, token);
      const expected = { iss: "www.name.com", sub: claims.certificate.thumbprint };
      const verified = await verifyWithWebCrypto(token, own.publicKey, expected);
      assert.deepEqual([verified.algorithm, verified.iss], [algorithm, "www.name.com"]);
      await assert.rejects(verifyWithWebCrypto(token, other.publicKey, expected), { code: "signature_invalid" });
      await assert.rejects(verifyWithWebCrypto(token, own.publicKey, { ...expected, now: 1 }), { code: "token_not_yet_valid" });
      await assert.rejects(verifyWithWebCrypto(token, own.publicKey, { ...expected, iss: "x" }), { code: "iss_mismatch" });
    });
  }

  test("the key decides the algorithm, never the token", async () => {
    const { privateKey } = await pair(kinds.ES256);
    const { token } = await signWithWebCrypto({ ...claims, now: 1_790_000_000 }, privateKey);
    const { publicKey } = await pair(kinds.RS256);
    await assert.rejects(verifyWithWebCrypto(token, publicKey, { anyOwner: true, now: 1_790_000_000 }), { code: "signature_invalid" });
    const hmac = await crypto.subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    await assert.rejects(signWithWebCrypto(claims, hmac), { code: "algorithm_name" });
    assert.ok(gws.GwsAuthError);
  });
});

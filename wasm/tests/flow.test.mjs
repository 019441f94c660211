// The README's example, whole, against the simulator.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { clients, startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { gws, userFolder } from "./support/package.mjs";
import { selfSigned } from "./support/certificate.mjs";
import { walkPages } from "./support/walk.mjs";

const example = await import(pathToFileURL(join(userFolder, "example.mjs")).href);

describe("a real flow", () => {
  let simulator;
  before(async () => {
    simulator = await startSimulator();
    await gws.initialize();
  });
  after(() => simulator?.stop());

  test("the README shows this example", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    const readme = await read("../README.md");
    assert.ok(readme.includes(await read("user/example.mjs")), "wasm/README.md differs from tests/user/example.mjs");
  });

  test("login, exchange, refresh", async () => {
    const { id: clientId, secret: clientSecret } = clients.cloud;
    const { first, second } = await example.login({
      client: { environment: simulator.base, clientId, clientSecret },
      redirectUri: "https://client.example.com/return",
      logIn: (url) => walkPages(url, users.plain),
    });
    assert.equal(first.expiresIn, 28_800);
    assert.ok(Math.abs(first.expiresAt - Date.now() / 1000 - 28_800) < 60);
    assert.notEqual(second.accessToken, first.accessToken);
    assert.notEqual(second.refreshToken, first.refreshToken);
    const { codes_issued: codes } = await simulator.counters();
    assert.equal(codes, 1);
  });

  test("a refusal of the customer is data", async () => {
    const { id: clientId, secret: clientSecret } = clients.cloud;
    await simulator.forgetConsent(users.plain, clients.cloud);
    const client = { environment: simulator.base, clientId, clientSecret };
    const now = Math.floor(Date.now() / 1000);
    const entropy = crypto.getRandomValues(new Uint8Array(64));
    const redirectUri = "https://client.example.com/return";
    const { url, pending } = gws.authorize({ environment: simulator.base, clientId, redirectUri, entropy, now });
    const landing = await walkPages(url, users.plain, "deny");
    const { ok, refused } = gws.exchangeRequest({ pending, landing, client, now });
    assert.equal(ok, false);
    assert.deepEqual([refused.request, refused.status, refused.error], ["authorize", 302, "access_denied"]);
    assert.equal(refused.whoMustAct, "customer");
  });

  test("a machine-to-machine token, signed by WebCrypto, behind mutual TLS", async () => {
    const ask = async (path, body) => {
      const headers = { "Content-Type": "application/json" };
      const options = body ? { method: "POST", headers, body: JSON.stringify(body) } : {};
      const response = await fetch(simulator.base + path, options);
      assert.ok(response.ok, `${path} answers ${response.status}`);
      return response.json();
    };
    const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
    assert.equal(pair.privateKey.extractable, false);
    const iss = "www.example.nz";
    const certificate = await selfSigned(pair);
    const owner = { certificate: Buffer.from(certificate).toString("base64"), issuer: iss, customer: "Weka Limited" };
    const { thumbprint } = await ask("/simulator/m2m/owners", owner);
    const { url, ca_pem: ca } = await ask("/simulator/m2m");
    const { certificate_pem: cert, private_key_pem: key } = await ask("/simulator/m2m/client-certificates", {});

    const { privateKey } = pair;
    const service = `${url}/gateway/customer/`;
    const called = await example.callAsMachine({ url: service, privateKey, thumbprint, iss, tls: { cert, key, ca } });
    assert.equal(called.status, 200, called.text);
    assert.equal(JSON.parse(called.text).customer, "Weka Limited");
    assert.equal((await simulator.counters()).m2m_accepted, 1);

    // The same token, verified by WebCrypto.
    const begun = gws.m2mVerifyBegin({ token: called.token });
    const bytes = new TextEncoder().encode(begun.signingInput);
    const ecdsa = { name: "ECDSA", hash: "SHA-256" };
    const signatureValid = await crypto.subtle.verify(ecdsa, pair.publicKey, begun.signature, bytes);
    const now = Math.floor(Date.now() / 1000);
    const der = certificate;
    const expected = { iss, certificate: { der, notBefore: now - 86_400, notAfter: now + 86_400 } };
    const claims = gws.m2mVerifyFinish({ token: called.token, signatureValid, expected, now });
    assert.deepEqual([claims.sub, claims.iss, claims.startLogon], [thumbprint, iss, undefined]);
    assert.throws(() => gws.m2mVerifyFinish({ token: called.token, signatureValid: false, expected, now }), { code: "signature_invalid" });
  });
});

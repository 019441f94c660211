// `gws-auth/checks`: each check passes and fails, and its module keeps nothing.

import assert from "node:assert/strict";
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, test } from "node:test";

import { selfSigned } from "./support/certificate.mjs";

const instances = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const instance = await instantiate(...given);
  if ("used" in instance.exports) instances.push(instance);
  return instance;
};

const { gws } = await import("./support/package.mjs");

const now = Math.floor(Date.now() / 1000);
const pem = (label, bytes) => `-----BEGIN ${label}-----\n${Buffer.from(bytes).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;

async function pair() {
  const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
  const der = await selfSigned(keys);
  const pkcs8 = Buffer.from(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
  return { der, certificate: pem("CERTIFICATE", der), pkcs8, key: pem("PRIVATE KEY", pkcs8), point: await crypto.subtle.exportKey("raw", keys.publicKey) };
}

/** The verdict about one thing. */
const verdict = (findings, code) => findings.find((finding) => finding.code === code)?.verdict;

function whole(findings) {
  assert.ok(findings.length > 0);
  for (const { code, rule, verdict: said, seen, remedy, ...more } of findings) {
    assert.match(`${code} ${rule}`, /^[a-z0-9_]+ [A-Z0-9]+-\d+$/);
    assert.ok(["pass", "warn", "fail"].includes(said) && seen);
    assert.equal(remedy === undefined, said === "pass", code);
    assert.deepEqual(more, {});
  }
  return findings;
}

describe("checks", () => {
  test("of a client", async () => {
    assert.equal(verdict(whole(await gws.checkClient({ clientId: "SmartSoftware_SmartPay" })), "client_id_form"), "pass");
    assert.equal(verdict(whole(await gws.checkClient({ clientId: "payroll" })), "client_id_form"), "warn");
    assert.equal(verdict(whole(await gws.checkClient({ clientId: "a:b" })), "client_id_colon"), "fail");
    await assert.rejects(gws.checkClient({}), { code: "argument_missing", argument: "clientId" });
  });

  test("of redirect URIs, however many", async () => {
    const found = whole(await gws.checkRedirectUris({ redirectUris: ["https://a.example/", "a b ü", "https://a.example/"] }));
    assert.deepEqual(found.map(({ verdict: said }) => said), ["pass", "fail", "pass", "warn"]);
    assert.equal(verdict(whole(await gws.checkRedirectUris({ redirectUris: [] })), "redirect_uri_none"), "fail");
    const redirectUris = Array.from({ length: 3000 }, (_, index) => `x${index}`);
    assert.equal(whole(await gws.checkRedirectUris({ redirectUris })).length, 3000);
    for (const wrong of [undefined, "x", [1]]) {
      await assert.rejects(gws.checkRedirectUris({ redirectUris: wrong }), { code: "argument_missing", argument: "redirectUris" });
    }
    await assert.rejects(gws.checkRedirectUris({ redirectUris, more: 1 }), { code: "argument_unknown", argument: "more" });
  });

  test("of a signing certificate and its key", async () => {
    const [one, other] = [await pair(), await pair()];
    const good = whole(await gws.checkSigning({ certificate: one.certificate, key: one.key, other: other.der, now }));
    assert.ok(good.every(({ verdict: said }) => said === "pass"), JSON.stringify(good));
    const wrong = whole(await gws.checkSigning({ certificate: one.der, key: other.pkcs8, other: one.certificate, now: now + 3e8 }));
    for (const code of ["certificate_key", "key_shared", "certificate_expired"]) assert.equal(verdict(wrong, code), "fail", code);
    const locked = createPrivateKey(one.key).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "pass-phrase-of-it" });
    const opened = await gws.checkSigning({ certificate: one.der, key: locked, passphrase: "pass-phrase-of-it", now });
    assert.equal(verdict(opened, "certificate_key"), "pass");
    assert.equal(verdict(await gws.checkSigning({ certificate: one.der, key: locked, passphrase: "x", now }), "passphrase_wrong"), "fail");
    await assert.rejects(gws.checkSigning({ certificate: one.der, now: 0.5 }), { code: "time_invalid" });
  });

  test("of a certificate for mutual TLS", async () => {
    const one = await pair();
    const found = whole(await gws.checkMtls({ environment: "test", chain: [one.der], key: one.key, signing: one.certificate, now }));
    for (const code of ["common_name_form", "mtls_self_signed", "mtls_key_signs"]) assert.equal(verdict(found, code), "fail", code);
    assert.equal(verdict(found, "certificate_key"), "pass");
    assert.equal(verdict(whole(await gws.checkMtls({ environment: "x", chain: [], now })), "chain_empty"), "fail");
  });

  test("of an SSH key", async () => {
    const { point, key } = await pair();
    const field = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), Buffer.from(bytes)]);
    const blob = Buffer.concat([field(Buffer.from("ecdsa-sha2-nistp256")), field(Buffer.from("nistp256")), field(new Uint8Array(point))]);
    const good = whole(await gws.checkSsh({ file: `ecdsa-sha2-nistp256 ${blob.toString("base64")} me@here\n` }));
    assert.ok(good.every(({ verdict: said }) => said === "pass"), JSON.stringify(good));
    assert.equal(verdict(whole(await gws.checkSsh({ file: key })), "ssh_private"), "fail");
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ type: "spki", format: "pem" });
    assert.equal(verdict(whole(await gws.checkSsh({ file: rsa })), "ssh_algorithm"), "fail");
  });

  test("what a certificate says, and that a file of another kind is named", async () => {
    const { der, certificate, key } = await pair();
    const facts = await gws.certificateFacts({ file: der });
    assert.deepEqual(await gws.certificateFacts({ file: certificate }), facts);
    assert.deepEqual([facts.algorithms, facts.curve, facts.selfSigned, facts.count], [["ES256"], "P-256", true, 1]);
    await assert.rejects(gws.certificateFacts({ file: key }), { code: "file_private_key" });
    await assert.rejects(gws.certificateFacts({ file: "<html>" }), { code: "file_html" });
  });

  test("nothing is left of a key", async () => {
    const { certificate, der, key, pkcs8 } = await pair();
    const locked = createPrivateKey(key).export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase: "pass-phrase-of-it" });
    for (const given of [{ key }, { key: locked, passphrase: "pass-phrase-of-it" }, { key: locked, passphrase: "pass-phrase-of-hers" }]) {
      await gws.checkSigning({ certificate, ...given, now });
      assert.equal(instances.length, 1);
      const memory = Buffer.from(instances[0].exports.memory.buffer);
      const secret = pkcs8.subarray(36, 52);
      for (const needle of [secret, Buffer.from("pass-phrase-of"), Buffer.from(key.slice(40, 60)), Buffer.from(certificate.slice(40, 60)), der.subarray(-40, -20)]) {
        assert.equal(memory.indexOf(needle), -1, needle.toString("latin1"));
      }
    }
  });
});

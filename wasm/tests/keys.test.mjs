// `gws-auth/keys`: tokens signed and verified with key files of every form, beside Node's own cryptography; and nothing of a key is left.

import assert from "node:assert/strict";
import { createPublicKey, generateKeyPairSync, randomBytes, sign, verify } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { selfSigned } from "./support/certificate.mjs";

const instances = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const instance = await instantiate(...given);
  if ("m2m_sign" in instance.exports) instances.push(instance);
  return instance;
};

const { gws, userFolder } = await import("./support/package.mjs");

const NOW = Math.floor(Date.now() / 1000);
const THUMBPRINT = "C60F12C331A24BB9950245B3C0AB67338DCE510BA842C69FAE69523AA039790C";
const CURVES = { ES256: "P-256", ES384: "P-384", ES512: "P-521" };

const claims = (algorithm) => ({ algorithm, certificate: { thumbprint: THUMBPRINT }, iss: "www.name.com", startLogon: "müller", now: NOW });
const expected = { sub: THUMBPRINT, iss: "www.name.com" };
const pair = (algorithm) => generateKeyPairSync("ec", { namedCurve: CURVES[algorithm] });

/** A private key in every form that Node writes. */
function forms({ privateKey }) {
  const locked = { type: "pkcs8", cipher: "aes-256-cbc", passphrase: "pass-phrase-of-it" };
  return [
    ...["pem", "der"].flatMap((format) => ["pkcs8", "sec1"].map((type) => ({ key: privateKey.export({ type, format }) }))),
    { key: privateKey.export({ format: "pem", ...locked }), passphrase: locked.passphrase },
    { key: privateKey.export({ format: "der", ...locked }), passphrase: locked.passphrase },
    { key: JSON.stringify(privateKey.export({ format: "jwk" })) },
  ];
}

describe("key files", () => {
  for (const [algorithm, curve] of Object.entries(CURVES)) {
    test(`${algorithm}: one token of every form of a key, which Node verifies`, async () => {
      const keys = pair(algorithm);
      const tokens = await Promise.all(forms(keys).map((given) => gws.m2mSign({ ...claims(algorithm), ...given })));
      assert.deepEqual(new Set(tokens.map(({ token }) => token)).size, 1);
      const [{ token, authorization, issuedAt, expiresAt, warnings }] = tokens;
      assert.deepEqual([authorization, issuedAt, expiresAt, warnings], [token, NOW, NOW + 3600, []]);
      const [head, payload, signature] = token.split(".");
      const raw = { key: keys.publicKey, dsaEncoding: "ieee-p1363" };
      const hash = `sha${algorithm.slice(2)}`;
      assert.ok(verify(hash, Buffer.from(`${head}.${payload}`), raw, Buffer.from(signature, "base64url")), curve);
      assert.equal(JSON.parse(Buffer.from(payload, "base64url")).startLogon, "müller");
    });

    test(`${algorithm}: what Node signed is verified with every form of a public key, and nothing else is`, async () => {
      const keys = pair(algorithm);
      const { signingInput } = (await gws.initialize(), gws.m2mUnsigned(claims(algorithm)));
      const signature = sign(`sha${algorithm.slice(2)}`, Buffer.from(signingInput), { key: keys.privateKey, dsaEncoding: "ieee-p1363" });
      const token = `${signingInput}.${signature.toString("base64url")}`;
      const jwk = JSON.stringify(keys.publicKey.export({ format: "jwk" }));
      for (const key of [keys.publicKey.export({ type: "spki", format: "pem" }), keys.publicKey.export({ type: "spki", format: "der" }), jwk]) {
        const said = await gws.m2mVerify({ token, key, expected, now: NOW });
        assert.deepEqual({ ...said }, { algorithm, sub: THUMBPRINT, iss: "www.name.com", startLogon: "müller", iat: NOW, exp: NOW + 3600 });
        const others = signature.map((byte, at) => (at === 7 ? byte ^ 1 : byte));
        const spoilt = `${signingInput}.${Buffer.from(others).toString("base64url")}`;
        await assert.rejects(gws.m2mVerify({ token: spoilt, key, expected, now: NOW }), { code: "signature_invalid" });
        await assert.rejects(gws.m2mVerify({ token, key, expected: { ...expected, sub: THUMBPRINT.replace("C", "D") }, now: NOW }), { code: "sub_mismatch" });
      }
      const other = pair(algorithm).publicKey.export({ type: "spki", format: "pem" });
      await assert.rejects(gws.m2mVerify({ token, key: other, expected, now: NOW }), { code: "signature_invalid" });
    });
  }

  test("a certificate binds the token, and verifies it", async () => {
    const keys = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, true, ["sign", "verify"]);
    const der = await selfSigned(keys);
    const key = new Uint8Array(await crypto.subtle.exportKey("pkcs8", keys.privateKey));
    const given = { ...claims("ES256"), certificate: { der } };
    const { token } = await gws.m2mSign({ ...given, key });
    const { sub } = await gws.m2mVerify({ token, key: der, expected: {}, now: NOW });
    assert.equal(sub, (await gws.certificateFacts({ file: der })).thumbprint);
    await assert.rejects(gws.m2mVerify({ token: (await gws.m2mSign({ ...claims("ES256"), key })).token, key: der, expected: {}, now: NOW }), { code: "sub_thumbprint" });
    const stranger = pair("ES256").privateKey.export({ type: "pkcs8", format: "pem" });
    await assert.rejects(gws.m2mSign({ ...given, key: stranger }), { code: "certificate_key" });
    await assert.rejects(gws.m2mSign({ ...given, key, now: NOW + 370 * 86_400 }), { code: "certificate_expired" });
  });

  test("RSA, other curves, and files that are no key are refused by name", async () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = rsa.privateKey.export({ type: "pkcs8", format: "pem" });
    await assert.rejects(gws.m2mSign({ ...claims("RS256"), key: pem }), { code: "algorithm_key" });
    const { signingInput } = gws.m2mUnsigned(claims("RS256"));
    const token = `${signingInput}.${sign("sha256", Buffer.from(signingInput), rsa.privateKey).toString("base64url")}`;
    await assert.rejects(gws.m2mVerify({ token, key: rsa.publicKey.export({ type: "spki", format: "pem" }), expected, now: NOW }), { code: "algorithm_key" });
    const { key } = forms(pair("ES384"))[0];
    await assert.rejects(gws.m2mSign({ ...claims("ES256"), key }), { code: "algorithm_key" });
    const koblitz = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey.export({ type: "pkcs8", format: "pem" });
    await assert.rejects(gws.m2mSign({ ...claims("ES256"), key: koblitz }), { code: "key_curve" });
    const public_ = createPublicKey(key).export({ type: "spki", format: "pem" });
    await assert.rejects(gws.m2mSign({ ...claims("ES384"), key: public_ }), { code: "file_public_key" });
    await assert.rejects(gws.m2mSign({ ...claims("ES384"), key: "<html>" }), { code: "file_html" });
    const [locked] = forms(pair("ES256")).filter(({ passphrase }) => passphrase);
    await assert.rejects(gws.m2mSign({ ...claims("ES256"), key: locked.key }), { code: "passphrase_missing" });
    await assert.rejects(gws.m2mSign({ ...claims("ES256"), ...locked, passphrase: "x" }), { code: "passphrase_wrong" });
    await assert.rejects(gws.m2mSign({ ...claims("ES256"), ...locked, keys: "x" }), { code: "argument_unknown", argument: "keys" });
    await assert.rejects(gws.m2mSign(claims("ES256")), { code: "argument_missing", argument: "key" });
    await assert.rejects(gws.m2mVerify({ token, key: public_, now: NOW }), { code: "argument_missing", argument: "expected" });
  });

  test("whatever bytes stand for a key, nothing but a typed error comes", async () => {
    const [, , , der] = forms(pair("ES256")).map(({ key }) => key);
    for (let round = 0; round < 300; round += 1) {
      const key = Buffer.from(der);
      const cut = round % 3 === 0 ? key.subarray(0, round % key.length) : key;
      if (cut.length > 0) cut[(round * 7) % cut.length] ^= 1 << (round % 8);
      const failure = await gws.m2mSign({ ...claims("ES256"), key: round % 5 ? cut : randomBytes(round) }).catch((thrown) => thrown);
      assert.ok(!(failure instanceof Error) || (failure instanceof gws.GwsAuthError && failure.blame !== "library"), `${round}: ${failure}`);
    }
  });

  test("nothing of a key is left in memory, after failures too", async () => {
    for (const algorithm of Object.keys(CURVES)) {
      const keys = pair(algorithm);
      const { d } = keys.privateKey.export({ format: "jwk" });
      const scalar = Buffer.from(d, "base64url");
      for (const given of forms(keys).flatMap((form) => [form, { ...form, iss: "" }, { ...form, passphrase: "pass-phrase-of-hers" }])) {
        const { token = "" } = await gws.m2mSign({ ...claims(algorithm), ...given }).catch(() => ({}));
        assert.equal(instances.length, 1);
        const memory = Buffer.from(instances[0].exports.memory.buffer);
        const text = typeof given.key === "string" ? [Buffer.from(given.key.slice(60, 80))] : [];
        // Numbers of curves are kept in words, the lowest first.
        const needles = [scalar.subarray(1, 13), scalar.subarray(-12), Buffer.from(scalar.subarray(-12)).reverse(), Buffer.from(d.slice(0, 16)), Buffer.from("pass-phrase-of"), ...text];
        if (token) needles.push(Buffer.from(token.slice(-20)), Buffer.from(token.slice(60, 80)));
        for (const needle of needles) assert.equal(memory.indexOf(needle), -1, `${algorithm} ${needle.toString("hex")}`);
      }
    }
  });

  test("the README shows it", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    assert.ok((await read("../README.md")).includes(await read("user/keys-example.mjs")), "wasm/README.md differs from tests/user/keys-example.mjs");
    const { authorizationOf } = await import(pathToFileURL(join(userFolder, "keys-example.mjs")).href);
    const key = pair("ES256").privateKey.export({ type: "pkcs8", format: "pem" });
    assert.equal((await authorizationOf({ key, thumbprint: THUMBPRINT, iss: "www.name.com" })).split(".").length, 3);
  });
});

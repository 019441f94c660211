// The examples in the declarations, which editors show: each runs as it stands, and no function is without one.

import assert from "node:assert/strict";
import { generateKeyPairSync, sign, verify } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { selfSigned } from "./support/certificate.mjs";
import { userFolder } from "./support/package.mjs";

const PACKAGE = join(userFolder, "node_modules/gws-auth");
const ENTRIES = ["index", "flow", "fetch", "node", "webcrypto", "session", "postgres", "keys", "checks"];
/** What stands for the code around an example: what a program has by then. */
const now = Math.floor(Date.now() / 1000);
const TOKENS = { access_token: "access", token_type: "Bearer", expires_in: 28_800, refresh_token: "refresh" };

const pem = (label, der) => `-----BEGIN ${label}-----\n${Buffer.from(der).toString("base64").replace(/.{64}/g, "$&\n")}\n-----END ${label}-----\n`;

async function identity(address) {
  const { privateKey: key, publicKey: public_ } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const [pkcs8, spki] = [key.export({ type: "pkcs8", format: "der" }), public_.export({ type: "spki", format: "der" })];
  const kind = { name: "ECDSA", namedCurve: "P-256" };
  const privateKey = await crypto.subtle.importKey("pkcs8", pkcs8, kind, false, ["sign"]);
  const publicKey = await crypto.subtle.importKey("spki", spki, kind, true, ["verify"]);
  const cert = pem("CERTIFICATE", await selfSigned({ privateKey, publicKey }, address));
  const hsm = { sign: (text) => sign("sha256", Buffer.from(text), key), verify: (signature, text) => verify("sha256", Buffer.from(text), public_, signature) };
  return { privateKey, publicKey, cert, key: pem("PRIVATE KEY", pkcs8), hsm };
}

const listening = (server) => new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(server.address().port)));

/** Every example of the package, with what it is of. */
async function examples() {
  const found = [];
  for (const file of (await readdir(PACKAGE)).filter((name) => name.endsWith(".d.ts"))) {
    const text = await readFile(join(PACKAGE, file), "utf8");
    for (const [, doc, name] of text.matchAll(/\/\*\*((?:(?!\*\/)[^])*)\*\/\nexport declare (?:function|class) (\w+)/g)) {
      const code = /@example\n \* ```js\n([^]*?)\n \* ```/.exec(doc)?.[1].replace(/^ \* ?/gm, "");
      found.push({ file, name, code });
    }
  }
  return found;
}

const modules = await Promise.all(ENTRIES.map((entry) => import(pathToFileURL(join(PACKAGE, `${entry}.js`)).href)));
const gws = Object.assign({}, ...modules);
const all = (await examples()).filter(({ name }) => name in gws);
/** What programs do not call, or what is said once for every entry. */
const WITHOUT = /^(GwsAuthError|OperatorRequiredError|NotSentError|MemoryStore|initialize)$/;

describe("the example of", () => {
  let world, http, https;
  before(async () => {
    for (const { initialize } of modules) await initialize?.();
    const own = await identity([127, 0, 0, 1]);
    const tls = { key: own.key, cert: own.cert, ca: own.cert };
    https = createTlsServer({ ...tls, requestCert: true }, (request, response) => response.end());
    http = createServer(async (request, response) => {
      request.resume();
      const answers = { introspect: { active: true }, token: TOKENS };
      response.end(JSON.stringify(answers[request.url.split("/").at(-1)]) ?? "");
    });
    const client = { environment: `http://127.0.0.1:${await listening(http)}`, clientId: "SmartCloud_Payroll", clientSecret: "s3cret-value" };
    const redirectUri = "https://client.example.com/return";
    const begun = gws.login({ environment: client.environment, clientId: client.clientId, redirectUri });
    const received = { status: 200, body: JSON.stringify(TOKENS) };
    const { granted: tokens } = gws.parseToken({ kind: "code", ...received, sentAt: now });
    const { thumbprint } = await gws.certificateFacts({ file: own.cert });
    const { token, authorization } = await gws.signWithWebCrypto({ certificate: { thumbprint }, iss: "www.name.com" }, own.privateKey);
    const store = new gws.MemoryStore();
    store.swap("weka", gws.sessionLogin({ client, tokens, now }));
    const query = async () => ({ rows: [], rowCount: 0 });
    const form = new URLSearchParams({ grant_type: "refresh_token", refresh_token: "refresh" }).toString();
    world = {
      ...gws, ...own, ...tls, now, client, tokens, received, store, token, authorization, thumbprint, form,
      pending: begun.pending,
      landing: `${redirectUri}?code=abc&state=${begun.state}`,
      certificatePem: own.cert,
      keyPem: own.key,
      service: `https://127.0.0.1:${await listening(https)}/`,
      fetch: async () => new Response(),
      connectionString: "",
      pg: { Pool: class { query = query; } },
    };
  });
  after(() => {
    for (const server of [http, https]) {
      server.closeAllConnections();
      server.close();
    }
  });

  const { constructor: AsyncFunction } = Object.getPrototypeOf(async () => {});
  for (const { file, name, code } of all) {
    if (WITHOUT.test(name)) continue;
    test(`${name} in ${file}`, async () => {
      assert.ok(code, `${name} has no example`);
      assert.match(code, new RegExp(`\\b${name}\\(`));
      // In a block of its own: an example names things as it likes.
      await new AsyncFunction(...Object.keys(world), `"use strict"; {\n${code}\n}`)(...Object.values(world));
    });
  }

  test("every function", () => assert.ok(all.filter(({ code }) => code).length >= 40, `${all.length}`));
});

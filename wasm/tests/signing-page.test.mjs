// The signing page of GUIDES.md in headless Chromium: its key cannot be extracted, and the simulator takes its tokens.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";
import { build } from "vite";

import { startSimulator } from "../../tests/web/support/simulator.mjs";
import { ask } from "./support/ask.mjs";
import { selfSigned } from "./support/certificate.mjs";
import { ARGUMENTS, CHROMIUM } from "./support/chromium.mjs";
import { userFolder } from "./support/package.mjs";

const { callService } = await import(pathToFileURL(join(userFolder, "node.mjs")).href);

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src data:";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };
const ECDSA = { name: "ECDSA", namedCurve: "P-256" };

async function bodyOf(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/** The page's back end: makes a certificate of a public key, has it registered, and calls the service over mutual TLS. */
async function backEnd(simulator, seen) {
  const issuer = await crypto.subtle.generateKey(ECDSA, true, ["sign", "verify"]);
  const { url, ca_pem: ca } = await ask(simulator, "/simulator/m2m");
  const { certificate_pem: cert, private_key_pem: key } = await ask(simulator, "/simulator/m2m/client-certificates", {});
  return {
    async "/certificate"(request) {
      const publicKey = await crypto.subtle.importKey("spki", await bodyOf(request), ECDSA, true, ["verify"]);
      const certificate = Buffer.from(await selfSigned({ publicKey, privateKey: issuer.privateKey })).toString("base64");
      const employer = { issuer: "www.name.com", customer: "Weka Limited", certificate };
      const { thumbprint } = await ask(simulator, "/simulator/employers", employer);
      seen.certificates += 1;
      return { status: 200, body: JSON.stringify({ thumbprint, iss: employer.issuer }) };
    },
    async "/service"({ headers: { authorization } }) {
      seen.tokens.push(authorization);
      return callService({ url: new URL("/gateway/customer/", url), authorization, tls: { cert, key, ca } });
    },
  };
}

describe("a page that signs", () => {
  const seen = { certificates: 0, tokens: [] };
  let simulator, browser, server, page;
  before(async () => {
    const outDir = join(userFolder, "dist-signing");
    const rollupOptions = { input: join(userFolder, "signing-page.html") };
    await build({ root: userFolder, configFile: false, logLevel: "warn", build: { outDir, emptyOutDir: true, assetsInlineLimit: 0, target: "es2022", rollupOptions } });
    simulator = await startSimulator();
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ARGUMENTS, timeout: 20_000 });
    const routes = await backEnd(simulator, seen);
    server = createServer(async (request, response) => {
      const file = () => readFile(join(outDir, request.url)).then((body) => ({ status: 200, body }), () => ({ status: 404 }));
      const { status, body } = await (routes[request.url] ?? file)(request).catch((error) => ({ status: 500, body: String(error) }));
      response.writeHead(status, { "Content-Type": TYPES[extname(request.url)] ?? "application/json", "Content-Security-Policy": POLICY }).end(body);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    page = `http://127.0.0.1:${server.address().port}/signing-page.html`;
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await simulator?.stop();
  });

  test("calls the service, with the key of its first visit, which nobody gets out", async () => {
    const context = await browser.newContext();
    const complaints = [];
    const open = async () => {
      const tab = await context.newPage();
      tab.on("pageerror", (error) => complaints.push(String(error)));
      tab.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      await tab.goto(page);
      return tab;
    };
    const call = async (tab) => {
      await tab.click("text=Call the service");
      await tab.waitForFunction(() => document.getElementById("answer").textContent);
      assert.equal(await tab.textContent("#status"), "200", await tab.textContent("#answer"));
      assert.equal(JSON.parse(await tab.textContent("#answer")).customer, "Weka Limited");
    };
    // Two tabs at once make one key.
    const [one, other] = [await open(), await open()];
    await Promise.all([call(one), call(other)]);
    await one.reload();
    await call(one);
    assert.deepEqual([seen.certificates, seen.tokens.length], [1, 3]);
    const claims = seen.tokens.map((token) => JSON.parse(Buffer.from(token.split(".")[1], "base64url")));
    assert.equal(new Set(claims.map(({ sub }) => sub)).size, 1);
    assert.ok(claims.every(({ iat, exp }) => exp - iat === 300));
    const taken = await one.evaluate(async () => {
      const opening = indexedDB.open("gws-keys", 1);
      await new Promise((resolve) => (opening.onsuccess = resolve));
      const asked = opening.result.transaction("keys").objectStore("keys").get("own");
      await new Promise((resolve) => (asked.onsuccess = resolve));
      const { privateKey } = asked.result;
      const exports = ["pkcs8", "jwk"].map((form) => crypto.subtle.exportKey(form, privateKey).then(() => form, (error) => error.name));
      return [privateKey.extractable, ...(await Promise.all(exports))];
    });
    assert.deepEqual(taken, [false, "InvalidAccessError", "InvalidAccessError"]);
    assert.deepEqual(complaints, []);
    await context.close();
  });

  test("GUIDES.md shows it", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    assert.ok((await read("../GUIDES.md")).includes(await read("user/signing-page.mjs")), "wasm/GUIDES.md differs from tests/user/signing-page.mjs");
  });
});

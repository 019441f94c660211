// The machine of GUIDES.md, with key files and mutual TLS, against the simulator; and its "Disconnect", both replies.

import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { clients, startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { ask } from "./support/ask.mjs";
import { gws, userFolder } from "./support/package.mjs";
import { walkPages } from "./support/walk.mjs";

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);
const { machine } = await from("machine.mjs");
const { disconnect } = await from("disconnect.mjs");
const { exchange, login } = await from("flow.mjs");
const { send } = await from("fetch.mjs");

const shows = async (file) => {
  const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
  assert.ok((await read("../GUIDES.md")).includes(await read(`user/${file}`)), `wasm/GUIDES.md differs from tests/user/${file}`);
};

describe("a machine", () => {
  let simulator, folder, service, settings;
  const counted = async (what) => (await simulator.counters())[what];
  before(async () => {
    simulator = await startSimulator();
    const about = await ask(simulator, "/simulator/m2m");
    const client = await ask(simulator, "/simulator/m2m/client-certificates", {});
    const employer = await ask(simulator, "/simulator/employers", { issuer: "www.name.com", customer: "Weka Limited" });
    service = new URL("/gateway/customer/", about.url).href;
    folder = await mkdtemp(join(tmpdir(), "gws-machine-"));
    const file = async (name, text) => (await writeFile(join(folder, name), text), join(folder, name));
    settings = {
      signing: { key: await file("employer.key", employer.private_key_pem), certificate: await file("employer.crt", employer.certificate_pem) },
      tls: { key: await file("tls.key", client.private_key_pem), certificate: await file("tls.crt", client.certificate_pem), roots: await file("roots.crt", about.ca_pem) },
      iss: "www.name.com",
    };
  });
  after(async () => {
    await simulator?.stop();
    await rm(folder, { recursive: true });
  });

  test("calls for its employer, with one token, and reads the reply", async () => {
    const call = await machine(settings);
    const before = await counted("m2m_accepted");
    for (let count = 0; count < 2; count += 1) {
      const { status, text } = await call(service);
      assert.deepEqual([status, JSON.parse(text).customer], [200, "Weka Limited"]);
    }
    assert.equal((await counted("m2m_accepted")) - before, 2);
    const named = await machine({ ...settings, startLogon: users.plain.id });
    assert.equal(JSON.parse((await named(service)).text).startLogon, users.plain.id);
  });

  test("a refusal has what was said, and whoever has no certificate gets nowhere", async () => {
    const stranger = await machine({ ...settings, iss: "www.other.example" });
    const refused = await stranger(service).catch((thrown) => thrown);
    assert.equal(refused.status, 401);
    assert.match(refused.said, /simulator_reason/);
    const before = await counted("m2m_requests");
    const selfMade = await machine({ ...settings, tls: { ...settings.signing, roots: settings.tls.roots } });
    await selfMade(service).catch(() => {});
    const nobody = await machine({ ...settings, tls: { roots: settings.tls.roots } });
    await assert.rejects(nobody(service));
    assert.ok((await counted("m2m_requests")) - before <= 1);
  });

  test("GUIDES.md shows it", () => shows("machine.mjs"));
});

describe("Disconnect", () => {
  let simulator, client;
  before(async () => {
    simulator = await startSimulator();
    client = { environment: simulator.base, clientId: clients.cloud.id, clientSecret: clients.cloud.secret };
    await gws.initialize();
  });
  after(() => simulator?.stop());

  const connected = async () => {
    const { environment, clientId } = client;
    const { url, pending } = login({ environment, clientId, redirectUri: "https://client.example.com/return" });
    const { granted } = await exchange({ pending, landing: await walkPages(url, users.plain), client });
    return granted;
  };
  const active = async (token) => gws.parseIntrospection(await send(gws.introspectRequest({ client, token }))).granted.active;
  const fault = (kind) => ask(simulator, "/simulator/faults", { endpoint: "revoke", fault: kind });

  test("ends both tokens", async () => {
    const tokens = await connected();
    assert.deepEqual([await active(tokens.refreshToken), await active(tokens.accessToken)], [true, true]);
    const { ok, title } = await disconnect({ client, tokens });
    assert.deepEqual([ok, title], [true, "Disconnected"]);
    assert.deepEqual([await active(tokens.refreshToken), await active(tokens.accessToken)], [false, false]);
    assert.equal((await disconnect({ client, tokens })).ok, true);
  });

  for (const [name, kind] of Object.entries({ "no reply": { kind: "lost_before" }, "a proxy's page": { kind: "html_page", side: "before", status: 502 } })) {
    test(`${name}: the customer is told what to do in myIR, and the other token is ended all the same`, async () => {
      const tokens = await connected();
      await fault(kind);
      const said = await disconnect({ client, tokens });
      assert.deepEqual([said.ok, said.title, typeof said.advice], [false, "Disconnected here", "string"]);
      assert.match(said.text, /remove this program in myIR/);
      assert.ok(said.waitSeconds > 0);
      assert.equal(await active(tokens.accessToken), false);
    });
  }

  test("a refusal is told too", async () => {
    const tokens = await connected();
    const said = await disconnect({ client: { ...client, clientSecret: "x" }, tokens });
    assert.equal(said.ok, false);
    assert.equal(await active(tokens.refreshToken), true);
  });

  test("GUIDES.md shows it", () => shows("disconnect.mjs"));
});

// Sessions against the simulator, which counts what really happened.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { inspect, promisify } from "node:util";

import { clients, startSimulator, users } from "../../tests/web/support/simulator.mjs";
import { gws, userFolder } from "./support/package.mjs";
import { FolderStore } from "./support/folder-store.mjs";
import { walkPages } from "./support/walk.mjs";

const instances = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const instance = await instantiate(...given);
  if ("session_next" in instance.exports) instances.push(instance);
  return instance;
};

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);
const session = await from("session.mjs");
const { exchange, login } = await from("flow.mjs");
const { send } = await from("fetch.mjs");

const LIFE = 28_800;
const WORKER = fileURLToPath(new URL("support/session-worker.mjs", import.meta.url));
const redirectUri = "https://client.example.com/return";

describe("a session", () => {
  let simulator;
  before(async () => {
    simulator = await startSimulator();
    await gws.initialize();
    await session.initialize();
  });
  after(() => simulator?.stop());

  /** A session of a login just made, on a clock that tests move. */
  async function fleet({ logIn = true, store = new session.MemoryStore() } = {}) {
    const client = { environment: simulator.base, clientId: clients.cloud.id, clientSecret: clients.cloud.secret };
    const it = { ahead: 0, store, client, waited: 0, causes: [] };
    it.now = () => Date.now() / 1000 + it.ahead;
    it.sleep = async (seconds) => {
      it.waited += seconds;
      it.ahead += seconds;
    };
    it.options = { store, clock: it.now, sleep: it.sleep, rules: { settle: 1, poll: 1 }, onNoReply: (cause) => it.causes.push(cause) };
    it.sessions = (more) => new session.Sessions({ ...it.options, ...more });
    it.ask = (other = client) => it.sessions().accessToken("weka", other);
    it.logIn = async () => {
      const begun = login({ environment: simulator.base, clientId: client.clientId, redirectUri, now: Math.floor(it.now()) });
      const landing = await walkPages(begun.url, users.plain);
      const { granted } = await exchange({ pending: begun.pending, landing, client }, { clock: () => Math.floor(it.now()) });
      await it.sessions().keep("weka", client, granted);
    };
    if (logIn) await it.logIn();
    const first = await simulator.counters();
    it.counted = async (...names) => {
      const last = await simulator.counters();
      return names.map((name) => last[name] - first[name]);
    };
    it.strike = async (kind) => {
      const headers = { "Content-Type": "application/json" };
      const body = JSON.stringify({ endpoint: "refresh", fault: { kind } });
      assert.ok((await fetch(`${simulator.base}/simulator/faults`, { method: "POST", headers, body })).ok);
    };
    return it;
  }

  const CONSUMED = "refresh_tokens_consumed";
  const REUSED = "refresh_tokens_reused";

  test("many that ask at once are one fleet", async () => {
    const it = await fleet();
    const first = await it.ask();
    assert.deepEqual([first.outcome, first.generation, first.authorization], ["token", 0, `Bearer ${first.token}`]);
    assert.ok(!inspect(first).includes(first.token) && !JSON.stringify(first).includes(first.token));
    for (let generation = 1; generation <= 5; generation += 1) {
      it.ahead += LIFE + 1;
      const answers = await Promise.all(Array.from({ length: 8 }, () => it.ask()));
      assert.equal(new Set(answers.map(({ token }) => token)).size, 1);
      assert.deepEqual(answers.map((answer) => answer.generation), Array(8).fill(generation));
    }
    assert.deepEqual(await it.counted(CONSUMED, REUSED), [5, 0]);
  });

  test("processes that share a store are one fleet", async () => {
    const folder = await mkdtemp(join(tmpdir(), "gws-auth-session-"));
    try {
      const it = await fleet({ store: new FolderStore(folder) });
      const [rounds, workers] = [3, 3];
      const given = JSON.stringify({ folder, client: it.client, rounds, workers, life: LIFE, session: pathToFileURL(join(userFolder, "session.mjs")).href });
      const runs = await Promise.all(Array.from({ length: workers }, () => promisify(execFile)(process.execPath, [WORKER, given])));
      const answers = runs.map(({ stdout }) => JSON.parse(stdout));
      for (let round = 0; round < rounds; round += 1) {
        assert.equal(new Set(answers.map((tokens) => tokens[round])).size, 1, `round ${round}: ${answers.map((tokens) => tokens[round])}`);
      }
      assert.deepEqual(await it.counted(CONSUMED, REUSED), [rounds, 0]);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test("a request that was lost on its way costs nothing", async () => {
    const it = await fleet();
    const old = await it.ask();
    it.ahead = LIFE - 600;
    await it.strike("lost_before");
    assert.equal((await it.ask()).token, old.token);
    assert.equal(it.causes.length, 1);
    it.ahead += 300;
    const { token } = await it.ask();
    assert.ok(token && token !== old.token);
    assert.deepEqual(await it.counted(CONSUMED, REUSED), [1, 0]);
  });

  test("a lost reply costs a login and no more", async () => {
    const it = await fleet();
    const old = await it.ask();
    it.ahead = LIFE - 600;
    await it.strike("lost_after");
    assert.equal((await it.ask()).token, old.token);
    it.ahead += 900;
    assert.deepEqual(await it.ask(), { outcome: "login_required", reason: "lost" });
    await it.logIn();
    assert.equal((await it.ask()).outcome, "token");
    assert.deepEqual(await it.counted(REUSED), [0]);
  });

  test("a worker that died after its claim is waited for, then found out about", async () => {
    const it = await fleet();
    it.ahead = LIFE + 1;
    // It dies before it sends.
    const dead = it.sessions({ send: () => new Promise(() => {}) });
    void dead.accessToken("weka", it.client);
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(session.sessionFacts({ record: it.store.load("weka") }).phase, "in_flight");
    const { outcome, generation } = await it.ask();
    assert.deepEqual([outcome, generation], ["token", 1]);
    assert.ok(it.waited > 200 && it.waited < 300, `${it.waited}`);
    assert.deepEqual(await it.counted(CONSUMED, REUSED), [1, 0]);
  });

  test("what certainly was not sent, or was too late, is sent later", async () => {
    const it = await fleet();
    it.ahead = LIFE + 1;
    let tries = 0;
    const refused = async (request) => {
      tries += 1;
      if (tries === 1) throw new session.NotSentError("connection refused");
      return send(request);
    };
    assert.equal((await it.sessions({ send: refused }).accessToken("weka", it.client)).generation, 1);
    assert.equal(tries, 2);
    // The store takes a minute: the claim is too old to send by.
    it.ahead += LIFE + 1;
    let slow = 60;
    const store = {
      load: (name) => it.store.load(name),
      swap: (name, swap) => {
        it.ahead += slow;
        slow = 0;
        return it.store.swap(name, swap);
      },
    };
    assert.equal((await it.sessions({ store }).accessToken("weka", it.client)).generation, 2);
    assert.deepEqual(await it.counted(CONSUMED, REUSED), [2, 0]);
  });

  test("a store that fails, stored or not, loses nothing", async () => {
    const it = await fleet();
    it.ahead = LIFE + 1;
    let calls = 0;
    const store = {
      load: (name) => it.store.load(name),
      swap: (name, swap) => {
        calls += 1;
        if (calls % 2 === 0) it.store.swap(name, swap);
        if (calls < 7) throw new Error("the connection was lost");
        return it.store.swap(name, swap);
      },
    };
    assert.equal((await it.sessions({ store }).accessToken("weka", it.client)).generation, 1);
    it.ahead += LIFE + 1;
    let failed = 0;
    const broken = {
      ...store,
      swap: () => {
        failed += 1;
        throw new Error("the disk is full");
      },
    };
    await assert.rejects(it.sessions({ store: broken }).accessToken("weka", it.client), /the disk is full/);
    assert.equal(failed, 10);
    assert.equal((await it.ask()).generation, 2);
    assert.deepEqual(await it.counted(CONSUMED, REUSED), [2, 0]);
  });

  test("what only people can mend", async () => {
    assert.deepEqual(await (await fleet({ logIn: false })).ask(), { outcome: "login_required", reason: "no_session" });
    const it = await fleet();
    it.ahead = LIFE + 1;
    await assert.rejects(it.ask({ ...it.client, clientSecret: "another-Secret" }), { name: "OperatorRequiredError", problem: "fix_credentials" });
    await assert.rejects(it.ask({ ...it.client, clientId: clients.native.id }), { code: "session_other_client" });
    it.ahead += 61;
    assert.equal((await it.ask()).outcome, "token");
    it.store.swap("weka", { record: "gws-session-2 x", expectedVersion: session.sessionFacts({ record: it.store.load("weka") }).version });
    await assert.rejects(it.ask(), { code: "session_malformed" });
    assert.deepEqual(await it.counted(REUSED), [0]);
  });

  test("a rejected token is renewed once; a log-out ends it for all", async () => {
    const it = await fleet();
    const now = Math.floor(it.now());
    const record = it.store.load("weka");
    const rejected = session.sessionReject({ client: it.client, record, generation: 0, now });
    assert.ok(it.store.swap("weka", rejected) && !inspect(rejected).includes(rejected.record));
    assert.equal((await it.ask()).generation, 1);
    assert.equal(session.sessionReject({ client: it.client, record: it.store.load("weka"), generation: 1, now }), undefined);
    const { swap, request } = session.sessionLogout({ client: it.client, record: it.store.load("weka"), now });
    assert.ok(it.store.swap("weka", swap) && !it.store.swap("weka", swap));
    assert.equal((await send(request)).status, 200);
    assert.deepEqual(await it.ask(), { outcome: "login_required", reason: "ended" });
    assert.throws(() => session.sessionLogout({ client: it.client, record: it.store.load("weka"), now }), { code: "session_ended" });
    assert.throws(() => session.sessionLogin({ client: it.client, now }), { code: "argument_missing", argument: "tokens" });
  });

  test("nothing of it stays in the module", async () => {
    const it = await fleet();
    it.ahead = LIFE + 1;
    const { token } = await it.ask();
    const [, record] = it.store.load("weka").split(token);
    assert.equal(instances.length, 1);
    const memory = Buffer.from(instances[0].exports.memory.buffer);
    for (const secret of [token, record, it.client.clientSecret, Buffer.from(it.client.clientSecret).toString("base64")]) {
      assert.ok(secret.length >= 12 && !memory.includes(secret.slice(0, 12)), secret);
    }
  });

  test("the README shows how", async () => {
    const read = (path) => readFile(new URL(path, import.meta.url), "utf8");
    assert.ok((await read("../README.md")).includes(await read("user/session-example.mjs")), "wasm/README.md differs from tests/user/session-example.mjs");
    const { callFor } = await from("session-example.mjs");
    const it = await fleet();
    const called = [];
    const call = async (authorization) => called.push(authorization) && { status: called.length === 1 ? 401 : 200 };
    assert.equal((await callFor("weka", it.client, it.options.store, call)).status, 200);
    assert.equal(new Set(called).size, 2);
  });
});

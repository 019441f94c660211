// The store in PostgreSQL, on a server of its own.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, beforeEach, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import pg from "pg";

import { gws, userFolder } from "./support/package.mjs";
import { startPostgres } from "./support/postgres.mjs";

const from = (file) => import(pathToFileURL(join(userFolder, file)).href);
const { MemoryStore, Sessions, initialize, sessionFacts, sessionLogin } = await from("session.mjs");
const { PostgresStore } = await from("postgres.mjs");

const NOW = 1_800_000_000;
const client = { environment: "test", clientId: "SmartCloud_Payroll", clientSecret: "hush" };
const body = '{"access_token":"a","token_type":"Bearer","refresh_token":"r","expires_in":28800}';

describe("sessions in PostgreSQL", () => {
  let server, pool, store;
  before(async () => {
    await gws.initialize();
    await initialize();
    server = await startPostgres();
    pool = new pg.Pool({ ...server.settings, max: 8 });
    // A connection that the server ends is no failure of these tests.
    pool.on("error", () => {});
    store = new PostgresStore(pool);
  });
  after(async () => {
    await pool?.end();
    await server?.stop();
  });
  beforeEach(async () => {
    await pool.query("DROP TABLE IF EXISTS gws_session");
    await store.createTable();
    await store.createTable();
  });

  /** The next login's record. */
  async function next() {
    const { granted: tokens } = gws.parseToken({ kind: "code", status: 200, body, sentAt: NOW });
    const before = await store.load("weka");
    return sessionLogin({ client, tokens, now: NOW, ...(before && { before }) });
  }

  test("a swap is stored if the version fits, and waits for the disk", async () => {
    assert.equal(await store.load("weka"), undefined);
    const first = await next();
    assert.equal(await store.swap("weka", { ...first, expectedVersion: 1, version: 2 }), false);
    assert.equal(await store.swap("weka", first), true);
    assert.equal(await store.swap("weka", first), false);
    const second = await next();
    assert.deepEqual([second.expectedVersion, second.version], [1, 2]);
    assert.equal(await store.swap("weka", second), true);
    assert.equal(await store.swap("weka", second), false);
    assert.equal(await store.load("weka"), second.record);
    assert.equal(await store.load("rata"), undefined);
    // The server does not wait by itself. That of one swap alone did, and left no setting behind.
    const asked = await pool.query("SHOW synchronous_commit");
    assert.deepEqual(asked.rows, [{ synchronous_commit: "off" }]);
    const one = new pg.Client(server.settings);
    await one.connect();
    await one.query("CREATE TABLE noted (value text)");
    await one.query("CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN INSERT INTO noted VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$");
    await one.query("CREATE CONSTRAINT TRIGGER note AFTER INSERT OR UPDATE ON gws_session DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note()");
    const third = await next();
    assert.ok(await store.swap("weka", third));
    assert.ok(await store.swap("rata", { ...third, expectedVersion: 0, version: 1 }));
    assert.deepEqual((await one.query("SELECT value FROM noted")).rows, [{ value: "on" }, { value: "on" }]);
    await one.end();
  });

  test("of many swaps from one version one is stored", async () => {
    for (let round = 0; round < 20; round += 1) {
      const swap = await next();
      const stored = await Promise.all(Array.from({ length: 8 }, () => store.swap("weka", swap)));
      assert.equal(stored.filter(Boolean).length, 1, `round ${round}`);
    }
  });

  test("after a connection broke the next call has another", async () => {
    assert.ok(await store.swap("weka", await next()));
    await pool.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'gws' AND pid <> pg_backend_pid()");
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(sessionFacts({ record: await store.load("weka") }).version, 1);
  });

  test("workers share it, and it holds what memory does", async () => {
    const memory = new MemoryStore();
    const { granted: tokens } = gws.parseToken({ kind: "code", status: 200, body, sentAt: NOW });
    const access = [];
    for (const each of [store, memory]) {
      const sessions = () => new Sessions({ store: each, send: () => assert.fail("a good token needs no request"), clock: () => NOW + 10 });
      await sessions().keep("weka", client, tokens);
      access.push(await Promise.all(Array.from({ length: 4 }, () => sessions().accessToken("weka", client))));
    }
    assert.deepEqual(access[0].map((one) => ({ ...one })), access[1].map((one) => ({ ...one })));
    assert.equal(await store.load("weka"), memory.load("weka"));
  });
});

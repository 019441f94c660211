/**
 * Sessions in PostgreSQL, over the host's own `pg`: for any number of machines.
 *
 * @module
 */

import { asTypeError } from "./own.js";
import type { SessionStore } from "./session.js";
import type { SessionSwap } from "./session-steps.js";

/** What came of a statement. */
export interface QueryResult {
  /** The rows that were read. */
  readonly rows: readonly unknown[];
  /** How many rows were written, or read. */
  readonly rowCount: number | null;
}

/** What a `Pool` and a `Client` of `pg` have. */
export interface Queryable {
  /** Runs one statement. */
  query(text: string, values?: unknown[]): Promise<QueryResult>;
}

const TABLE = "CREATE TABLE IF NOT EXISTS gws_session (name text PRIMARY KEY, version bigint NOT NULL, record text NOT NULL)";
const LOAD = "SELECT record FROM gws_session WHERE name = $1";
/** Each statement is a transaction of its own: it waits for the disk, whatever the server's setting. */
const DURABLE = "(SELECT set_config('synchronous_commit', 'on', true)) AS durable";
const FIRST = `INSERT INTO gws_session (name, version, record) SELECT $1, $2::bigint, $3 FROM ${DURABLE} ON CONFLICT DO NOTHING`;
const SWAP = `UPDATE gws_session SET version = $2::bigint, record = $3 FROM ${DURABLE} WHERE name = $1 AND version = $4::bigint`;

/**
 * Records as rows of the table `gws_session`. What protects the tokens is who may read the table.
 *
 * Give it the primary, never a replica: a failover to an asynchronous one breaks assumption A1 of `core/SESSION.md`.
 *
 * @example
 * ```js
 * const store = new PostgresStore(new pg.Pool({ connectionString }));
 * await store.createTable();
 * const sessions = new Sessions({ store, send });
 * ```
 */
export class PostgresStore implements SessionStore {
  readonly #database: Queryable;

  /** @param database A `Pool`, or a `Client` that nothing else has a transaction open on. */
  constructor(database: Queryable) {
    if (typeof database?.query !== "function") throw asTypeError("database", "must be a Pool or a Client of pg", false);
    this.#database = database;
  }

  /** Makes the table if it is not there. */
  async createTable(): Promise<void> {
    await this.#database.query(TABLE);
  }

  /** The record under this name. */
  async load(name: string): Promise<string | undefined> {
    const { rows } = await this.#database.query(LOAD, [name]);
    return (rows[0] as { record: string } | undefined)?.record;
  }

  /** Stores the record if the version under this name is the expected one, and tells whether it did. */
  async swap(name: string, { record, expectedVersion, version }: SessionSwap): Promise<boolean> {
    const values = [name, version, record];
    const { rowCount } =
      expectedVersion === 0 ? await this.#database.query(FIRST, values) : await this.#database.query(SWAP, [...values, expectedVersion]);
    return rowCount === 1;
  }
}

// Each entry of the package runs its vectors, in a process of its own: modules that are loaded serve all entries.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const RUN = fileURLToPath(new URL("support/run-entry.mjs", import.meta.url));

/** The entries, with fewer vectors than each has. */
const ENTRIES = { "entry-login": 200, page: 500, "entry-tokens": 350, "entry-m2m": 550, "entry-services": 60, checks: 10, keys: 180, inline: 1280 };

describe("each entry", () => {
  for (const [entry, least] of Object.entries(ENTRIES)) {
    test(entry, async () => {
      const run = await promisify(execFile)(process.execPath, [RUN, `${entry}.js`], { maxBuffer: 2 ** 26 });
      const { passed, failures } = JSON.parse(run.stdout);
      console.log(`vectors of ${entry}: ${passed} passed`);
      assert.deepEqual(failures, []);
      assert.ok(passed > least, `only ${passed}`);
    });
  }
});

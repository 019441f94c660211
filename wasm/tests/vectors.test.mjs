// The vectors that every language runs, through the installed package.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

import { calls } from "./support/calls.mjs";
import { gws, takeSessions } from "./support/package.mjs";
import { judge, reasonToLeaveOut, runAll, vectors } from "./support/vectors.mjs";

describe("vectors", () => {
  before(async () => {
    await takeSessions();
    await gws.initialize();
  });

  test("every one holds", async () => {
    const { passed, failures, left } = await runAll();
    const reasons = Object.entries(left).map(([reason, count]) => `${reason}: ${count}`);
    const count = Object.values(left).reduce((sum, number) => sum + number, 0);
    console.log(`vectors JavaScript: ${passed} passed, ${count} left out (${reasons.join(", ")})`);
    assert.deepEqual(failures, []);
  });

  test("a spoilt one fails", async () => {
    const spoilt = new Map(Object.keys(calls).map((op) => [op, 0]));
    for (const vector of vectors()) {
      if (reasonToLeaveOut(vector) !== undefined || spoilt.get(vector.op) >= 60) continue;
      for (const copy of spoil(vector)) {
        assert.notEqual(await judge(copy), undefined, `${vector.id} is spoilt, and passes: ${JSON.stringify(copy)}`);
        spoilt.set(vector.op, spoilt.get(vector.op) + 1);
      }
    }
    for (const [op, count] of spoilt) assert.ok(count >= 5, `${op}: only ${count} were spoilt`);
  });

  test("what a runner does not know fails", async () => {
    const [vector] = vectors().filter(({ op }) => op === "authorize");
    assert.match(await judge({ ...vector, op: "toString" }), /unknown/);
    assert.match(await judge({ ...vector, in: { ...vector.in, more: 1 } }), /unknown: more/);
    assert.match(await judge({ ...vector, more: 1 }), /unknown: more/);
    assert.match(await judge({ ...vector, error: { code: "x" } }), /exactly one/);
  });
});

/** Copies of a vector, each with one wrong expectation. */
function* spoil(vector) {
  const kind = ["out", "refused", "unreadable", "error"].find((name) => vector[name] !== undefined);
  for (const [name, value] of Object.entries(vector[kind])) {
    const { [name]: _, ...without } = vector[kind];
    // Where a host of its own refuses, and in what cannot be understood, there is no position to compare.
    const position = name === "at" && (kind === "error" || kind === "unreadable");
    if (position) continue;
    yield { ...vector, [kind]: without };
    if (typeof value === "string") yield { ...vector, [kind]: { ...vector[kind], [name]: `x${value}` } };
    else if (typeof value === "number" && kind !== "error") yield { ...vector, [kind]: { ...vector[kind], [name]: value + 1 } };
    else if (typeof value === "boolean") yield { ...vector, [kind]: { ...vector[kind], [name]: !value } };
  }
  yield { ...vector, [kind]: { ...vector[kind], more: "x" } };
}

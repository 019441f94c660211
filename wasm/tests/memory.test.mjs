// After every call, failed ones included, the modules' memory holds nothing of what went in or came out.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";

const instances = [];
/** What each module holds from the beginning: its own words. */
const own = [];
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const instance = await instantiate(...given);
  // Node has modules of its own.
  if ("room" in instance.exports) {
    instances.push(instance);
    own.push(Buffer.from(instance.exports.memory.buffer.slice(0)));
  }
  return instance;
};

const { explaining, take } = await import("./support/entry.mjs");
const { gws } = await import("./support/package.mjs");
const { judge, reasonToLeaveOut, vectors } = await import("./support/vectors.mjs");

let searched = 0;

/** Every text of at least twelve characters in a value, and every list of bytes. */
function* needles(value) {
  if (typeof value === "string" && value.length >= 12) yield Buffer.from(value);
  else if (value instanceof Uint8Array && value.length >= 12) yield Buffer.from(value);
  else if (typeof value === "object" && value !== null) for (const member of Object.values(value)) yield* needles(member);
}

/** A part of a needle that memory holds. Its beginning, middle and end: what is left of it may be cut. */
function left(given) {
  const memories = instances.map(({ exports }) => Buffer.from(exports.memory.buffer));
  for (const needle of needles(given)) {
    const parts = [0, Math.floor((needle.length - 12) / 2), needle.length - 12].map((at) => needle.subarray(at, at + 12));
    for (const part of parts) {
      searched += 1;
      const found = (memory, index) => memory.includes(part) && !own[index].includes(part);
      // A run of one byte, such as zeros, says nothing.
      if (new Set(part).size > 2 && memories.some(found)) return part.toString("latin1");
    }
  }
  return undefined;
}

/** The entry, with a search after each call. */
function watched() {
  const wrapped = {};
  for (const [name, member] of Object.entries(gws)) {
    wrapped[name] = member;
    if (typeof member !== "function" || /^(GwsAuthError|initialize|version|explain|words|inspectAccessToken|certificateFacts|check[A-Z].*)$/.test(name)) continue;
    wrapped[name] = (...given) => {
      let result;
      try {
        return (result = member(...given));
      } finally {
        const found = left([given, result]);
        if (found !== undefined) throw new Error(`${name} left ${found}`);
      }
    };
  }
  return wrapped;
}

describe("the memory", () => {
  before(async () => {
    await gws.initialize();
    take(watched(), explaining);
  });

  test("the search finds what is there", () => {
    const [{ exports }] = instances;
    const at = exports.room(32);
    const bytes = new Uint8Array(exports.memory.buffer, at, 32);
    Buffer.from("a secret that stays behind").copy(bytes);
    assert.equal(left({ inner: ["a secret that stays behind"] }), "a secret tha");
    bytes.fill(0);
    assert.equal(left("a secret that stays behind"), undefined);
  });

  test("holds nothing after a call", async () => {
    let calls = 0;
    for (const vector of vectors()) {
      if (reasonToLeaveOut(vector) !== undefined) continue;
      assert.equal(await judge(vector), undefined, vector.id);
      calls += 1;
    }
    assert.ok(calls > 1000 && searched > 10_000, `${calls} calls, ${searched} searches`);
  });
});

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

const PIECE = 4096;

/** What memory holds that it did not hold from the beginning. What grows is empty. */
function changed({ exports }, index) {
  const memory = Buffer.from(exports.memory.buffer);
  if (memory.length > own[index].length) own[index] = Buffer.concat([own[index]], memory.length);
  const pieces = [];
  for (let at = 0; at < memory.length; at += PIECE) {
    if (memory.compare(own[index], at, at + PIECE, at, at + PIECE) !== 0) pieces.push(memory.subarray(Math.max(0, at - 11), at + PIECE + 11));
  }
  return pieces;
}

/** A part of a needle that memory holds. Its beginning, middle and end: what is left of it may be cut. */
function left(given) {
  const pieces = instances.flatMap(changed);
  for (const needle of needles(given)) {
    const parts = [0, Math.floor((needle.length - 12) / 2), needle.length - 12].map((at) => needle.subarray(at, at + 12));
    for (const part of parts) {
      searched += 1;
      // A run of one byte, such as zeros, says nothing.
      if (new Set(part).size > 2 && pieces.some((piece) => piece.includes(part))) return part.toString("latin1");
    }
  }
  return undefined;
}

/** The entry, with a search after each call. */
function watched() {
  const wrapped = {};
  for (const [name, member] of Object.entries(gws)) {
    wrapped[name] = member;
    if (typeof member !== "function" || /^(GwsAuthError|initialize|version)$/.test(name)) continue;
    const search = (...values) => {
      const found = left(values);
      if (found !== undefined) throw new Error(`${name} left ${found}`);
    };
    wrapped[name] = (...given) => {
      let result;
      try {
        result = member(...given);
      } finally {
        search(given, result);
      }
      // What loads a module first is over later.
      const over = (value) => (search(given, value), value);
      return result instanceof Promise ? result.then(over, (failure) => Promise.reject(over(failure))) : result;
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

// The judge of the vectors: in Node and in a browser.

import { calls } from "./calls.mjs";
import { gws } from "./entry.mjs";
import { HostRefusal } from "./host-keys.mjs";

let offers;
let everyVector;

/** Gives the judge the vectors, and `offers.json`. */
export function supply(file, vectors) {
  offers = file;
  everyVector = vectors;
}

const camel = (call) => call.replace(/_(.)/g, (_, letter) => letter.toUpperCase());

/** The calls that the entry offers. */
function offered() {
  const named = Object.keys(offers.calls).filter((call) => offers.calls[call].includes("javascript"));
  return new Set(named.filter((call) => camel(call) in gws));
}

/** The calls that a vector is run through. */
function throughs({ op, in: given }) {
  return offers.ops[`${op} ${given.request}`] ?? offers.ops[op] ?? (Object.hasOwn(offers.calls, op) ? [op] : undefined);
}

/** Why this vector is left out, if it is. */
export function reasonToLeaveOut(vector) {
  if (vector.in.out_capacity !== undefined) return "no buffers of the caller's";
  // What is not known is for the judge to say.
  if (throughs(vector) === undefined) return undefined;
  return triedBy(vector).length > 0 ? undefined : "not offered in JavaScript";
}

/** Whether the entry offers all the calls that a vector is run through. */
function isOffered(vector) {
  const through = throughs(vector) ?? [];
  return through.length > 0 && through.every((call) => offered().has(call));
}

/** Whether the op of a vector is a call of its own beside those, and offered. */
const isCall = ({ op }) => calls[op]?.itself !== undefined && offered().has(op);

/** The calls of the entry that a vector tries. */
const triedBy = (vector) => [...(isOffered(vector) ? throughs(vector) : []), ...(isCall(vector) ? [vector.op] : [])];

const MEMBERS = new Set(["file", "id", "rules", "source", "op", "in", "out", "refused", "unreadable", "error"]);

/** What is wrong with the package by this vector, or `undefined`. */
export async function judge(vector) {
  const { op, in: given, out, refused, unreadable, error } = vector;
  const call = Object.hasOwn(calls, op) ? calls[op] : undefined;
  if (!call) return `the op ${op} is unknown`;
  const unknown = [
    ...Object.keys(vector).filter((name) => !MEMBERS.has(name)),
    ...Object.keys(given).filter((name) => !call.knows.includes(name)),
  ];
  if (unknown.length > 0) return `unknown: ${unknown}`;
  const wanted = present({ out, refused, unreadable, error });
  if (Object.keys(wanted).length !== 1) return "not exactly one expectation";
  const ways = [...(isOffered(vector) ? [call.run] : []), ...(isCall(vector) ? [call.itself] : [])];
  if (ways.length === 0) return "it is not offered";
  for (const way of ways) {
    const found = present(await answer(way, vector));
    if (!same(found, wanted)) return `${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}`;
  }
  return undefined;
}

async function answer(way, vector) {
  try {
    return await way(vector.in, vector);
  } catch (failure) {
    // The host's refusals have no position of ours.
    if (failure instanceof HostRefusal) return { error: { code: failure.code, at: vector.error?.at } };
    if (failure instanceof gws.GwsAuthError) return { error: { code: failure.code, at: failure.at } };
    throw failure;
  }
}

/** Whether two expectations, plain data, are the same. */
function same(one, other) {
  if (typeof one !== "object" || one === null || typeof other !== "object" || other === null) return Object.is(one, other);
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
}

/** The same without what is `undefined`. */
function present(value) {
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, present(member)]));
}

/** Runs them all. */
export async function runAll(all = everyVector) {
  const [failures, left] = [[], {}];
  let passed = 0;
  for (const vector of all) {
    const reason = reasonToLeaveOut(vector);
    if (reason !== undefined) {
      left[reason] = (left[reason] ?? 0) + 1;
      continue;
    }
    const failure = await judge(vector).catch((thrown) => String(thrown?.stack ?? thrown));
    if (failure === undefined) passed += 1;
    else failures.push(`${vector.file} ${vector.id}: ${failure}`);
  }
  // Every call that is offered was tried.
  const tried = new Set(all.filter((vector) => reasonToLeaveOut(vector) === undefined).flatMap(triedBy));
  for (const call of offered()) {
    if (!tried.has(call) && !offers.without_vectors.includes(call)) failures.push(`${call} is offered and no vector tries it`);
  }
  return { passed, failures, left };
}

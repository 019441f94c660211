import { NEXT_STEPS, REQUEST_KINDS, STEPS, WARNING_CODES, WHO_MUST_ACTS } from "./codes.js";
import type { NextStep } from "./codes.js";
import { say, texts } from "./error.js";

/** The members of an answer, by name. */
export type Members = Record<string, unknown>;

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads an answer that stands at `at` in the module's memory, by its list in `layout.ts`; `secrets` takes the names of its secrets. */
export function read(list: string, memory: ArrayBuffer, at: number, secrets: string[]): Members {
  const members: Members = {};
  const view = new DataView(memory);
  const word = (): number => view.getUint32((at += 4) - 4, true);
  const number = (): number => view.getFloat64((at += 8) - 8, true);
  const place = (): Uint8Array | undefined => {
    const start = word();
    const length = word();
    // What is absent is no number, whose lower half is 0.
    return start ? new Uint8Array(memory, start, length) : undefined;
  };
  const readers: Record<string, (name: string) => unknown> = {
    s: () => {
      const bytes = place();
      return bytes && decoder.decode(bytes);
    },
    S: (name) => {
      secrets.push(name);
      return readers["s"]?.(name);
    },
    b: () => place()?.slice(),
    B: (name) => {
      secrets.push(name);
      return readers["b"]?.(name);
    },
    n: () => {
      const value = number();
      return value === value ? value : undefined;
    },
    f: () => {
      const value = number();
      return value === value ? value === 1 : undefined;
    },
    k: () => REQUEST_KINDS[number()],
    o: () => WHO_MUST_ACTS[number()],
    w: () => {
      const bits = number();
      const codes = WARNING_CODES.filter((_, bit) => (bits >>> bit) & 1);
      return codes.map((code) => ({ code, message: texts?.warnings[code] ?? code }));
    },
    e: () => {
      const step = number();
      const nextStep = NEXT_STEPS[step] as NextStep;
      const [attempts, then] = STEPS[step] as readonly [number, number?];
      members["attempts"] = attempts;
      if (then !== undefined) members["afterwards"] = NEXT_STEPS[then];
      members["advice"] = texts?.steps[nextStep] ?? nextStep;
      return nextStep;
    },
    z: () => {
      const [code, message] = say(number(), number());
      members["message"] = message;
      return code;
    },
  };
  for (const token of list.split(" ")) {
    const name = token.slice(1);
    const value = readers[token[0] as string]?.(name);
    if (value !== undefined) members[name] = value;
  }
  return members;
}

/** A request to send, of what `REQUEST` of `layout.ts` lists. */
export function request({ kind, url, authorization, body, timeout }: Members): Members {
  const type = { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" };
  const headers = authorization === undefined ? type : conceal({ Authorization: authorization, ...type }, ["Authorization"]);
  const transport = { followRedirects: false, retry: false, freshConnection: true, timeout };
  return conceal({ kind, method: "POST", url, headers, body, transport }, ["body"]);
}

/** The swap in an answer. */
export function swapOf({ record, expectedVersion, version }: Members): Members {
  return conceal({ record, expectedVersion, version }, ["record"]);
}

/** Hides `secrets` from `console.log` in Node and from `JSON.stringify`. A copy, `{ ...members }`, shows them. */
export function conceal(members: Members, secrets: readonly string[]): Members {
  const hidden = secrets.filter((name) => name in members);
  if (hidden.length > 0) {
    const value = () => ({ ...members, ...Object.fromEntries(hidden.map((name) => [name, "[hidden]"])) });
    for (const asked of ["toJSON", Symbol.for("nodejs.util.inspect.custom")]) Object.defineProperty(members, asked, { value });
  }
  return members;
}

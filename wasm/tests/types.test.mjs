// The package in somebody's TypeScript, `strict` and with every declaration checked.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { userFolder } from "./support/package.mjs";

const TSC = fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url));

const tsc = (...args) => tscOf(TSC, ...args);

function tscOf(compiler, ...args) {
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, "--pretty", "false", ...args], { cwd: userFolder }, (error, stdout) => {
      resolve({ status: error?.code ?? 0, lines: stdout.split("\n").filter(Boolean) });
    });
  });
}

const STRICT = ["--module", "nodenext", "--target", "es2022", "--strict", "--exactOptionalPropertyTypes", "--noEmit"];

const FILES = [
  "about", "checks", "codes", "entry-login", "entry-m2m", "entry-services", "entry-tokens", "error", "explain", "fetch", "flow", "index", "inline", "keys", "load", "login", "m2m", "node", "page", "postgres",
  "records", "relay", "renewal", "services", "session", "session-steps", "tokens", "version", "webcrypto",
];

describe("types", () => {
  test("right use compiles", async () => {
    assert.deepEqual(await tsc("-p", "."), { status: 0, lines: [] });
  });

  test("TypeScript 5.4 understands it too", async () => {
    const old = fileURLToPath(new URL("../node_modules/typescript-5.4/bin/tsc", import.meta.url));
    const run = promisify(execFile)(process.execPath, [old, "--version"]);
    assert.match((await run).stdout, /Version 5\.4\./);
    const options = ["--lib", "es2022,dom", ...STRICT, "right.ts"];
    assert.deepEqual(await tscOf(old, ...options), { status: 0, lines: [] });
  });

  test("CommonJS requires it", async () => {
    const options = ["--lib", "es2022,dom", "--types", "", "--ignoreConfig", ...STRICT, "required.cts"];
    assert.deepEqual(await tsc(...options), { status: 0, lines: [] });
  });

  test("no other declarations are needed, neither the browser's nor Node's", async () => {
    const bare = ["--lib", "es2022", "--types", "", "--ignoreConfig", ...STRICT, "bare.ts"];
    assert.deepEqual(await tsc(...bare), { status: 0, lines: [] });
  });

  test("each wrong use is refused", async () => {
    const { lines } = await tsc("--ignoreConfig", ...STRICT, "wrong.ts");
    const found = new Set(lines.map((line) => Number(/^wrong\.ts\((\d+),/.exec(line)?.[1])));
    const text = (await readFile(join(userFolder, "wrong.ts"), "utf8")).split("\n");
    const statements = text.flatMap((line, index) => (/^(authorize|exchange|m2m|parse|\()/.test(line) ? [index + 1] : []));
    assert.equal(statements.length, 10);
    for (const line of statements) assert.ok(found.has(line), `line ${line} compiles: ${text[line - 1]}`);
  });

  test("every export is documented", async () => {
    let looked = 0;
    for (const file of FILES) {
      const text = await readFile(join(userFolder, `node_modules/gws-auth/${file}.d.ts`), "utf8");
      const lines = text.split("\n");
      lines.forEach((line, index) => {
        if (!/^(export | +readonly [a-zA-Z0-9]+\??:)/.test(line) || /^export (type )?[{*]/.test(line)) return;
        assert.match(lines[index - 1] ?? "", /\*\/$/, `${file}.d.ts: ${line}`);
        looked += 1;
      });
    }
    assert.ok(looked > 100, `${looked}`);
  });
});

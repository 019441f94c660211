// The recipes for bundlers, built and run; and what a bundle says that has lost its module.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, describe, test } from "node:test";
import { promisify } from "node:util";

import { nodeResolve } from "@rollup/plugin-node-resolve";
import * as esbuild from "esbuild";
import { rollup } from "rollup";

import { userFolder } from "./support/package.mjs";

const webpack = createRequire(import.meta.url)("webpack");
const package_ = join(userFolder, "node_modules/gws-auth");
const folder = join(userFolder, "bundles");
const LOST = /not beside this script: .*"gws-auth\/inline"/;

/** A program that asks for one request, and for what a refusal means. */
const program = (entry, given = "", more = "") => `
  import { initialize, noReply } from "${entry}";
  ${more}
  initialize(${given}).then(
    () => console.log(noReply({ kind: "refresh", sent: true }).nextStep),
    (error) => console.log(error.message),
  );
`;

async function run(file, ...flags) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [...flags, file], { cwd: folder });
  assert.equal(stderr, "");
  return stdout.trim();
}

async function source(name, text) {
  const file = join(userFolder, name);
  await writeFile(file, text);
  return file;
}

describe("bundlers", () => {
  before(async () => {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder);
  });

  const node = { bundle: true, platform: "node", target: "node20", logLevel: "error", logOverride: { "empty-import-meta": "silent" } };

  for (const [format, suffix] of [["esm", "mjs"], ["cjs", "cjs"]]) {
    test(`esbuild, ${format}: gws-auth/inline is whole`, async () => {
      const more = 'import { explain } from "gws-auth/inline";';
      const text = `${program("gws-auth/inline", "", more)}
        initialize().then(() => explain({ request: "code", error: "invalid_grant" })).then(({ documented }) => console.log(documented));`;
      const outfile = join(folder, `inline.${suffix}`);
      await esbuild.build({ ...node, entryPoints: [await source("inline-app.mjs", text)], format, outfile });
      assert.equal(await run(outfile), "wait_then_introspect\nfalse");
    });

    test(`esbuild, ${format}: a bundle that lost its module says so`, async () => {
      const outfile = join(folder, `lost.${suffix}`);
      await esbuild.build({ ...node, entryPoints: [await source("lost-app.mjs", program("gws-auth"))], format, outfile });
      assert.match(await run(outfile), LOST);
    });
  }

  test("esbuild: the module's bytes by the loader for binary files", async () => {
    const text = program("gws-auth", "bytes", 'import bytes from "gws-auth/gws_auth.wasm";');
    const outfile = join(folder, "binary.mjs");
    const entryPoints = [await source("binary-app.mjs", text)];
    await esbuild.build({ ...node, entryPoints, format: "esm", outfile, loader: { ".wasm": "binary" } });
    assert.equal(await run(outfile), "wait_then_introspect");
  });

  test("esbuild: the bytes of a module that loads by itself elsewhere", async () => {
    const text = `
      import bytes from "gws-auth/keys.wasm";
      import { initialize, m2mSign } from "gws-auth/keys";
      await initialize(bytes);
      console.log(await m2mSign({ key: "x", algorithm: "ES256", certificate: { thumbprint: "x" }, iss: "i", now: 1 }).catch(({ code }) => code));`;
    const outfile = join(folder, "keys.mjs");
    const entryPoints = [await source("keys-app.mjs", text)];
    await esbuild.build({ ...node, entryPoints, format: "esm", outfile, loader: { ".wasm": "binary" } });
    assert.equal(await run(outfile), "thumbprint_format");
  });

  test("rollup: the file beside the bundle, or lost", async () => {
    const input = await source("rollup-app.mjs", program("gws-auth"));
    const bundle = await rollup({ input, plugins: [nodeResolve({ exportConditions: ["node"] })], external: /^node:/ });
    await bundle.write({ file: join(folder, "rollup/app.mjs"), format: "es", inlineDynamicImports: true });
    assert.match(await run(join(folder, "rollup/app.mjs")), LOST);
    await copyFile(join(package_, "gws_auth.wasm"), join(folder, "rollup/gws_auth.wasm"));
    assert.equal(await run(join(folder, "rollup/app.mjs")), "wait_then_introspect");
  });

  test("webpack: the file is carried along", async () => {
    const entry = await source("webpack-app.mjs", program("gws-auth"));
    const output = { path: join(folder, "webpack"), filename: "app.cjs" };
    const built = promisify(webpack)({ entry, mode: "production", target: "node", output, context: userFolder });
    const stats = (await built).toJson({ all: false, errors: true, warnings: true });
    assert.deepEqual([stats.errors, stats.warnings], [[], []]);
    assert.equal(await run(join(folder, "webpack/app.cjs")), "wait_then_introspect");
  });

  test("a worker's host gives a compiled module, and no file", async () => {
    const text = `
      const compiled = await WebAssembly.compile(await (await import("node:fs/promises")).readFile(process.argv[2]));
      const { initialize, parseToken } = await import("gws-auth");
      await initialize(compiled);
      console.log(parseToken({ kind: "code", status: 500, body: "" }).outcome);`;
    const file = await source("worker-app.mjs", text);
    const conditions = ["--conditions=workerd", file, join(package_, "page.wasm")];
    const { stdout } = await promisify(execFile)(process.execPath, conditions, { cwd: userFolder });
    assert.equal(stdout.trim(), "unreadable");
  });

  test("CommonJS requires it", async () => {
    const text = 'const { initialize, noReply } = require("gws-auth");\ninitialize().then(() => console.log(noReply({ kind: "code", sent: true }).nextStep));';
    const file = await source("required.cjs", text);
    assert.equal(await run(file, "--no-warnings"), "restart_login");
    const manifest = JSON.parse(await readFile(join(package_, "package.json"), "utf8"));
    assert.equal(manifest.engines.node, ">=20.19");
  });
});

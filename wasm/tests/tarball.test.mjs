// What is in the tarball, and how large it is.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { userFolder } from "./support/package.mjs";

const folder = join(userFolder, "node_modules/gws-auth");
const files = readdirSync(folder).sort();
const read = (name) => readFileSync(join(folder, name));

describe("the tarball", () => {
  test("holds the package and nothing else", () => {
    const tarball = process.env.GWS_NPM_TARBALL;
    assert.ok(tarball, "GWS_NPM_TARBALL says where it is");
    const listed = execFileSync("tar", ["-tf", tarball], { encoding: "utf8" }).trim().split("\n").sort();
    assert.deepEqual(listed, files.map((name) => `package/${name}`));
    const code = ["codes", "error", "fetch", "flow", "given", "index", "load", "m2m", "module-node", "module-web", "records"];
    const expected = ["LICENSE-APACHE", "LICENSE-MIT", "README.md", "glue.js", "gws_auth.wasm", "package.json"];
    assert.deepEqual(files, [...expected, ...code.flatMap((name) => [`${name}.js`, `${name}.d.ts`])].sort());
    const manifest = JSON.parse(read("package.json"));
    for (const name of ["dependencies", "devDependencies", "scripts", "private"]) assert.ok(!(name in manifest), name);
  });

  test("the wasm module asks its host for nothing but a start, and holds no names and no paths", async () => {
    const module = await WebAssembly.compile(read("gws_auth.wasm"));
    assert.deepEqual(WebAssembly.Module.imports(module).map(({ name }) => name), ["__wbindgen_init_externref_table"]);
    for (const section of ["name", "producers", ".debug_info"]) {
      assert.equal(WebAssembly.Module.customSections(module, section).length, 0, section);
    }
    const text = read("gws_auth.wasm").toString("latin1");
    assert.doesNotMatch(text, /\/(home|root|Users|work|tmp)\//);
  });

  test("sizes", () => {
    const sizes = (bytes) => [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];
    const show = (what, [raw, gzip, brotli]) => console.log(`${what}: ${raw} raw, ${gzip} gzip -9, ${brotli} brotli`);
    const wasm = sizes(read("gws_auth.wasm"));
    const apart = ["fetch.js", "module-node.js"];
    const scripts = files.filter((name) => name.endsWith(".js") && !apart.includes(name));
    const script = sizes(Buffer.concat(scripts.map(read)));
    show("gws_auth.wasm", wasm);
    show("glue and facade, as shipped", script);
    show("together", wasm.map((size, index) => size + script[index]));
  });
});

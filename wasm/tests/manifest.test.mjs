// What checkers of packages say of ours: nothing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, test } from "node:test";

import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";

import { userFolder } from "./support/package.mjs";

describe("the manifest", () => {
  test("publint finds nothing", async () => {
    const { messages } = await publint({ pkgDir: join(userFolder, "node_modules/gws-auth"), pack: false, strict: true });
    assert.deepEqual(messages, []);
  });

  test("attw finds nothing for ES modules", async () => {
    const data = new Uint8Array(await readFile(process.env.GWS_NPM_TARBALL));
    const { problems } = await checkPackage(createPackageFromTarballData(data));
    // Resolution before Node 12 knows no entries; and what CommonJS gets is an ES module, which Node's own require takes.
    // A wasm file has no types.
    const known = ({ kind, entrypoint, resolutionKind }) =>
      resolutionKind === "node10" || kind === "CJSResolvesToESM" || entrypoint?.endsWith(".wasm");
    assert.deepEqual(problems.filter((problem) => !known(problem)), []);
  });
});

// How large an entry is for a visitor: its module and its scripts, bundled and minified.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { build } from "esbuild";

import { userFolder } from "./package.mjs";

const folder = join(userFolder, "node_modules/gws-auth");

const all = (bytes) => [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length];

/** Raw, gzip and brotli of the module and of the scripts. */
export async function sizes(entry, module, platform = "browser") {
  const entryPoints = [join(folder, `${entry}.js`)];
  const built = await build({ entryPoints, bundle: true, minify: true, format: "esm", platform, write: false, logLevel: "error" });
  const script = all(built.outputFiles[0].contents);
  const wasm = module ? all(readFileSync(join(folder, `${module}.wasm`))) : [0, 0, 0];
  return { wasm, script, sum: wasm.map((size, index) => size + script[index]) };
}

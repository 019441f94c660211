// How large an entry is for a visitor: its module and its scripts, bundled and minified.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";

import { build } from "esbuild";

import { userFolder } from "./package.mjs";

const folder = join(userFolder, "node_modules/gws-auth");

const all = (bytes) => [bytes.length, gzipSync(bytes, { level: 9 }).length, brotliCompressSync(bytes).length];

/** Raw, gzip and brotli of what these names of other packages come to. */
export async function sizesOfPeer(exports) {
  const contents = Object.entries(exports).map(([from, names]) => `export { ${names} } from "${from}";`).join("\n");
  const stdin = { contents, resolveDir: fileURLToPath(new URL(".", import.meta.url)) };
  const built = await build({ stdin, bundle: true, minify: true, format: "esm", platform: "browser", write: false });
  return all(built.outputFiles[0].contents);
}

/** Raw, gzip and brotli of the module and of the scripts. */
export async function sizes(entry, module, platform = "browser") {
  const entryPoints = [join(folder, `${entry}.js`)];
  const built = await build({ entryPoints, bundle: true, minify: true, format: "esm", platform, write: false, logLevel: "error" });
  const script = all(built.outputFiles[0].contents);
  const wasm = module ? all(readFileSync(join(folder, `${module}.wasm`))) : [0, 0, 0];
  return { wasm, script, sum: wasm.map((size, index) => size + script[index]) };
}

import { readFile } from "node:fs/promises";

/** The wasm file beside this one. */
export async function standardModule(): Promise<BufferSource> {
  return readFile(new URL("./gws_auth.wasm", import.meta.url));
}

import { readFile } from "node:fs/promises";

/** The bytes of a file of this package. */
export async function read(file: URL): Promise<Uint8Array> {
  return readFile(file);
}

/** The wasm file beside this one; bundlers know this form, and carry the file along. */
export async function standardModule(): Promise<Response> {
  return fetch(new URL("./gws_auth.wasm", import.meta.url));
}

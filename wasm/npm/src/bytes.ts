/** The bytes of `gws_auth.wasm` in base64. `cargo xtask npm-pack` puts them here. */
export const BYTES: string = "";

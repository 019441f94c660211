//! The wasm exports over `gws-auth-core` and the npm package `gws-auth`: not built yet.

//! The exports in a browser.

#![cfg(target_family = "wasm")]

#[path = "shared/answers.rs"]
mod answers;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

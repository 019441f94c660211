//! Overwriting what is secret.

use core::ffi::c_void;

use crate::pointer::overwrite;

/// Overwrites `length` bytes with zeros; the compiler does not leave it out. For what held secrets: the memory of a
/// `gws_output`, a pending text, entropy, tokens. NULL is nothing.
///
/// # Safety
/// `memory` is NULL, or `length` bytes can be written there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gws_wipe(memory: *mut c_void, length: usize) {
    // SAFETY: the caller keeps to `# Safety`.
    unsafe { overwrite(memory.cast(), length) }
}

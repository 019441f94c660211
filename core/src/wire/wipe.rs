//! Wiping memory, many bytes at a time: `Zeroize` goes byte by byte, which takes longer than reading a reply does.

/// Zeroes. No compiler leaves it out, though nobody reads these bytes again.
pub(crate) fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    zeroize::optimization_barrier(bytes);
}

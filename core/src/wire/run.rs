//! How far bytes go before the first one that matters, eight at a time.
//!
//! The marks are the high bits of a word's bytes. A borrow may set marks above the lowest one that is right, so only the
//! lowest counts.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many bytes stand before the first `"`, `\` or control character: what a JSON string holds as it is.
pub(crate) fn until_special(bytes: &[u8]) -> usize {
    // With this bit turned, quotes and control characters are all that lies below 0x21.
    until(bytes, 0x02, 0x21, b'\\')
}

/// How many bytes stand before the first `wanted`; all if there is none.
pub(crate) fn until_byte(bytes: &[u8], wanted: u8) -> usize {
    until(bytes, wanted, 1, wanted)
}

/// How many bytes stand before the first of two.
pub(crate) fn until_either(bytes: &[u8], first: u8, second: u8) -> usize {
    until(bytes, first, 1, second)
}

/// Up to eight bytes as a word, the first one lowest, zeros where none are left.
pub(crate) fn word_of(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |word, byte| (word << 8) | u64::from(*byte))
}

/// How many bytes stand before the first that is below `limit` once `turned` are turned in it, or that is `other`.
#[inline(never)]
fn until(bytes: &[u8], turned: u8, limit: u8, other: u8) -> usize {
    let [turned_word, limit_word, other_word] = [turned, limit, other].map(repeated);
    let marks = |word: u64| below(word ^ turned_word, limit_word) | below(word ^ other_word, ONES);
    let first = |word: u64| (word.trailing_zeros() / 8) as usize;
    let mut run = 0usize;
    // What matters is often near.
    if let Some(word) = bytes.first_chunk() {
        let marked = marks(u64::from_le_bytes(*word));
        if marked != 0 {
            return first(marked);
        }
    }
    // Many bytes at a time, without asking each, is what processors with vectors do in a few instructions.
    let stops = |byte: &u8| (*byte ^ turned < limit) || *byte == other;
    for block in bytes.as_chunks::<64>().0 {
        if block.iter().fold(0, |any, byte| any | u8::from(*byte ^ turned < limit) | u8::from(*byte == other))
            != 0
        {
            break;
        }
        run = run.wrapping_add(64);
    }
    let (words, rest) = bytes.get(run..).unwrap_or_default().as_chunks::<8>();
    for word in words {
        let marked = marks(u64::from_le_bytes(*word));
        if marked != 0 {
            return run.wrapping_add(first(marked));
        }
        run = run.wrapping_add(8);
    }
    // Texts shorter than a word are the most frequent of all.
    run.wrapping_add(rest.iter().position(stops).unwrap_or(rest.len()))
}

/// Marks the bytes below those of `limit`, which are at most 0x80.
const fn below(word: u64, limit: u64) -> u64 {
    word.wrapping_sub(limit) & !word & HIGH
}

const fn repeated(byte: u8) -> u64 {
    ONES.wrapping_mul(byte as u64)
}

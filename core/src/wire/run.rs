//! How far bytes go before the first one that matters, eight at a time.
//!
//! The marks are the high bits of a word's bytes. A borrow may set marks above the lowest one that is right, so only the
//! lowest counts.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// How many bytes stand before the first `"`, `\` or control character: what a JSON string holds as it is.
pub(crate) fn until_special(bytes: &[u8]) -> usize {
    // With this bit turned, quotes and control characters are all that lies below 0x21.
    let marks = |word| below(word ^ repeated(0x02), 0x21) | below(word ^ repeated(b'\\'), 1);
    until(bytes, marks, |byte| byte ^ 0x02 < 0x21 || byte == b'\\')
}

/// How many bytes stand before the first `wanted`; all if there is none.
pub(crate) fn until_byte(bytes: &[u8], wanted: u8) -> usize {
    until(bytes, |word| below(word ^ repeated(wanted), 1), |byte| byte == wanted)
}

/// How many bytes stand before the first of two.
pub(crate) fn until_either(bytes: &[u8], first: u8, second: u8) -> usize {
    let marks = |word| below(word ^ repeated(first), 1) | below(word ^ repeated(second), 1);
    until(bytes, marks, |byte| byte == first || byte == second)
}

/// Up to eight bytes as a word, the first one lowest, zeros where none are left.
pub(crate) fn word_of(bytes: &[u8]) -> u64 {
    bytes.iter().take(8).rev().fold(0, |word, byte| (word << 8) | u64::from(*byte))
}

/// `marks` for whole words, `stops` for what is left: texts shorter than a word are the most frequent of all.
#[inline(always)]
fn until(bytes: &[u8], marks: impl Fn(u64) -> u64, stops: impl Fn(u8) -> bool) -> usize {
    let mut run = 0usize;
    // Four words at a time, without asking each, is what processors with vectors do in a few instructions.
    for block in bytes.as_chunks::<32>().0 {
        let words = block.as_chunks::<8>().0.iter();
        if words.fold(0, |all, word| all | marks(u64::from_le_bytes(*word))) != 0 {
            break;
        }
        run = run.saturating_add(32);
    }
    let (words, rest) = bytes.get(run..).unwrap_or_default().as_chunks::<8>();
    for word in words {
        let marked = marks(u64::from_le_bytes(*word));
        if marked != 0 {
            return run.saturating_add(first_mark(marked));
        }
        run = run.saturating_add(8);
    }
    run.saturating_add(rest.iter().position(|byte| stops(*byte)).unwrap_or(rest.len()))
}

const fn first_mark(stops: u64) -> usize {
    (stops.trailing_zeros() / 8) as usize
}

/// Marks the bytes below `limit`, which is at most 0x80.
const fn below(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(repeated(limit)) & !word & HIGH
}

const fn repeated(byte: u8) -> u64 {
    ONES.wrapping_mul(byte as u64)
}

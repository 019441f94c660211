//! How far bytes go before the first one that matters, many at a time.
//!
//! The marks are the high bits of a word's bytes, each right for its own byte.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// Whether there are vectors for what is done without asking each byte; without them words are quicker.
pub(crate) const VECTORS: bool =
    cfg!(any(target_feature = "sse2", target_feature = "neon", target_feature = "simd128"));

/// What a JSON string holds as it is: the bytes before the first `"`, `\` or control character.
#[derive(Clone, Copy)]
pub(crate) struct TextRun {
    /// How many there are.
    pub(crate) length: usize,
    /// Whether each is one of 0x21 to 0x7E.
    pub(crate) graphic: bool,
}

/// How a JSON string begins.
pub(crate) fn text(bytes: &[u8]) -> TextRun {
    let mut run = TextRun { length: 0, graphic: true };
    if VECTORS && let Some((near, far)) = bytes.split_first_chunk::<16>() {
        // What ends is mostly short.
        if run.words(near) {
            return run;
        }
        let many = blocks_of::<64>(far, is_plainest);
        let far = far.get(many..).unwrap_or_default();
        let few = blocks_of::<16>(far, is_plainest);
        run.length = run.length.wrapping_add(many).wrapping_add(few);
        run.blocks(far.get(few..).unwrap_or_default());
    }
    let rest = bytes.get(run.length..).unwrap_or_default();
    if !run.words(rest) {
        let tail = rest.as_chunks::<8>().1;
        let length = tail.iter().position(|byte| ends_text(*byte)).unwrap_or(tail.len());
        run.graphic &= tail.iter().take(length).all(|byte| is_graphic(*byte));
        run.length = run.length.wrapping_add(length);
    }
    run
}

impl TextRun {
    /// Goes on over whole words; whether it has come to its end.
    #[inline]
    fn words(&mut self, bytes: &[u8]) -> bool {
        for word in bytes.as_chunks::<8>().0 {
            let word = u64::from_le_bytes(*word);
            // With this bit turned, quotes and control characters are all that lies below 0x21.
            let ends = (below(word ^ repeated(0x02), 0x21) | equal(word, b'\\')) & HIGH;
            let others = below(word, 0x21) | word | (word & !HIGH).wrapping_add(ONES);
            // The bytes before the first end; all if there is none.
            let before = ends.wrapping_sub(1) & !ends;
            self.graphic &= others & before & HIGH == 0;
            if ends != 0 {
                self.length = self.length.wrapping_add((ends.trailing_zeros() / 8) as usize);
                return true;
            }
            self.length = self.length.wrapping_add(8);
        }
        false
    }

    /// Goes on over whole blocks without an end: without asking each byte, processors do many at a time.
    #[inline]
    fn blocks(&mut self, bytes: &[u8]) {
        const END: u8 = 1;
        const OTHER: u8 = 2;
        for block in bytes.as_chunks::<128>().0 {
            let seen = block.iter().fold(0u8, |seen, byte| {
                let end = if ends_text(*byte) { END } else { 0 };
                let other = if is_graphic(*byte) { 0 } else { OTHER };
                seen | end | other
            });
            if seen & END != 0 {
                break;
            }
            self.graphic &= seen == 0;
            self.length = self.length.wrapping_add(128);
        }
    }
}

const fn ends_text(byte: u8) -> bool {
    (byte ^ 0x02 < 0x21) | (byte == b'\\')
}

/// Whether the byte is one of a token's, all of which lie close together: they are asked for first.
const fn is_plainest(byte: u8) -> bool {
    (byte.wrapping_sub(0x23) < 0x5C) & (byte != b'\\')
}

const fn is_graphic(byte: u8) -> bool {
    byte.wrapping_sub(0x21) < 0x5E
}

/// How many bytes stand before the first `wanted`; all if there is none.
pub(crate) fn until_byte(bytes: &[u8], wanted: u8) -> usize {
    until_either(bytes, wanted, wanted)
}

/// How many bytes stand before the first of two.
#[inline(never)]
pub(crate) fn until_either(bytes: &[u8], first: u8, second: u8) -> usize {
    let marks = |word: u64| (equal(word, first) | equal(word, second)) & HIGH;
    let end = |marked: u64| (marked.trailing_zeros() / 8) as usize;
    let stops = |byte: &u8| (*byte == first) | (*byte == second);
    let mut run = 0usize;
    if VECTORS {
        // What matters is often near.
        if let Some(word) = bytes.first_chunk() {
            let marked = marks(u64::from_le_bytes(*word));
            if marked != 0 {
                return end(marked);
            }
        }
        let plain = |block: &&[u8; 64]| block.iter().fold(0, |any, byte| any | u8::from(stops(byte))) == 0;
        run = bytes.as_chunks::<64>().0.iter().take_while(plain).count().wrapping_mul(64);
    }
    let (words, rest) = bytes.get(run..).unwrap_or_default().as_chunks::<8>();
    for word in words {
        let marked = marks(u64::from_le_bytes(*word));
        if marked != 0 {
            return run.wrapping_add(end(marked));
        }
        run = run.wrapping_add(8);
    }
    run.wrapping_add(rest.iter().position(stops).unwrap_or(rest.len()))
}

/// How many bytes at the beginning are whole blocks of nothing but bytes that fit; none without vectors.
#[inline]
pub(crate) fn blocks_of<const LENGTH: usize>(bytes: &[u8], fits: impl Fn(u8) -> bool) -> usize {
    if !VECTORS {
        return 0;
    }
    let whole = |block: &&[u8; LENGTH]| block.iter().fold(true, |all, byte| all & fits(*byte));
    bytes.as_chunks::<LENGTH>().0.iter().take_while(whole).count().wrapping_mul(LENGTH)
}

/// Up to eight bytes as a word, the first one lowest, zeros where none are left.
pub(crate) fn word_of(bytes: &[u8]) -> u64 {
    let quarter = |at: usize| bytes.get(at..)?.first_chunk().map(|four| u64::from(u32::from_le_bytes(*four)));
    let from = |at: usize, word: u64| word << (at & 7).wrapping_mul(8);
    match *bytes {
        [] => 0,
        [a] => u64::from(a),
        [a, b] => u64::from(a) | from(1, u64::from(b)),
        [a, b, c] => u64::from(a) | from(1, u64::from(b)) | from(2, u64::from(c)),
        // Two that overlap hold the same bytes at the same places.
        _ => {
            let last = bytes.len().min(8).wrapping_sub(4);
            quarter(0).unwrap_or_default() | from(last, quarter(last).unwrap_or_default())
        }
    }
}

/// Marks the bytes below `limit`, which is at most 0x80.
const fn below(word: u64, limit: u8) -> u64 {
    !((word | HIGH).wrapping_sub(repeated(limit)) | word)
}

/// Marks the bytes that are `byte`, which is ASCII.
const fn equal(word: u64, byte: u8) -> u64 {
    below(word ^ repeated(byte), 1)
}

const fn repeated(byte: u8) -> u64 {
    ONES.wrapping_mul(byte as u64)
}

//! Base64 with its usual alphabet, character by character: for what is public and comes in pieces, such as PEM.

/// What a character stands for.
pub(crate) enum Character {
    /// Six bits.
    Digit(u8),
    /// `=`
    Padding,
    /// White space, which does not count.
    Space,
    /// Nothing in base64.
    Other,
}

/// What `byte` stands for.
pub(crate) const fn character(byte: u8) -> Character {
    match byte {
        b'A'..=b'Z' => Character::Digit(byte.wrapping_sub(b'A')),
        b'a'..=b'z' => Character::Digit(byte.wrapping_sub(b'a').wrapping_add(26)),
        b'0'..=b'9' => Character::Digit(byte.wrapping_sub(b'0').wrapping_add(52)),
        b'+' => Character::Digit(62),
        b'/' => Character::Digit(63),
        b'=' => Character::Padding,
        b' ' | b'\t' | b'\r' | b'\n' => Character::Space,
        _ => Character::Other,
    }
}

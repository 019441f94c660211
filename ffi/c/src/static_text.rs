//! Core's words as C strings that live for ever: laid end to end at compile time, so that nothing is allocated.

use core::ffi::{CStr, c_char};

/// The bytes that `texts` take, each with its NUL.
#[allow(clippy::indexing_slicing)] // At compile time: out of bounds does not compile.
pub(crate) const fn size(texts: &[&str]) -> usize {
    let (mut index, mut size) = (0, 0);
    while index < texts.len() {
        size += texts[index].len() + 1;
        index += 1;
    }
    size
}

/// Some texts, each with its NUL, one after the other.
pub(crate) struct Texts<const SIZE: usize>([u8; SIZE]);

impl<const SIZE: usize> Texts<SIZE> {
    /// `SIZE` is [`size`] of the same texts.
    #[allow(clippy::indexing_slicing)] // At compile time: out of bounds does not compile.
    pub(crate) const fn new(texts: &[&str]) -> Self {
        let mut bytes = [0; SIZE];
        let (mut index, mut to) = (0, 0);
        while index < texts.len() {
            let text = texts[index].as_bytes();
            let mut from = 0;
            while from < text.len() {
                assert!(text[from] != 0, "a NUL inside of a text");
                bytes[to] = text[from];
                to += 1;
                from += 1;
            }
            to += 1;
            index += 1;
        }
        Self(bytes)
    }

    /// The text with this index; beyond the last one, the empty text.
    pub(crate) fn at(&'static self, index: usize) -> *const c_char {
        let text = self.0.split_inclusive(|byte| *byte == 0).nth(index);
        let text = text.and_then(|text| CStr::from_bytes_with_nul(text).ok());
        text.unwrap_or_default().as_ptr()
    }
}

/// A static [`Texts`] of a constant list of `&str`.
macro_rules! static_texts {
    ($name:ident, $list:expr) => {
        #[allow(clippy::indexing_slicing)] // At compile time: out of bounds does not compile.
        static $name: crate::static_text::Texts<{ crate::static_text::size(&$list) }> =
            crate::static_text::Texts::new(&$list);
    };
}
pub(crate) use static_texts;

#[cfg(test)]
mod tests {
    use super::*;

    static_texts!(SOME, ["one", "", "three"]);

    #[test]
    fn each_text_is_found() {
        // SAFETY: static, with a NUL.
        let found = |index| unsafe { CStr::from_ptr(SOME.at(index)) }.to_str();
        assert_eq!([0, 1, 2, 3].map(found), [Ok("one"), Ok(""), Ok("three"), Ok("")]);
    }
}

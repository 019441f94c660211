//! Codes: tokens that a caller hands in. A row is explained in `define`.

macro_rules! token {
    ($($before:tt)*) => { codes! { $($before)*
    "Tokens handed in" {
        TokenEmpty 150 "token_empty" Caller Nowhere
            "The token is empty." "Check where it was read from.";
        TokenCharacter 151 "token_character" Caller Offset
            "The token holds a space, control or non-ASCII character." "Check for a line break or the word Bearer read along with it.";
        TokenOpaque 152 "token_opaque" Input Nowhere
            "The access token is not a JWT." "Nothing is wrong with it: it can be used, but not looked into.";
    }
    } };
}

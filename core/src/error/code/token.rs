//! Codes: tokens that a caller hands in. A row is explained in `define`.

macro_rules! token {
    ($($before:tt)*) => { codes! { $($before)*
    "Tokens handed in" {
        TokenEmpty 150 "token_empty" Caller Nowhere
            "the token is empty" "check where it was read from";
        TokenCharacter 151 "token_character" Caller Offset
            "the token holds a space, control or non-ASCII character" "check for a line break or the word Bearer read along with it";
        TokenOpaque 152 "token_opaque" Input Nowhere
            "the access token is not a JWT" "nothing is wrong with it: it can be used, but not looked into";
    }
    } };
}

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
        TokenQuoted 153 "token_quoted" Caller Nowhere
            "The token has a quote at one of its ends." "Leave the quotes out: what stands between them is the token.";
        TokenJson 154 "token_json" Caller Nowhere
            "The token is a JSON text." "Take the value out of it: the text of refresh_token, or of access_token.";
        TokenUrl 155 "token_url" Caller Nowhere
            "The token is a URL." "Hand in the token alone, as the reply gave it.";
        TokenParameter 156 "token_parameter" Caller Nowhere
            "The token is a whole parameter of a form." "Leave out its name and the equals sign.";
        TokenPlaceholder 157 "token_placeholder" Caller Nowhere
            "The token is what stands where there is none: null, a variable's name, a blank to fill in." "Check what it was read from: the member or the variable is not there.";
        TokenEnding 158 "token_ending" Caller Nowhere
            "The token ends with a comma, a semicolon or an escaped line break." "Leave that out: it belongs to the file that the token was copied from.";
    }
    } };
}

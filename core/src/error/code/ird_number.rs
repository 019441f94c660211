//! Codes: IRD numbers. A row is explained in `define`.

macro_rules! ird_number {
    ($($before:tt)*) => { codes! { $($before)*
    "IRD numbers" {
        IrdNumberCharacter 500 "ird_number_character" Input Offset
            "The IRD number holds something other than digits, spaces and hyphens." "Ask for the number again. It has eight or nine digits.";
        IrdNumberShort 501 "ird_number_short" Input Nowhere
            "The IRD number has fewer than eight digits." "Ask for the number again. It has eight or nine digits.";
        IrdNumberLong 502 "ird_number_long" Input Nowhere
            "The IRD number has more than nine digits." "Ask for the number again. It has eight or nine digits.";
        IrdNumberRange 503 "ird_number_range" Input Nowhere
            "The IRD number is not between 10,000,000 and 150,000,000." "Ask for the number again. None outside of that range was given out.";
        IrdNumberCheckDigit 504 "ird_number_check_digit" Input Nowhere
            "The check digit of the IRD number is wrong." "Ask for the number again. A digit is mistyped, or two are swapped.";
    }
    } };
}

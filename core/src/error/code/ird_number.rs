//! Codes: IRD numbers. A row is explained in `define`.

macro_rules! ird_number {
    ($($before:tt)*) => { codes! { $($before)*
    "IRD numbers" {
        IrdNumberCharacter 500 "ird_number_character" Input Offset
            "the IRD number holds something other than digits, spaces and hyphens" "ask for the number again; it has eight or nine digits";
        IrdNumberShort 501 "ird_number_short" Input Nowhere
            "the IRD number has fewer than eight digits" "ask for the number again; it has eight or nine digits";
        IrdNumberLong 502 "ird_number_long" Input Nowhere
            "the IRD number has more than nine digits" "ask for the number again; it has eight or nine digits";
        IrdNumberRange 503 "ird_number_range" Input Nowhere
            "the IRD number is not between 10,000,000 and 150,000,000" "ask for the number again: none outside of that range was given out";
        IrdNumberCheckDigit 504 "ird_number_check_digit" Input Nowhere
            "the check digit of the IRD number is wrong" "ask for the number again: a digit is mistyped, or two are swapped";
    }
    } };
}

//! Codes: what fits nowhere else, and what happens only at the boundaries to other languages. A row is explained in `define`.

macro_rules! general {
    ($($before:tt)*) => { codes! { $($before)*
    "General" {
        BufferTooSmall 100 "buffer_too_small" Caller Needed
            "The output buffer is too small." "Pass a buffer of at least the bytes named.";
        TimeInvalid 101 "time_invalid" Caller Nowhere
            "The time given is not plausible as seconds since 1970." "Pass whole seconds, not milliseconds, and not a negative number.";
        ClockBehind 102 "clock_behind" Caller Nowhere
            "The clock stands before the time at which the record was made." "Set the clock of this machine; the record itself is whole.";
    }
    "At the boundaries to other languages" {
        ArgumentMissing 103 "argument_missing" Caller Nowhere
            "An argument is missing, or is not of the type that the function takes." "Pass every argument that is not marked as optional: in C no null pointer, elsewhere the type that the declarations name.";
        TextNotUtf8 104 "text_not_utf8" Caller Offset
            "A text is not UTF-8." "Convert it first: Windows' own code pages and UTF-16 are not UTF-8.";
        Panicked 105 "panicked" Library Nowhere
            "The library gws-auth met a fault of its own and stopped the call." "Nothing was sent and nothing was stored: report it with the function's name, without its arguments.";
        NotInitialized 106 "not_initialized" Caller Nowhere
            "The library is not loaded yet." "Await initialize() once before the first call.";
        ArgumentUnknown 107 "argument_unknown" Caller Nowhere
            "An argument has a name that this call does not know." "Check its spelling: what is not known would be left out in silence.";
        StructSize 108 "struct_size" Caller Needed
            "The size at the beginning of a structure is none that this library knows, or the structure asks for something that it does not know." "In C call GWS_INIT on every structure first, and compare GWS_VERSION with gws_version().";
    }
    } };
}

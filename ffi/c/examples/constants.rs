//! Prints what the header has besides cbindgen's own: the statuses and warnings, from core's tables. `cargo xtask` puts it
//! there.

use gws_auth_core::{ErrorKind, Warning, calls};

fn main() {
    println!(
        "/** The version of the library that this header belongs to: compare it with `gws_version()`. */"
    );
    println!("#define GWS_VERSION \"{}\"\n", calls::version());
    println!("/** The offset of a span that is absent: an empty text stands there. */");
    println!("#define GWS_ABSENT 0\n");
    println!("/**");
    println!(
        " * A capacity, in bytes, that suffices for every call as long as the texts and bytes that go into it are no longer than"
    );
    println!(
        " * 65,536 bytes together, which is the limit of a reply's body too, and lists no longer than 64. Most results take 4,096."
    );
    println!(" */");
    println!("#define GWS_ENOUGH 262144\n");
    println!(
        "/** A capacity, in bytes, that suffices for `gws_output_sentence` and `gws_status_sentence`. */"
    );
    println!("#define GWS_SENTENCE 512\n");
    let statuses = ErrorKind::ALL.iter().map(|kind| {
        let comment = format!("`{}`: {}", kind.code(), kind.message());
        (comment, format!("GWS_STATUS_{} = {}", kind.code().to_uppercase(), kind.number()))
    });
    let ok = ("All went well.".to_owned(), "GWS_STATUS_OK = 0".to_owned());
    list("What the functions return. Numbers never change their meaning.", [ok].into_iter().chain(statuses));
    println!();
    let warnings = Warning::ALL.iter().map(|warning| {
        let comment = format!("`{}`: {}", warning.code(), warning.message());
        (comment, format!("GWS_WARNING_{} = {}", warning.code().to_uppercase(), warning.bit()))
    });
    list("Bits of `warnings`: something to look at in a result that is good all the same.", warnings);
}

/// An enumeration: each constant with its comment before it. C90 allows no comma behind the last one.
fn list(about: &str, constants: impl Iterator<Item = (String, String)>) {
    println!("/** {about} */");
    println!("enum {{");
    let lines: Vec<_> = constants
        .map(|(comment, constant)| format!("  /** {} */\n  {constant}", comment.replace('…', "...")))
        .collect();
    println!("{}", lines.join(",\n"));
    println!("}};");
}

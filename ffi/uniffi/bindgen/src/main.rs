//! Writes the Kotlin, Python and Swift sides of the library; `cargo xtask` calls it.
//!
//! Arguments: the library, the file that says where its package is, the folder to write into.

use std::env;
use std::error::Error;

use uniffi::{GenerateOptions, TargetLanguage, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [library, config, folder] = arguments.as_slice() else {
        return Err("three arguments: the library, the configuration, the folder".into());
    };
    generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin, TargetLanguage::Python, TargetLanguage::Swift],
        source: library.into(),
        out_dir: folder.into(),
        config_override: Some(config.into()),
        // A formatter that only some machines have would make a difference.
        format: false,
        ..GenerateOptions::default()
    })?;
    Ok(())
}

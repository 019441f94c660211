//! Writes the Kotlin, Python and Swift sides of the library; `cargo xtask` calls it.
//!
//! Arguments: the library, the file that says where its package is, the folder to write into. Kotlin's public side
//! is ours, over what uniffi generates: data classes that Java can make. Python's is ours down to the C functions: uniffi's
//! own reads field by field and makes each record twice: four times the time for a reply.

mod docs;
mod kinds;
mod kotlin;
mod model;
mod python;
mod swift;

use std::env;
use std::error::Error;
use std::fs;
use std::path::Path;

use uniffi::{GenerateOptions, TargetLanguage, generate};
use uniffi_bindgen::{BindgenLoader, BindgenPaths, GlobalConfig};

use model::Model;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [library, config, folder] = arguments.as_slice() else {
        return Err("three arguments: the library, the configuration, the folder".into());
    };
    generate(GenerateOptions {
        languages: vec![TargetLanguage::Kotlin, TargetLanguage::Swift],
        source: library.into(),
        out_dir: folder.into(),
        config_override: Some(config.into()),
        // A formatter that only some machines have would make a difference.
        format: false,
        ..GenerateOptions::default()
    })?;
    let loader = BindgenLoader::new(BindgenPaths::default(), GlobalConfig::default());
    let metadata = loader.load_metadata(library.as_str().into())?;
    let items: Vec<_> = metadata.values().flat_map(|group| &group.items).collect();
    let model = Model::new(items.iter().copied())?;
    let folder = Path::new(folder);
    fs::write(folder.join("Records.kt"), kotlin::records(&model))?;
    fs::write(folder.join("GwsAuth.kt"), kotlin::calls(&model))?;
    fs::write(folder.join("_generated_records.py"), python::records(&model))?;
    fs::write(folder.join("_generated_calls.py"), python::calls(&model))?;
    fs::write(folder.join("_generated_library.py"), python::library(&items, &model)?)?;
    fs::write(folder.join("_generated_session.py"), python::session(&items, &model)?)?;
    let swift = folder.join("GwsAuth.swift");
    fs::write(&swift, swift::renamed(&fs::read_to_string(&swift)?, &model))?;
    Ok(())
}

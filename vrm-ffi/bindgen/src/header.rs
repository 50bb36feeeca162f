//! Writes the C header to standard output: `cargo run -p vrm-bindgen --features bindgen --bin vrm-header > bindings/c/include/vrm.h`.

use std::error::Error;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use vrm_core::error::Code;

fn main() -> Result<(), Box<dyn Error>> {
    let crate_folder = &Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut config = cbindgen::Config::from_file(crate_folder.join("cbindgen.toml"))?;
    config.after_includes = Some(statuses());
    let mut header = Vec::new();
    cbindgen::Builder::new().with_crate(crate_folder).with_config(config).generate()?.write(&mut header);
    std::io::stdout().write_all(&header)?;
    Ok(())
}

/// The table of codes, as statuses.
fn statuses() -> String {
    let mut text = String::from("\n/* How a call went; the table with every rule and remedy is errors.md. */\n");
    for code in Code::ALL {
        let name = code.name().replace('-', "_").to_uppercase();
        let _ = writeln!(text, "#define VRM_STATUS_{name} {}u", code.number());
    }
    text
}

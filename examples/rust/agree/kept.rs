//! What each side keeps.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use vrm_core::agreement::{Agreement, Role};
use vrm_core::dispute::Bundle;
use vrm_core::terms::Roster;

use super::Stop;
use super::side::Side;
use crate::shown::unwritable;

/// Writes the two signed texts and the bundle for a dispute; on demand the private keys too, for whoever wants to check
/// the letters with another library.
pub(super) fn keep(folder: &Path, agreement: &Agreement, side: &Side, danger_keys: bool) -> Result<(), Stop> {
    let write = |name: &str, text: &str| {
        let path = folder.join(name);
        fs::write(&path, text).map_err(|error| Stop::file(&path, unwritable(&error)))
    };
    fs::create_dir_all(folder).map_err(|error| Stop::file(folder, format!("no folder can be made: {error}")))?;
    for role in [Role::Person, Role::Vendor] {
        write(&format!("agreement.{}.jws", role.name()), agreement.half(role).signed().as_str())?;
    }
    let entry = agreement.document().terms().entry(Roster::builtin())?;
    let bundle = Bundle::of(agreement).with_texts(entry);
    let bundle = side.messages.iter().fold(bundle, |bundle, message| bundle.with_message(message));
    write("bundle.json", &bundle.to_json()?)?;
    if danger_keys {
        let (sign, seal) = (side.keys.sign().danger_secret_jwk(), side.keys.seal().danger_secret_jwk());
        let path = folder.join("keys.json");
        let keys = format!("{{\"keys\":[{},{}]}}\n", sign.danger_expose(), seal.danger_expose());
        written_for_me_alone(&path, &keys).map_err(|error| Stop::file(&path, unwritable(&error)))?;
    }
    Ok(())
}

/// Writes a file that nobody else on this machine reads.
fn written_for_me_alone(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

//! What the vendor declares.

use std::path::Path;

use vrm_core::terms::Declaration;

use super::Stop;
use crate::file::read_within;

/// The declaration that comes with the examples.
///
/// # Errors
/// None that a user meets: the file is part of the program.
pub fn builtin() -> Result<Declaration, Stop> {
    Ok(Declaration::parse(include_bytes!("../../data/declaration.json"))?)
}

/// A declaration of one's own.
///
/// # Errors
/// A line about the file.
pub fn read(path: &Path) -> Result<Declaration, Stop> {
    Declaration::parse(&read_within(path, Declaration::MAX_BYTES)?).map_err(|error| Stop::file(path, error))
}

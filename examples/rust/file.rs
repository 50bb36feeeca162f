//! Files of a bounded size.

use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use crate::shown::unreadable;
use crate::stop::Stop;

/// A file of at most `limit` bytes.
pub(crate) fn read_within(path: &Path, limit: usize) -> Result<Vec<u8>, Stop> {
    let mut bytes = Vec::new();
    let most = u64::try_from(limit).unwrap_or(u64::MAX);
    let file = File::open(path).and_then(|file| file.take(most.saturating_add(1)).read_to_end(&mut bytes));
    file.map_err(|error| Stop::file(path, unreadable(&error)))?;
    if bytes.len() > limit { Err(Stop::file(path, format!("has more than {limit} bytes"))) } else { Ok(bytes) }
}

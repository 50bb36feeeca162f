//! Records that a C program hands in as JSON. What is one text in them is read as everywhere else, and a text that is none is
//! refused with the error that Rust gives: serde has only words for errors, so the failure is kept beside them.

use super::{BorderError, Failure};
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;
use std::cell::RefCell;
use vrm_core::time::Instant;

thread_local! {
    /// Why a member of the record that is being read was refused.
    static REFUSED: RefCell<Option<Failure>> = const { RefCell::new(None) };
}

/// Reads a record.
///
/// # Errors
/// [`BorderError::Value`] where it has other members; what the type of a member says.
pub(crate) fn record<T: DeserializeOwned>(
    argument: &'static str,
    bytes: &[u8],
    expected: &'static str,
) -> Result<T, Failure> {
    REFUSED.take();
    serde_json::from_slice(bytes)
        .map_err(|_| REFUSED.take().unwrap_or_else(|| BorderError::Value { argument, expected }.into()))
}

/// A core document as the record that mirrors its JSON.
///
/// # Errors
/// [`BorderError::Internal`]: the two differ, which a test looks for.
pub(crate) fn mirrored<T: DeserializeOwned>(json: &str) -> Result<T, Failure> {
    serde_json::from_str(json).map_err(|_| BorderError::Internal.into())
}

/// The JSON of a record.
///
/// # Errors
/// [`BorderError::Internal`]: no record of ours is refused.
pub(crate) fn json_of<T: Serialize>(record: &T) -> Result<Vec<u8>, Failure> {
    serde_json::to_vec(record).map_err(|_| BorderError::Internal.into())
}

/// A member that is a time.
pub(crate) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<Instant, D::Error> {
    let seconds = i64::deserialize(from)?;
    noted(Instant::from_unix(seconds).map_err(Failure::from))
}

/// A member that is a time, or null, or left out.
pub(crate) fn optional_instant<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Instant>, D::Error> {
    let seconds = Option::<i64>::deserialize(from)?;
    noted(seconds.map(Instant::from_unix).transpose().map_err(Failure::from))
}

/// A member that follows from the others: it is there when a record that we gave comes back, and says nothing.
pub(crate) fn unread<'de, T: Default, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    IgnoredAny::deserialize(from)?;
    Ok(T::default())
}

/// A member that is a document: given to the core as it is.
pub(crate) fn document<'de, T: Document, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let raw = Box::<RawValue>::deserialize(from)?;
    noted(T::parse(raw.get().as_bytes()))
}

/// A member that is any JSON value, as its text.
pub(crate) fn raw<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    Ok(Box::<RawValue>::deserialize(from)?.get().to_owned())
}

/// The text of a JSON value as that value.
pub(crate) fn as_raw<S: Serializer>(json: &str, to: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(json).map_err(serde::ser::Error::custom)?;
    raw.serialize(to)
}

/// A record that mirrors a document of the core.
pub(crate) trait Document: Sized {
    /// The core reads the JSON.
    fn parse(json: &[u8]) -> Result<Self, Failure>;
}

/// Keeps a failure beside the error that serde makes of it.
pub(crate) fn noted<T, E: serde::de::Error>(outcome: Result<T, Failure>) -> Result<T, E> {
    outcome.map_err(|failure| {
        REFUSED.set(Some(failure));
        E::custom("refused")
    })
}

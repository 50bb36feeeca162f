//! What this library signs and hashes: JSON whose canonical text names one value only.

use super::read::{Breach, Rules, read};
use super::{JsonError, Number, Value};

/// How many arrays and objects may enclose one another.
pub const DEPTH: usize = 16;

/// How many members an object may have.
pub const MEMBERS: usize = 256;

/// How many bytes [`parse`] reads: the size of the largest message.
pub const LIMIT: usize = 64 * 1024;

/// The largest integer that every reader keeps exact, 2^53-1 (RFC 7493 section 2.2).
pub const LARGEST: u64 = (1 << 53) - 1;

/// Reads one JSON value of our own formats, of at most [`LIMIT`] bytes.
///
/// As [`foreign::parse`](super::foreign::parse), and stricter, since RFC 8785 alone maps 2^53 and 2^53+1 to one
/// text: numbers are I-JSON integers (RFC 7493 section 2.2), names are in normalisation form C (so that no two
/// in one object look alike), depth and members are bounded. Strings hold any Unicode scalar value.
///
/// # Errors
///
/// [`JsonError`]: as `foreign`, and `NotWhole`, `NameNotNfc`, `TooManyMembers`, `TooLong`.
///
/// ```
/// use vrm_core::json::ours;
/// assert!(ours::parse(b"{\"minor\":9007199254740991}").is_ok());
/// let error = ours::parse(b"{\"minor\":1.0}").unwrap_err();
/// assert_eq!(error.to_string(), "the number `/minor` must be an integer from -9007199254740991 \
///     to 9007199254740991, without fraction, exponent or minus zero");
/// ```
pub fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    parse_within(bytes, LIMIT)
}

/// As [`parse`], with the limit in bytes of the type that is read.
///
/// # Errors
///
/// As [`parse`].
///
/// ```
/// use vrm_core::json::{JsonError, ours};
/// assert_eq!(ours::parse_within(b"[1,2,3]", 6), Err(JsonError::TooLong { length: 7, limit: 6 }));
/// ```
pub fn parse_within(bytes: &[u8], limit: usize) -> Result<Value, JsonError> {
    if bytes.len() > limit {
        return Err(JsonError::TooLong { length: bytes.len(), limit });
    }
    read::<Ours>(bytes)
}

struct Ours;

impl Rules for Ours {
    const DEPTH: usize = DEPTH;
    const MEMBERS: usize = MEMBERS;

    fn number(number: Number) -> Result<(), Breach> {
        match number.as_i64() {
            Some(value) if value.unsigned_abs() <= LARGEST => Ok(()),
            _ => Err(Breach::NotWhole),
        }
    }

    fn name(name: &str) -> Result<(), Breach> {
        if unicode_normalization::is_nfc(name) { Ok(()) } else { Err(Breach::NotNfc) }
    }
}

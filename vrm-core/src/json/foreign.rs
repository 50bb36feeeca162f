//! Documents of others: any RFC 8259 text whose meaning is not in doubt.

use super::read::{Breach, Rules, read};
use super::{JsonError, Number, Value};

/// How many arrays and objects may enclose one another.
pub const DEPTH: usize = 64;

/// Reads one JSON value of somebody else's (RFC 8259).
///
/// Everything that two readers would understand differently is refused: repeated member names, lone surrogates,
/// a byte order mark, numbers past a double. Unknown members and any Unicode scalar value in strings are kept.
/// There is no limit on the length: the caller bounds it before the bytes are held at all.
///
/// # Errors
///
/// [`JsonError`]: `Syntax`, `NotUtf8`, `ByteOrderMark`, `TooDeep`, `DuplicateMember`, `NumberRange`.
///
/// ```
/// use vrm_core::json::{JsonError, foreign};
/// assert_eq!(foreign::parse(b"[1.5, \"\\u0000\"]")?.canonical(), "[1.5,\"\\u0000\"]");
/// let error = foreign::parse(b"{\"a\":[{\"b\":1,\"b\":2}]}").unwrap_err();
/// assert_eq!(error.to_string(), "the member `/a/0/b` occurs twice, expected once");
/// # Ok::<(), JsonError>(())
/// ```
pub fn parse(bytes: &[u8]) -> Result<Value, JsonError> {
    read::<Foreign>(bytes)
}

struct Foreign;

impl Rules for Foreign {
    const DEPTH: usize = DEPTH;
    const MEMBERS: usize = usize::MAX;

    fn number(_: Number) -> Result<(), Breach> {
        Ok(())
    }

    fn name(_: &str) -> Result<(), Breach> {
        Ok(())
    }
}

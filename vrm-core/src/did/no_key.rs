//! Why a text is no key of ours.

/// Why a text is no key of ours; where it stands, the caller knows.
#[derive(Debug)]
pub(super) enum NoKey {
    /// Not the bytes of a key; what would be right.
    Malformed(&'static str),
    /// A key of a type that version 1 does not use, under its name.
    Unsupported(String),
}

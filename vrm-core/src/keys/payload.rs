//! What can be signed.

use super::KeyError;
use super::gate::TYP_END;
use crate::json::JsonError;

/// The `typ` of a type of text. The consent receipt alone is called as others call it too.
pub(crate) fn typ(name: &str) -> String {
    match name {
        "consent-receipt" => format!("{name}{TYP_END}"),
        _ => format!("vrm-{name}{TYP_END}"),
    }
}

/// A type of text that can be signed. Each has a name of its own, which stands in the header of the signed text and in
/// its payload, so that a signature over one type never verifies as another.
///
/// The messages and the agreement's document implement it; nobody else can.
pub trait Payload: private::Payload {
    /// The name: `vrm-NAME+jwt` is the `typ` of the header, `vrm-NAME` the `ctx` of the payload, `vrm:NAME:v1` the tag of
    /// its hash.
    const NAME: &'static str;
}

pub(crate) mod private {
    use super::{JsonError, KeyError};

    /// How a payload is read and written.
    pub trait Payload: Sized {
        /// What may be wrong with it.
        type Error: From<KeyError> + From<JsonError>;

        /// The most bytes of it.
        const LIMIT: usize;

        /// Reads the payload of a text whose `typ` is right.
        fn read(payload: &crate::json::Value) -> Result<Self, Self::Error>;

        /// Writes it: RFC 8785.
        fn write(&self) -> String;
    }
}

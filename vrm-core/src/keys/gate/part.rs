//! The parts of a compact form: exactly so many, each in canonical base64url.

use crate::keys::{KeyError, base64url};

/// Splits into exactly `N` parts at the dots.
pub(in crate::keys) fn split<'a, const N: usize>(
    what: &'static str,
    bytes: &'a [u8],
    limit: usize,
) -> Result<[&'a str; N], KeyError> {
    if bytes.len() > limit {
        return Err(KeyError::TooLong { what, length: bytes.len(), limit });
    }
    // Whatever is no ASCII is in no alphabet of base64url either; the part is found below.
    let text = std::str::from_utf8(bytes).map_err(|_| KeyError::Base64 { part: what })?;
    // Counted before they are kept: a text of dots alone has as many parts as bytes.
    let found = text.split('.').count();
    if found != N {
        return Err(KeyError::Parts { what, found, expected: N });
    }
    let mut parts = text.split('.');
    Ok([(); N].map(|()| parts.next().unwrap_or_default()))
}

pub(in crate::keys) fn bytes(part: &'static str, text: &str) -> Result<Vec<u8>, KeyError> {
    base64url::read(text).ok_or(KeyError::Base64 { part })
}

/// A part that has exactly `N` bytes, or `expected` says what it should have.
pub(super) fn exactly<const N: usize>(
    part: &'static str,
    text: &str,
    expected: &'static str,
) -> Result<[u8; N], KeyError> {
    let bytes = bytes(part, text)?;
    bytes.try_into().map_err(|bytes: Vec<u8>| KeyError::PartLength { part, found: bytes.len(), expected })
}

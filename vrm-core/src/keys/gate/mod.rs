//! What every signed and sealed text passes before any library sees it.
//!
//! The libraries beneath take more than this format has: other algorithms, compressed texts, short tags, repeated
//! members, spare bits. Here one algorithm each is known, every member and every length is exact, and nothing is taken
//! from a message that should come from the key at hand.

mod jwe;
mod jws;
mod part;

pub(super) use jwe::Jwe;
pub(super) use jws::{Jws, TYP_END, payload};
pub(super) use part::{bytes, split};

use super::KeyError;
use crate::json::Node;

/// The algorithms and the content type of every sealed text.
pub(super) const ALG: &str = "ECDH-ES+A256KW";
pub(super) const CTY: &str = "JWT";
pub(super) const ENC: &str = "A256GCM";

/// The lengths in bytes that what is sealed may have.
pub(super) const SIZES: [usize; 4] = [1 << 10, 4 << 10, 16 << 10, 64 << 10];

/// The most bytes of a compact JWS.
pub(super) const JWS_LIMIT: usize = 64 * 1024;

/// The most bytes of a compact JWE.
pub(super) const JWE_LIMIT: usize = 96 * 1024;

/// The most bytes of a protected header; the longest that is written has 270.
const HEADER_LIMIT: usize = 1024;

/// A header member that has one value only.
fn only(member: &'static str, node: &Node<'_>, expected: &str) -> Result<(), KeyError> {
    match node.string().map_err(KeyError::Header)? {
        found if found == expected => Ok(()),
        found => Err(KeyError::HeaderValue { member, found: found.to_owned(), expected: expected.to_owned() }),
    }
}

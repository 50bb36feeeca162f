//! The method `key` (W3C CCG): base58btc of a type and the key's bytes.

use super::no_key::NoKey;
use super::{Did, DidError, PublicKey, multikey};

pub(super) fn decode(id: &str) -> Result<PublicKey, DidError> {
    multikey::decode(id).map_err(|no_key| match no_key {
        NoKey::Malformed(expected) => DidError::KeyMalformed { expected },
        NoKey::Unsupported(codec) => DidError::KeyUnsupported { codec },
    })
}

pub(super) fn encode(key: &PublicKey) -> Did {
    Did::made("key", &multikey::encode(key))
}

//! The method `key` (W3C CCG): base58btc of a type and the key's bytes.

use super::{Curve, Did, DidError, PublicKey, codec};

const ED25519: u64 = 0xed;
const X25519: u64 = 0xec;

/// The multibase prefix of base58btc.
const BASE58BTC: char = 'z';

pub(super) fn decode(id: &str) -> Result<PublicKey, DidError> {
    let malformed = |expected| DidError::KeyMalformed { expected };
    let digits = id.strip_prefix(BASE58BTC).ok_or_else(|| malformed("base58btc, which begins with `z`"))?;
    let bytes = bs58::decode(digits).into_vec().map_err(|_| malformed("base58btc"))?;
    let (code, key) = codec::read(&bytes).ok_or_else(|| malformed("the code of a key type and its bytes"))?;
    let curve = match code {
        ED25519 => Curve::Ed25519,
        X25519 => Curve::X25519,
        other => return Err(DidError::KeyUnsupported { codec: codec::name(other) }),
    };
    let bytes = key.try_into().map_err(|_| malformed("a key of 32 bytes"))?;
    Ok(PublicKey::new(curve, bytes))
}

pub(super) fn encode(key: &PublicKey) -> Did {
    let code = match key.curve() {
        Curve::Ed25519 => ED25519,
        Curve::X25519 => X25519,
    };
    let bytes: Vec<u8> = codec::write(code).chain(*key.bytes()).collect();
    Did::made("key", &format!("{BASE58BTC}{}", bs58::encode(bytes).into_string()))
}

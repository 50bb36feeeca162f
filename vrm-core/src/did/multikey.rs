//! Base58btc of a key type and the key's bytes: the identifier of a `did:key`, and a key in Multikey form.

use super::no_key::NoKey;
use super::{Curve, PublicKey, codec};

const ED25519: u64 = 0xed;
const X25519: u64 = 0xec;

/// The multibase prefix of base58btc.
const BASE58BTC: char = 'z';

/// Takes time quadratic in the length, which the caller bounds.
pub(super) fn decode(text: &str) -> Result<PublicKey, NoKey> {
    let digits = text.strip_prefix(BASE58BTC).ok_or(NoKey::Malformed("base58btc, which begins with `z`"))?;
    let bytes = bs58::decode(digits).into_vec().map_err(|_| NoKey::Malformed("base58btc"))?;
    let (code, key) = codec::read(&bytes).ok_or(NoKey::Malformed("the code of a key type and its bytes"))?;
    let curve = match code {
        ED25519 => Curve::Ed25519,
        X25519 => Curve::X25519,
        other => return Err(NoKey::Unsupported(codec::name(other))),
    };
    let bytes = key.try_into().map_err(|_| NoKey::Malformed("a key of 32 bytes"))?;
    Ok(PublicKey::new(curve, bytes))
}

pub(super) fn encode(key: &PublicKey) -> String {
    let code = match key.curve() {
        Curve::Ed25519 => ED25519,
        Curve::X25519 => X25519,
    };
    let bytes: Vec<u8> = codec::write(code).chain(*key.bytes()).collect();
    format!("{BASE58BTC}{}", bs58::encode(bytes).into_string())
}

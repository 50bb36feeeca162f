//! The method `jwk`: base64url of a JSON Web Key; and the members of such a key.

use super::no_key::NoKey;
use super::{Curve, Did, DidError, PublicKey};
use crate::json::{Fields, JsonError, Node, Object, Value, ours};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// The type of every key on these curves (RFC 8037 section 2).
const KTY: &str = "OKP";

/// A key, unless the members say another one; or members that are missing or of the wrong type.
type Read = Result<Result<PublicKey, NoKey>, JsonError>;

pub(super) fn decode(id: &str) -> Result<PublicKey, DidError> {
    let malformed = |expected| DidError::JwkMalformed { expected };
    let text = URL_SAFE_NO_PAD.decode(id).map_err(|_| malformed("canonical base64url without padding"))?;
    read_closed(&text).map_err(DidError::Jwk)?.map_err(|no_key| match no_key {
        NoKey::Malformed(expected) => malformed(expected),
        NoKey::Unsupported(codec) => DidError::KeyUnsupported { codec },
    })
}

fn read_closed(text: &[u8]) -> Read {
    let value = ours::parse(text)?;
    let mut fields = Node::root(&value).object()?;
    let key = read(&mut fields)?;
    if let Err(NoKey::Unsupported(_)) = key {
        return Ok(key);
    }
    // What the key is for is said by its curve; a private member (`d`) is refused by `close`.
    for name in ["alg", "kid", "use"] {
        fields.optional(name).map(|node| node.string()).transpose()?;
    }
    fields.optional("key_ops").map(|node| node.array()).transpose()?;
    fields.close()?;
    Ok(key)
}

/// The key that `kty`, `crv` and `x` say (RFC 8037 section 2).
pub(super) fn read(fields: &mut Fields<'_>) -> Read {
    let kty = fields.required("kty")?.string()?;
    if kty != KTY {
        let crv = fields.optional("crv").map(|crv| crv.string()).transpose()?;
        return Ok(Err(unsupported(kty, crv)));
    }
    let crv = fields.required("crv")?.string()?;
    let Some(curve) = Curve::ALL.iter().find(|curve| curve.name() == crv) else {
        return Ok(Err(unsupported(kty, Some(crv))));
    };
    let x = fields.required("x")?.string()?;
    let bytes = URL_SAFE_NO_PAD.decode(x).ok().and_then(|bytes| bytes.try_into().ok());
    let key = bytes.map(|bytes| PublicKey::new(*curve, bytes));
    Ok(key.ok_or(NoKey::Malformed("a key whose `x` is 32 bytes in base64url")))
}

fn unsupported(kty: &str, crv: Option<&str>) -> NoKey {
    NoKey::Unsupported(crv.map_or_else(|| kty.to_owned(), |crv| format!("{kty} {crv}")))
}

/// The members of a key and no others, in the order of RFC 8785.
pub(super) fn members(key: &PublicKey) -> Object {
    let x = URL_SAFE_NO_PAD.encode(key.bytes());
    Object::new().with("crv", key.curve().name()).with("kty", KTY).with("x", x)
}

pub(super) fn encode(key: &PublicKey) -> Did {
    Did::made("jwk", &URL_SAFE_NO_PAD.encode(Value::from(key.to_jwk()).canonical()))
}

//! The method `jwk`: base64url of a JSON Web Key.

use super::{Curve, Did, DidError, PublicKey};
use crate::json::{Node, Object, Value, ours};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

pub(super) fn decode(id: &str) -> Result<PublicKey, DidError> {
    let malformed = |expected| DidError::JwkMalformed { expected };
    let text = URL_SAFE_NO_PAD.decode(id).map_err(|_| malformed("canonical base64url without padding"))?;
    let value = ours::parse(&text)?;
    let mut fields = Node::root(&value).object()?;
    let kty = fields.required("kty")?.string()?;
    if kty != "OKP" {
        let crv = fields.optional("crv").map(|crv| crv.string()).transpose()?;
        return Err(unsupported(kty, crv));
    }
    let crv = fields.required("crv")?.string()?;
    let curve = Curve::ALL.iter().find(|curve| curve.name() == crv).ok_or_else(|| unsupported(kty, Some(crv)))?;
    let x = fields.required("x")?.string()?;
    // What the key is for is said by its curve; a private member (`d`) is refused by `close`.
    for name in ["alg", "kid", "use"] {
        fields.optional(name).map(|node| node.string()).transpose()?;
    }
    fields.optional("key_ops").map(|node| node.array()).transpose()?;
    fields.close()?;
    let bytes = URL_SAFE_NO_PAD.decode(x).ok().and_then(|bytes| bytes.try_into().ok());
    Ok(PublicKey::new(*curve, bytes.ok_or_else(|| malformed("a key whose `x` is 32 bytes in base64url"))?))
}

fn unsupported(kty: &str, crv: Option<&str>) -> DidError {
    DidError::KeyUnsupported { codec: crv.map_or_else(|| kty.to_owned(), |crv| format!("{kty} {crv}")) }
}

pub(super) fn encode(key: &PublicKey) -> Did {
    let x = URL_SAFE_NO_PAD.encode(key.bytes());
    let jwk = Value::from(Object::new().with("crv", key.curve().name()).with("kty", "OKP").with("x", x));
    Did::made("jwk", &URL_SAFE_NO_PAD.encode(jwk.canonical()))
}

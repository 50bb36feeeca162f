//! Signed texts of others: read and checked, never written, never taken for one of ours.

use super::{ALGORITHM, KeyError, PublicSigningKey, gate};
use crate::json::{Node, Object, Value, foreign};

/// A compact JWS of somebody else's format, such as a receipt from another system.
///
/// Its header may have members that we do not know, and nothing in it is followed. A signature is checked when it is
/// Ed25519, under that name or the older `EdDSA` (RFC 9864); under any other algorithm the text can be read, and
/// [`verify`](Self::verify) says why it is believed by nobody.
///
/// ```
/// use vrm_core::did::{Curve, PublicKey};
/// use vrm_core::keys::{ForeignJws, KeyError, PublicSigningKey};
/// // RFC 8037 appendix A.4
/// let jws = ForeignJws::parse(b"eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.\
///     hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg")?;
/// assert_eq!(jws.payload(), b"Example of Ed25519 signing");
/// let did = vrm_core::did::Did::parse("did:key:z6MktwupdmLXVVqTzCw4i46r4uGyosGXRnR3XjN4Zq7oMMsw")?;
/// jws.verify(&PublicSigningKey::new(did.public_key()?)?)?;
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, PartialEq)]
pub struct ForeignJws {
    header: Object,
    payload: Vec<u8>,
    signing_input: String,
    signature: Vec<u8>,
}

impl ForeignJws {
    /// The most bytes that are read.
    pub const MAX_BYTES: usize = gate::JWS_LIMIT;

    /// Reads a text without believing it.
    ///
    /// # Errors
    /// [`KeyError`]: `TooLong`, `Parts`, `Base64`, `Header`; `HeaderValue` for members that change how the rest is to
    /// be read (`crit`, `b64`, `zip`), and for a `typ` of ours.
    pub fn parse(bytes: &[u8]) -> Result<Self, KeyError> {
        let [header_part, payload_part, signature_part] = gate::split("JWS", bytes, gate::JWS_LIMIT)?;
        let header = foreign::parse(&gate::bytes("protected header", header_part)?).map_err(KeyError::Header)?;
        let root = Node::root(&header);
        root.object().and_then(|mut fields| fields.required("alg")).map_err(KeyError::Header)?;
        let header = root.as_object().map_err(KeyError::Header)?.clone();
        for member in ["crit", "b64", "zip"] {
            if header.get(member).is_some() {
                let (found, expected) = ("present".to_owned(), "absent".to_owned());
                return Err(KeyError::HeaderValue { member, found, expected });
            }
        }
        if let Some(Value::String(typ)) = header.get("typ")
            && typ.starts_with("vrm-")
        {
            let (found, expected) = (typ.clone(), "a type of another format".to_owned());
            return Err(KeyError::HeaderValue { member: "typ", found, expected });
        }
        Ok(Self {
            header,
            payload: gate::bytes("payload", payload_part)?,
            signing_input: format!("{header_part}.{payload_part}"),
            signature: gate::bytes("signature", signature_part)?,
        })
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> &Object {
        &self.header
    }

    /// The payload, which nobody vouches for before [`verify`](Self::verify) has.
    #[must_use]
    pub fn payload(&self) -> &[u8] {
        &self.payload
    }

    /// Whether it is signed with this key.
    ///
    /// # Errors
    /// [`KeyError::HeaderValue`] for an algorithm that is not checked in this version; [`KeyError::PartLength`],
    /// [`KeyError::Signature`].
    pub fn verify(&self, key: &PublicSigningKey) -> Result<(), KeyError> {
        let alg = match self.header.get("alg") {
            Some(Value::String(alg)) => alg.as_str(),
            _ => "no string",
        };
        if alg != ALGORITHM && alg != "EdDSA" {
            return Err(KeyError::HeaderValue { member: "alg", found: alg.to_owned(), expected: ALGORITHM.to_owned() });
        }
        let signature = <&[u8; 64]>::try_from(self.signature.as_slice());
        let part = "signature";
        let signature =
            signature.map_err(|_| KeyError::PartLength { part, found: self.signature.len(), expected: "64" })?;
        if key.verifies(self.signing_input.as_bytes(), signature) { Ok(()) } else { Err(KeyError::Signature) }
    }
}

impl std::fmt::Debug for ForeignJws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ForeignJws({} bytes of payload)", self.payload.len())
    }
}

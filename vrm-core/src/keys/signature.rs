//! Signing and verifying: josekit's compact JWS around our own Ed25519.

use super::{ALGORITHM, KeyError, PublicSigningKey, SigningKeyPair, Thumbprint};
use ed25519_dalek::Signer as _;
use josekit::JoseError;
use josekit::jws::{JwsAlgorithm, JwsContext, JwsHeader, JwsSigner, JwsVerifier};
use std::fmt;
use std::sync::Arc;

/// The compact JWS of a payload. The header's members are in the order of RFC 8785.
pub(super) fn sign(pair: &SigningKeyPair, typ: &str, payload: &str) -> Result<String, KeyError> {
    let mut header = JwsHeader::new();
    header.set_algorithm(ALGORITHM);
    header.set_key_id(pair.public().thumbprint().to_string());
    header.set_token_type(typ);
    let signer = Signer(Arc::clone(pair.secret()));
    JwsContext::new().serialize_compact(payload.as_bytes(), &header, &signer).map_err(|_| KeyError::Internal)
}

/// The payload of a text that passed the gate and names the key `found`, if it is signed with this key.
pub(super) fn verify(gated: &str, found: Thumbprint, key: &PublicSigningKey) -> Result<Vec<u8>, KeyError> {
    let expected = key.thumbprint();
    if found != expected {
        return Err(KeyError::WrongKey { found, expected });
    }
    // The library's errors may quote the text: only that it failed is told.
    let read = JwsContext::new().deserialize_compact(gated, &Verifier(*key)).map_err(|_| KeyError::Signature)?;
    Ok(read.0)
}

#[derive(Clone, Debug)]
struct Ed25519;

#[derive(Clone)]
struct Signer(Arc<ed25519_dalek::SigningKey>);

#[derive(Clone, Debug)]
struct Verifier(PublicSigningKey);

impl JwsAlgorithm for Ed25519 {
    fn name(&self) -> &str {
        ALGORITHM
    }

    fn box_clone(&self) -> Box<dyn JwsAlgorithm> {
        Box::new(self.clone())
    }
}

impl JwsSigner for Signer {
    fn algorithm(&self) -> &dyn JwsAlgorithm {
        &Ed25519
    }

    fn key_id(&self) -> Option<&str> {
        None // the header has it
    }

    fn signature_len(&self) -> usize {
        ed25519_dalek::SIGNATURE_LENGTH
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, JoseError> {
        Ok(self.0.sign(message).to_vec())
    }

    fn box_clone(&self) -> Box<dyn JwsSigner> {
        Box::new(self.clone())
    }
}

impl JwsVerifier for Verifier {
    fn algorithm(&self) -> &dyn JwsAlgorithm {
        &Ed25519
    }

    fn key_id(&self) -> Option<&str> {
        None // compared before
    }

    fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), JoseError> {
        let signature = <&[u8; 64]>::try_from(signature);
        if signature.is_ok_and(|signature| self.0.verifies(message, signature)) {
            Ok(())
        } else {
            Err(JoseError::InvalidSignature(KeyError::Signature.into()))
        }
    }

    fn box_clone(&self) -> Box<dyn JwsVerifier> {
        Box::new(self.clone())
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Signer(..)")
    }
}

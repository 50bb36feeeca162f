//! Sealing and opening: josekit's compact JWE, on texts that passed the gate.

use crate::keys::gate::{ALG, CTY, ENC, SIZES};
use crate::keys::{KeyError, PublicSealingKey, SealingKeyPair};
use josekit::jwe::{ECDH_ES_A256KW, JweContext, JweHeader};
use zeroize::Zeroizing;

/// A key on X25519 as SubjectPublicKeyInfo and as PKCS #8, but for the key itself (RFC 8410 sections 4 and 7).
const PUBLIC: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x03, 0x21, 0x00];
const PRIVATE: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x6e, 0x04, 0x22, 0x04, 0x20];

pub(super) fn seal(jws: &str, reader: &PublicSealingKey) -> Result<String, KeyError> {
    let fits = SIZES.into_iter().find(|size| jws.len() <= *size);
    let [.., limit] = SIZES;
    let size = fits.ok_or(KeyError::TooLong { what: "JWS", length: jws.len(), limit })?;
    let mut padded = Zeroizing::new(String::with_capacity(size));
    padded.push_str(jws);
    padded.extend(std::iter::repeat_n(' ', size - jws.len()));
    let mut header = JweHeader::new();
    header.set_algorithm(ALG);
    header.set_content_type(CTY);
    header.set_content_encryption(ENC);
    header.set_key_id(reader.thumbprint().to_string());
    let der = [PUBLIC.as_slice(), reader.key().bytes()].concat();
    let sealed = ECDH_ES_A256KW
        .encrypter_from_der(der)
        .and_then(|encrypter| JweContext::new().serialize_compact(padded.as_bytes(), &header, &encrypter));
    sealed.map_err(|_| KeyError::Internal)
}

pub(super) fn open(jwe: &str, pair: &SealingKeyPair) -> Result<Zeroizing<String>, KeyError> {
    let mut der = Zeroizing::new(Vec::with_capacity(PRIVATE.len() + pair.secret().len()));
    der.extend_from_slice(&PRIVATE);
    der.extend_from_slice(pair.secret());
    let decrypter = ECDH_ES_A256KW.decrypter_from_der(der.as_slice()).map_err(|_| KeyError::Internal)?;
    // Which of its checks failed is nobody's business: the errors are one.
    let (inside, _) = JweContext::new().deserialize_compact(jwe, &decrypter).map_err(|_| KeyError::Sealed)?;
    match String::from_utf8(inside) {
        Ok(text) => Ok(Zeroizing::new(text)),
        Err(error) => {
            drop(Zeroizing::new(error.into_bytes()));
            Err(KeyError::Sealed)
        }
    }
}

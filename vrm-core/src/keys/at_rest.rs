//! Keys under which things are kept: AES-256-GCM (NIST SP 800-38D) and HMAC-SHA256 (RFC 2104).

use super::{KeyError, Randomness, random};
use openssl::error::ErrorStack;
use openssl::symm::{Cipher, Crypter, Mode};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

/// Bytes of the tag at the end of what is sealed.
const TAG: usize = 16;

/// What OpenSSL takes in one piece.
const LONGEST: usize = i32::MAX as usize;

/// A random key that seals what is kept, and names it. Wiped when it is dropped; it has no `Debug`.
pub(crate) struct DataKey(Zeroizing<[u8; 32]>);

#[allow(dead_code, reason = "the rooms above keep things under it")]
impl DataKey {
    /// A new key.
    pub(crate) fn generate(random: &mut dyn Randomness) -> Result<Self, KeyError> {
        random::secret(random).map(Self)
    }

    /// The key of these bytes, as a keeper or another key gave them back.
    pub(crate) fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Zeroizing::new(*bytes))
    }

    /// The secret bytes, to be wrapped.
    pub(crate) fn expose(&self) -> &[u8; 32] {
        &self.0
    }

    /// The text encrypted, then 16 bytes of tag over it and over `aad`. A nonce is used once under one key.
    pub(crate) fn seal(&self, nonce: &[u8; 12], aad: &[u8], text: &[u8]) -> Result<Vec<u8>, KeyError> {
        for (what, length) in [("text to keep", text.len()), ("context of a text to keep", aad.len())] {
            if length > LONGEST {
                return Err(KeyError::TooLong { what, length, limit: LONGEST });
            }
        }
        self.encrypt(nonce, aad, text).map_err(|_| KeyError::Internal)
    }

    /// The text, if `sealed` was made by [`seal`](Self::seal) with this key, nonce and `aad`. What is not is one error:
    /// which of them differs cannot be told.
    pub(crate) fn open(&self, nonce: &[u8; 12], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        let (hidden, tag) = sealed.split_last_chunk::<TAG>().ok_or(KeyError::AtRest)?;
        if hidden.len() > LONGEST || aad.len() > LONGEST {
            return Err(KeyError::AtRest);
        }
        self.decrypt(nonce, aad, hidden, tag).map_err(|_| KeyError::AtRest)
    }

    /// HMAC-SHA256 over the parts, each after its length in eight bytes, so that no two lists of parts are the same
    /// text. Its key is HMAC-SHA256 of `"vrm:LABEL:v1\0"` under this one: a name made for one purpose says nothing about
    /// a name made for another.
    pub(crate) fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        let mut derived = Hmac::under(&self.0);
        for part in [b"vrm:", label.as_bytes(), b":v1\0"] {
            derived.update(part);
        }
        let mut mac = Hmac::under(&Zeroizing::new(derived.finish()));
        for part in parts {
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part);
        }
        mac.finish()
    }

    fn encrypt(&self, nonce: &[u8; 12], aad: &[u8], text: &[u8]) -> Result<Vec<u8>, ErrorStack> {
        let mut crypter = self.crypter(Mode::Encrypt, nonce, aad)?;
        let mut sealed = Vec::with_capacity(text.len() + TAG);
        sealed.resize(text.len(), 0);
        crypter.update(text, &mut sealed)?;
        crypter.finalize(&mut [])?;
        let mut tag = [0; TAG];
        crypter.get_tag(&mut tag)?;
        sealed.extend_from_slice(&tag);
        Ok(sealed)
    }

    fn decrypt(
        &self,
        nonce: &[u8; 12],
        aad: &[u8],
        hidden: &[u8],
        tag: &[u8; TAG],
    ) -> Result<Zeroizing<Vec<u8>>, ErrorStack> {
        let mut crypter = self.crypter(Mode::Decrypt, nonce, aad)?;
        // What is decrypted stands here before the tag is checked: it is wiped when the tag is wrong.
        let mut text = Zeroizing::new(vec![0; hidden.len()]);
        crypter.update(hidden, &mut text)?;
        crypter.set_tag(tag)?;
        crypter.finalize(&mut [])?;
        Ok(text)
    }

    fn crypter(&self, mode: Mode, nonce: &[u8; 12], aad: &[u8]) -> Result<Crypter, ErrorStack> {
        let mut crypter = Crypter::new(Cipher::aes_256_gcm(), mode, self.0.as_ref(), Some(nonce))?;
        crypter.aad_update(aad)?;
        Ok(crypter)
    }
}

/// HMAC-SHA256 under a key of 32 bytes. By hand, because OpenSSL's can fail, and a name cannot. The hashes are wiped when
/// they are dropped.
struct Hmac {
    inner: Sha256,
    outer: Sha256,
}

impl Hmac {
    fn under(key: &[u8; 32]) -> Self {
        let padded = |pad: u8| {
            let mut block = Zeroizing::new([pad; 64]);
            block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
            Sha256::new_with_prefix(block.as_ref())
        };
        Self { inner: padded(0x36), outer: padded(0x5c) }
    }

    fn update(&mut self, bytes: &[u8]) {
        self.inner.update(bytes);
    }

    fn finish(self) -> [u8; 32] {
        self.outer.chain_update(self.inner.finalize()).finalize().into()
    }
}

#[cfg(test)]
mod tests;

//! The host's key store.

use super::at_rest::DataKey;
use crate::error::{Code, Fault, quote};
use std::fmt::{self, Debug};

/// Bytes of a nonce of AES-GCM.
const NONCE: usize = 12;

/// What is sealed here is a wrapped key and nothing else.
const AAD: &[u8] = b"vrm:wrap:v1\0";

/// The host's key store: Android Keystore, iOS Keychain, a key server. It wraps the one random key under which all others
/// are kept, so that a copy of the store's file opens nothing.
///
/// What `wrap` gives back is kept in the store; it may be bytes of any kind, a reference to an entry of the key store
/// included, so long as `unwrap` gives the same 32 bytes for it later. Both may take their time (ask for a fingerprint,
/// call a server), but they must not call back into the handle that calls them.
///
/// A host that holds a secret of 32 bytes itself needs no implementation: [`SecretKeeper`] is one.
///
/// ```
/// use vrm_core::keys::{KeeperError, KeyKeeper};
///
/// /// Stands for a phone's key store.
/// #[derive(Debug)]
/// struct Phone { unlocked: bool }
///
/// impl KeyKeeper for Phone {
///     fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
///         // The hardware's answer; here it is turned round.
///         Ok(key.iter().rev().copied().collect())
///     }
///
///     fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
///         if self.unlocked { Ok(wrapped.iter().rev().copied().collect()) } else { Err(KeeperError::Locked) }
///     }
/// }
///
/// let wrapped = Phone { unlocked: true }.wrap(&[7; 32])?;
/// assert_eq!(Phone { unlocked: true }.unwrap(&wrapped)?, [7; 32]);
/// assert_eq!(Phone { unlocked: false }.unwrap(&wrapped), Err(KeeperError::Locked));
/// # Ok::<(), KeeperError>(())
/// ```
pub trait KeyKeeper: Send + Sync + Debug {
    /// The key in a form that may lie beside what it opens.
    ///
    /// # Errors
    /// [`KeeperError`].
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError>;

    /// The 32 bytes that were wrapped.
    ///
    /// # Errors
    /// [`KeeperError::Locked`] when they cannot be had now, or never with this key; otherwise [`KeeperError::Failed`].
    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError>;
}

/// The host's key store gave no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeeperError {
    /// It is locked, or its key is missing, or another than the one that wrapped.
    #[error("the key store is locked, or its key is missing or another, expected the one that wrapped")]
    Locked,
    /// It failed.
    #[error("the key store failed: {}", quote(reason))]
    Failed {
        /// Why, in the host's words; no secret belongs here.
        reason: String,
    },
}

impl Fault for KeeperError {
    fn code(&self) -> Code {
        match self {
            Self::Locked => Code::KeeperLocked,
            Self::Failed { .. } => Code::KeeperFailed,
        }
    }
}

/// A key keeper over 32 secret bytes that the host holds itself: out of a file only it can read, an environment it
/// trusts, or a derivation from a passphrase. Wiped when it is dropped and never printed.
///
/// It wraps by AES-256-GCM under those bytes: 12 bytes of nonce, the key encrypted, 16 bytes of tag. The nonce is the
/// beginning of an HMAC over the key that is wrapped. So the same key is wrapped to the same bytes, which tells that it
/// is the same and no more, and another key gets another nonce unless two of about 2^48 keys collide. Nonces repeat for
/// the same text only, and that is what GCM needs; and no randomness is needed here.
///
/// ```
/// use vrm_core::keys::{KeeperError, KeyKeeper, SecretKeeper};
/// let keeper = SecretKeeper::new(&[1; 32]);
/// let wrapped = keeper.wrap(&[7; 32])?;
/// assert_eq!(keeper.unwrap(&wrapped)?, [7; 32]);
/// assert_eq!(SecretKeeper::new(&[2; 32]).unwrap(&wrapped), Err(KeeperError::Locked));
/// # Ok::<(), KeeperError>(())
/// ```
pub struct SecretKeeper(DataKey);

impl SecretKeeper {
    /// The keeper over this secret: 32 bytes of a random source or of a key derivation, never a passphrase as it is.
    #[must_use]
    pub fn new(secret: &[u8; 32]) -> Self {
        Self(DataKey::from_bytes(secret))
    }
}

impl KeyKeeper for SecretKeeper {
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        let failed = || KeeperError::Failed { reason: "the cryptographic library failed".to_owned() };
        let name = self.0.mac("wrap", &[key]);
        let nonce: &[u8; NONCE] = name.first_chunk().ok_or_else(failed)?;
        let sealed = self.0.seal(nonce, AAD, key).map_err(|_| failed())?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        let (nonce, sealed) = wrapped.split_first_chunk::<NONCE>().ok_or(KeeperError::Locked)?;
        let key = self.0.open(nonce, AAD, sealed).map_err(|_| KeeperError::Locked)?;
        Ok(key.to_vec())
    }
}

impl Debug for SecretKeeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKeeper(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::{KeeperError, KeyKeeper as _, SecretKeeper};
    use crate::error::{Fault as _, Kind};

    #[test]
    fn a_key_comes_back_and_another_secret_or_byte_is_locked() {
        let keeper = SecretKeeper::new(&[1; 32]);
        let wrapped = keeper.wrap(&[7; 32]).unwrap();
        assert_eq!(wrapped.len(), 12 + 32 + 16);
        assert_eq!(keeper.unwrap(&wrapped).unwrap(), [7; 32]);
        assert_eq!(SecretKeeper::new(&[2; 32]).unwrap(&wrapped), Err(KeeperError::Locked));
        for bit in 0..8 * wrapped.len() {
            let mut changed = wrapped.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(keeper.unwrap(&changed), Err(KeeperError::Locked), "{bit}");
        }
        for length in 0..wrapped.len() {
            assert_eq!(keeper.unwrap(&wrapped[..length]), Err(KeeperError::Locked), "{length}");
        }
        assert_eq!(keeper.unwrap(&[wrapped.as_slice(), &[0]].concat()), Err(KeeperError::Locked));
    }

    #[test]
    fn one_key_has_one_wrapping_and_another_key_another_nonce() {
        let keeper = SecretKeeper::new(&[1; 32]);
        assert_eq!(keeper.wrap(&[7; 32]), keeper.wrap(&[7; 32]));
        let nonces: std::collections::BTreeSet<Vec<u8>> =
            (0..=255).map(|byte| keeper.wrap(&[byte; 32]).unwrap()[..12].to_vec()).collect();
        assert_eq!(nonces.len(), 256);
    }

    #[test]
    fn it_prints_nothing_and_quotes_the_host() {
        assert_eq!(format!("{:?}", SecretKeeper::new(&[7; 32])), "SecretKeeper(..)");
        let failed = KeeperError::Failed { reason: "no\nentry\u{202e}".to_owned() };
        assert_eq!(failed.to_string(), r"the key store failed: `no\nentry\u{202e}`");
        assert_eq!((failed.kind(), KeeperError::Locked.kind()), (Kind::Locked, Kind::Locked));
    }
}

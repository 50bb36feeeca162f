//! Where randomness enters.

use super::KeyError;
use zeroize::Zeroizing;

/// The host's source of randomness: the operating system's, or fixed bytes in a test that must be repeatable.
///
/// The library draws from nowhere else when it makes keys, ids and nonces, so that the same calls with the same times
/// and the same bytes give the same signed messages. Only a sealing envelope has randomness of its own.
///
/// A host that runs on an operating system fills from it, for example through the crate `getrandom`:
///
/// ```text
/// impl Randomness for System {
///     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
///         getrandom::fill(bytes).map_err(|_| RandomnessFailed)
///     }
/// }
/// ```
///
/// ```
/// use vrm_core::keys::{Randomness, RandomnessFailed, SigningKeyPair};
///
/// /// Counts; good for a test, and for nothing else.
/// struct Counting(u8);
///
/// impl Randomness for Counting {
///     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
///         for byte in bytes {
///             self.0 = self.0.wrapping_add(1);
///             *byte = self.0;
///         }
///         Ok(())
///     }
/// }
///
/// let persona = SigningKeyPair::generate(&mut Counting(0))?;
/// let again = SigningKeyPair::generate(&mut Counting(0))?;
/// assert_eq!(persona.public(), again.public());
/// # Ok::<(), vrm_core::keys::KeyError>(())
/// ```
pub trait Randomness {
    /// Fills `bytes` with unpredictable bytes, the whole of it.
    ///
    /// # Errors
    /// [`RandomnessFailed`]; what was written by then is not used.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed>;
}

/// The host's source of randomness gave none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the source of randomness gave no bytes, try again when it does")]
pub struct RandomnessFailed;

/// Fresh bytes that are public once used: ids and nonces.
pub(crate) fn fresh<const N: usize>(random: &mut dyn Randomness) -> Result<[u8; N], KeyError> {
    Ok(*secret(random)?)
}

/// Fresh bytes that stay secret. A source that leaves the bytes as they were is found.
pub(super) fn secret<const N: usize>(random: &mut dyn Randomness) -> Result<Zeroizing<[u8; N]>, KeyError> {
    let mut bytes = Zeroizing::new([0; N]);
    random.fill(bytes.as_mut())?;
    if bytes.iter().all(|byte| *byte == 0) { Err(KeyError::NoRandomness) } else { Ok(bytes) }
}

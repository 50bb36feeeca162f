//! The keys that targets sign and open with.

use std::sync::LazyLock;
use vrm_core::keys::{PartyKeyPairs, Randomness, RandomnessFailed};

/// The same bytes every time.
struct Counting(u8);

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(5).wrapping_add(3);
            *byte = self.0;
        }
        Ok(())
    }
}

/// Who signs and opens here.
pub(super) static PAIRS: LazyLock<PartyKeyPairs> = LazyLock::new(|| PartyKeyPairs::generate(&mut Counting(1)).unwrap());

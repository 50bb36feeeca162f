//! What the host brings: the same in every language, so that the bytes are.

use vrm::core::keys::{KeeperError, KeyKeeper, Randomness, RandomnessFailed};

/// Randomness that is the same in every run: for tests, and for nothing else.
#[derive(Debug)]
pub(crate) struct Counting(pub(crate) u64);

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
        Ok(())
    }
}

/// Hides a key under one byte: for tests, and for nothing else.
#[derive(Debug)]
pub(crate) struct Byte;

impl KeyKeeper for Byte {
    fn wrap(&self, key: &[u8; 32]) -> Result<Vec<u8>, KeeperError> {
        Ok(key.iter().map(|byte| byte ^ 7).collect())
    }

    fn unwrap(&self, wrapped: &[u8]) -> Result<Vec<u8>, KeeperError> {
        Ok(wrapped.iter().map(|byte| byte ^ 7).collect())
    }
}

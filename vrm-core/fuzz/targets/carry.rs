//! An exported life.

use super::{told, utf8};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use vrm_core::keys::{Randomness, RandomnessFailed, SecretKeeper};
use vrm_core::person::Person;
use vrm_core::store::{Memory, Store};

/// Other bytes every time.
struct Counting(u64);

impl Randomness for Counting {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            *byte = (self.0 >> 56) as u8;
        }
        Ok(())
    }
}

/// The bytes, and the bytes with the hash at the end that they should have.
pub fn export(data: &[u8]) {
    import(data);
    let lines = utf8(data).trim_end();
    let Some((lines, _)) = lines.rsplit_once('\n') else { return };
    let hash = Sha256::new().chain_update("vrm:export:v1\0").chain_update(lines).chain_update("\n").finalize();
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    import(format!("{lines}\n{{\"hash\":\"{hash}\",\"kind\":\"end\"}}\n").as_bytes());
}

/// What is taken is written again as it was; of what is not, nothing is written.
fn import(data: &[u8]) {
    let store = Arc::new(Memory::new());
    let keeper = Arc::new(SecretKeeper::new(&[7; 32]));
    match told(Person::import(data, store.clone(), keeper, &mut Counting(1))) {
        Some(person) => assert_eq!(person.danger_export().unwrap().danger_expose().as_bytes(), data),
        None => assert!(store.scan(&[], &[0xff; 64], 1).unwrap().is_empty()),
    }
}

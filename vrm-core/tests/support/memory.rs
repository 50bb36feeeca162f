//! Looks for secrets in the process's own memory, as it lies in /proc, without having them in memory itself.

use sha2::{Digest as _, Sha256};
use std::fs::File;
use std::os::unix::fs::FileExt as _;

/// What turns a secret into what is looked for and back. Whoever searches holds the masked form only.
pub(crate) fn mask() -> [u8; 32] {
    Sha256::digest("mask").into()
}

pub(crate) fn masked(secret: &[u8]) -> [u8; 32] {
    let mask = mask();
    std::array::from_fn(|index| secret[index] ^ mask[index])
}

/// Reads the memory that this process can write to: its heap, its stacks, its statics.
pub(crate) struct Memory {
    file: File,
    buffer: Vec<u8>,
}

impl Memory {
    pub(crate) fn new() -> Self {
        Self { file: File::open("/proc/self/mem").unwrap(), buffer: vec![0; 1 << 20] }
    }

    /// How many of these are there, whole or in their second half: an allocator writes over the first half of what is
    /// given back, and X25519 changes bits of the last byte.
    pub(crate) fn count(&mut self, needles: &[[u8; 32]]) -> usize {
        let mask = mask();
        let mut first = vec![false; 1 << 16];
        for needle in needles {
            first[usize::from(needle[16]) << 8 | usize::from(needle[17])] = true;
        }
        let mut found = vec![false; needles.len()];
        let own = self.buffer.as_ptr() as usize..self.buffer.as_ptr() as usize + self.buffer.len();
        for (start, end) in writable() {
            let mut at = start;
            while at + 32 <= end {
                let length = self.buffer.len().min(end - at);
                let Ok(read) = self.file.read_at(&mut self.buffer[..length], at as u64) else { break };
                for (offset, window) in self.buffer[..read].windows(32).enumerate() {
                    let begins = usize::from(window[16] ^ mask[16]) << 8 | usize::from(window[17] ^ mask[17]);
                    if !first[begins] || own.contains(&(at + offset)) {
                        continue;
                    }
                    for (needle, found) in needles.iter().zip(&mut found) {
                        *found |= (16..31).all(|index| window[index] ^ mask[index] == needle[index]);
                    }
                }
                if read < length || read < 32 {
                    break;
                }
                at += read - 31;
            }
        }
        found.into_iter().filter(|found| *found).count()
    }
}

fn writable() -> Vec<(usize, usize)> {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let range = |line: &str| {
        let (range, rest) = line.split_once(' ')?;
        let (start, end) = range.split_once('-')?;
        let address = |text| usize::from_str_radix(text, 16).unwrap();
        rest.starts_with("rw").then(|| (address(start), address(end)))
    };
    maps.lines().filter_map(range).collect()
}

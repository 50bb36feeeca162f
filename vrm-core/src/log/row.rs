//! The values of rows: what is sealed, and what stands open before it.

use super::LogError;
use super::layout::{LogId, Row};
use crate::chain::{Commitment, Head, StreamId};
use crate::keys::{DataKey, Randomness, fresh};
use zeroize::Zeroizing;

/// The version of the head's row.
const VERSION: u8 = 1;

/// What a sealed value is bound to: it opens in no other place.
pub(super) struct Place<'a> {
    pub(super) log: LogId,
    pub(super) row: Row,
    pub(super) key: &'a [u8],
    /// The commitment to an event; zeros for anything else.
    pub(super) commitment: [u8; 32],
}

/// An event's row: who may know its place need not know the event.
pub(super) struct EventRow<'a> {
    pub(super) stream: StreamId,
    pub(super) n: u64,
    pub(super) commitment: Commitment,
    /// Empty once its stream is erased.
    pub(super) sealed: &'a [u8],
}

impl<'a> Place<'a> {
    pub(super) fn new(log: LogId, row: Row, key: &'a [u8]) -> Self {
        Self { log, row, key, commitment: [0; 32] }
    }

    fn aad(&self, epoch: [u8; 4]) -> Vec<u8> {
        let parts: [&[u8]; 6] =
            [b"vrm:seal:v1\0", self.log.as_bytes(), &[self.row.byte()], self.key, &epoch, &self.commitment];
        parts.concat()
    }

    /// Epoch, nonce and what is sealed.
    pub(super) fn seal(
        &self,
        key: &DataKey,
        epoch: u32,
        text: &[u8],
        random: &mut dyn Randomness,
    ) -> Result<Vec<u8>, LogError> {
        let (epoch, nonce) = (epoch.to_be_bytes(), fresh::<12>(random)?);
        let sealed = key.seal(&nonce, &self.aad(epoch), text)?;
        Ok([epoch.as_slice(), &nonce, &sealed].concat())
    }

    pub(super) fn open(&self, key: &DataKey, value: &[u8], what: &'static str) -> Result<Zeroizing<Vec<u8>>, LogError> {
        let damaged = LogError::Damaged { what };
        let Some((epoch, rest)) = value.split_first_chunk::<4>() else { return Err(damaged) };
        let Some((nonce, sealed)) = rest.split_first_chunk::<12>() else { return Err(damaged) };
        key.open(nonce, &self.aad(*epoch), sealed).map_err(|_| damaged)
    }
}

impl<'a> EventRow<'a> {
    pub(super) fn write(&self) -> Vec<u8> {
        [self.stream.as_bytes().as_slice(), &self.n.to_be_bytes(), self.commitment.as_bytes(), self.sealed].concat()
    }

    pub(super) fn read(value: &'a [u8]) -> Option<Self> {
        let (stream, rest) = value.split_first_chunk::<16>()?;
        let (n, rest) = rest.split_first_chunk::<8>()?;
        let (commitment, sealed) = rest.split_first_chunk::<32>()?;
        Some(Self {
            stream: StreamId::from_bytes(*stream),
            n: u64::from_be_bytes(*n),
            commitment: Commitment::from_bytes(*commitment),
            sealed,
        })
    }
}

/// The value of the head's row.
pub(super) fn head(head: Head, epoch: u32) -> Vec<u8> {
    [[VERSION].as_slice(), &head.p().to_be_bytes(), head.hash(), &epoch.to_be_bytes()].concat()
}

/// The head and the epoch of the keys.
pub(super) fn read_head(value: &[u8]) -> Result<(Head, u32), LogError> {
    match value.split_first() {
        Some((&VERSION, rest)) => {
            let fields = rest.split_first_chunk::<8>().and_then(|(p, rest)| {
                let (hash, epoch) = rest.split_first_chunk::<32>()?;
                Some((Head::from_parts(u64::from_be_bytes(*p), *hash), u32::from_be_bytes(epoch.try_into().ok()?)))
            });
            fields.ok_or(LogError::Damaged { what: "head" })
        }
        Some((found, _)) if *found > VERSION => Err(LogError::NewerVersion { found: *found }),
        _ => Err(LogError::Damaged { what: "head" }),
    }
}

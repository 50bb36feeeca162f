//! The keys of a log: a root key that the host's keeper wraps, and under it a key for each stream.

use super::layout::{KeyRow, LogId, Row};
use super::row::Place;
use super::{LogError, each_row};
use crate::chain::StreamId;
use crate::keys::{DataKey, KeyKeeper, PartyKeyPairs, Randomness, Thumbprint};
use crate::store::Store;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A new row, or the end of one.
pub(crate) type Change = (Vec<u8>, Option<Vec<u8>>);

/// The keys of a log, opened.
pub(crate) struct Keyring {
    log: LogId,
    epoch: u32,
    root: DataKey,
    /// Names rows and logs by keyed hashes.
    index: DataKey,
    streams: BTreeMap<StreamId, DataKey>,
    parties: BTreeMap<(StreamId, Thumbprint), Arc<PartyKeyPairs>>,
    /// Whose pairs open what is sealed for a key.
    opening: BTreeMap<Thumbprint, BTreeSet<(StreamId, Thumbprint)>>,
}

impl Keyring {
    /// The keys of a new log, and the rows that keep them.
    pub(super) fn create(
        log: LogId,
        keeper: &dyn KeyKeeper,
        random: &mut dyn Randomness,
    ) -> Result<(Self, Vec<Change>), LogError> {
        let (root, index) = (DataKey::generate(random)?, DataKey::generate(random)?);
        Self::begin(log, root, index, keeper, random)
    }

    /// New keys but for the one of names, which came along.
    pub(super) fn naming(
        log: LogId,
        index: DataKey,
        keeper: &dyn KeyKeeper,
        random: &mut dyn Randomness,
    ) -> Result<(Self, Vec<Change>), LogError> {
        Self::begin(log, DataKey::generate(random)?, index, keeper, random)
    }

    fn begin(
        log: LogId,
        root: DataKey,
        index: DataKey,
        keeper: &dyn KeyKeeper,
        random: &mut dyn Randomness,
    ) -> Result<(Self, Vec<Change>), LogError> {
        let keyring = Self::of(log, 1, root, index);
        let rows = keyring.rows(keeper, random)?;
        Ok((keyring, rows))
    }

    fn of(log: LogId, epoch: u32, root: DataKey, index: DataKey) -> Self {
        let (streams, parties, opening) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { log, epoch, root, index, streams, parties, opening }
    }

    /// Reads the keys of a log.
    pub(super) fn load(log: LogId, store: &dyn Store, keeper: &dyn KeyKeeper) -> Result<Self, LogError> {
        let damaged = || LogError::Damaged { what: "key" };
        let root = store.get(&log.root_key())?.ok_or_else(damaged)?;
        let (epoch, wrapped) = root.split_first_chunk::<4>().ok_or_else(damaged)?;
        let opened = Zeroizing::new(keeper.unwrap(wrapped)?);
        let root = DataKey::from_bytes(opened.as_slice().try_into().map_err(|_| damaged())?);
        let index_row = log.index_key();
        let index = store.get(&index_row)?.ok_or_else(damaged)?;
        let index = data_key(&open_key(&Place::new(log, Row::Key, &index_row), &root, *epoch, &index)?)?;
        let mut keyring = Self::of(log, u32::from_be_bytes(*epoch), root, index);
        // Streams' keys stand before the parties' that they open.
        each_row(store, log.range(Row::Key), &mut |key, value| keyring.take(key, value))?;
        Ok(keyring)
    }

    fn take(&mut self, key: &[u8], value: &[u8]) -> Result<(), LogError> {
        let damaged = LogError::Damaged { what: "key" };
        let place = Place::new(self.log, Row::Key, key);
        match KeyRow::of(key) {
            Some(KeyRow::Root | KeyRow::Index) => {}
            Some(KeyRow::Stream(stream)) => {
                let opened = data_key(&open_key(&place, &self.root, self.epoch.to_be_bytes(), value)?)?;
                self.streams.insert(stream, opened);
            }
            Some(KeyRow::Party(stream)) => {
                let sealing = self.streams.get(&stream).ok_or(damaged)?;
                let secret = place.open(sealing, value, "key")?;
                let secret: Zeroizing<[u8; 96]> = Zeroizing::new(to_array(&secret)?);
                self.insert_party(stream, Arc::new(PartyKeyPairs::from_secret(&secret)?));
            }
            None => return Err(damaged),
        }
        Ok(())
    }

    /// The rows of the root key and of what it seals.
    fn rows(&self, keeper: &dyn KeyKeeper, random: &mut dyn Randomness) -> Result<Vec<Change>, LogError> {
        let wrapped = keeper.wrap(self.root.expose())?;
        let root = [self.epoch.to_be_bytes().as_slice(), &wrapped].concat();
        let mut rows = vec![(self.log.root_key(), Some(root))];
        rows.push(self.key_row(self.log.index_key(), &self.index, random)?);
        for (stream, key) in &self.streams {
            rows.push(self.key_row(self.log.stream_key(*stream), key, random)?);
        }
        Ok(rows)
    }

    fn key_row(&self, row: Vec<u8>, key: &DataKey, random: &mut dyn Randomness) -> Result<Change, LogError> {
        let value = Place::new(self.log, Row::Key, &row).seal(&self.root, self.epoch, key.expose(), random)?;
        Ok((row, Some(value)))
    }

    /// The row of a new stream's key.
    pub(super) fn stream_row(
        &self,
        stream: StreamId,
        key: &DataKey,
        random: &mut dyn Randomness,
    ) -> Result<Change, LogError> {
        self.key_row(self.log.stream_key(stream), key, random)
    }

    /// The same keys without one stream's, under a new root, and the rows that say so: what was wrapped with the old
    /// root opens no more.
    pub(super) fn without(
        &self,
        stream: StreamId,
        keeper: &dyn KeyKeeper,
        random: &mut dyn Randomness,
    ) -> Result<(Self, Vec<Change>), LogError> {
        let (epoch, index) = (self.epoch.saturating_add(1), DataKey::from_bytes(self.index.expose()));
        let mut keyring = Self::of(self.log, epoch, DataKey::generate(random)?, index);
        for (id, key) in self.streams.iter().filter(|(id, _)| **id != stream) {
            keyring.insert_stream(*id, DataKey::from_bytes(key.expose()));
        }
        for ((id, _), pairs) in self.parties.iter().filter(|((id, _), _)| *id != stream) {
            keyring.insert_party(*id, Arc::clone(pairs));
        }
        let mut rows = keyring.rows(keeper, random)?;
        rows.push((self.log.stream_key(stream), None));
        let lost = self.parties.keys().filter(|(id, _)| *id == stream);
        rows.extend(lost.map(|(id, sign)| (self.log.party_key(*id, *sign), None)));
        Ok((keyring, rows))
    }

    pub(super) fn epoch(&self) -> u32 {
        self.epoch
    }

    pub(super) fn stream(&self, stream: StreamId) -> Option<&DataKey> {
        self.streams.get(&stream)
    }

    /// Every stream that has a key.
    pub(super) fn streams(&self) -> impl Iterator<Item = StreamId> {
        self.streams.keys().copied()
    }

    pub(super) fn insert_stream(&mut self, stream: StreamId, key: DataKey) {
        self.streams.insert(stream, key);
    }

    pub(super) fn insert_party(&mut self, stream: StreamId, pairs: Arc<PartyKeyPairs>) {
        let sign = pairs.sign().public().thumbprint();
        self.opening.entry(pairs.seal().public().thumbprint()).or_default().insert((stream, sign));
        self.parties.insert((stream, sign), pairs);
    }

    /// One's own pairs in a stream, by the thumbprint of what signs.
    pub(crate) fn pairs(&self, stream: StreamId, sign: Thumbprint) -> Option<&Arc<PartyKeyPairs>> {
        self.parties.get(&(stream, sign))
    }

    /// The stream and the pairs that open what is sealed for a key.
    pub(crate) fn opens(&self, seal: Thumbprint) -> Option<(StreamId, &Arc<PartyKeyPairs>)> {
        let (stream, sign) = self.opening.get(&seal)?.first()?;
        self.pairs(*stream, *sign).map(|pairs| (*stream, pairs))
    }

    /// Every pair of one's own.
    pub(crate) fn parties(&self) -> impl Iterator<Item = (StreamId, &Arc<PartyKeyPairs>)> {
        self.parties.iter().map(|((stream, _), pairs)| (*stream, pairs))
    }

    /// A keyed hash of what a stream has, which goes blind with the stream's key.
    pub(crate) fn mac_of(&self, stream: StreamId, label: &str, parts: &[&[u8]]) -> Option<[u8; 32]> {
        Some(self.streams.get(&stream)?.mac(label, parts))
    }

    /// The key of names.
    pub(super) fn names(&self) -> &DataKey {
        &self.index
    }

    /// A keyed hash, for the names of rows and logs: it tells the store nothing.
    pub(crate) fn mac(&self, label: &str, parts: &[&[u8]]) -> [u8; 32] {
        self.index.mac(label, parts)
    }
}

/// What the root key seals is sealed anew in every epoch.
fn open_key(place: &Place<'_>, root: &DataKey, epoch: [u8; 4], value: &[u8]) -> Result<Zeroizing<Vec<u8>>, LogError> {
    if value.first_chunk() == Some(&epoch) {
        place.open(root, value, "key")
    } else {
        Err(LogError::Damaged { what: "key" })
    }
}

fn data_key(bytes: &[u8]) -> Result<DataKey, LogError> {
    Ok(DataKey::from_bytes(&Zeroizing::new(to_array::<32>(bytes)?)))
}

fn to_array<const N: usize>(bytes: &[u8]) -> Result<[u8; N], LogError> {
    bytes.try_into().map_err(|_| LogError::Damaged { what: "key" })
}

//! A log from lines that were verified.

use super::{Batch, Keyring, Letter, Log, LogError, LogId, Taken};
use crate::history::{Carried, CarriedLetter, CarriedTaken, Chain};
use crate::keys::{KeyKeeper, Randomness};
use crate::store::{Store, StoreError};
use std::sync::Arc;

impl Log {
    /// Writes everything in one commit, sealed with new keys, into a store that has no log of that id. With what was
    /// taken goes the message.
    pub(crate) fn import(
        carried: Carried,
        taken: &[(CarriedTaken, Taken)],
        store: Arc<dyn Store>,
        keeper: Arc<dyn KeyKeeper>,
        random: &mut dyn Randomness,
    ) -> Result<Self, LogError> {
        let id = LogId::from_bytes(carried.header.log);
        if store.get(&id.head())?.is_some() {
            return Err(LogError::AlreadyThere);
        }
        let (keyring, opening) = Keyring::naming(id, carried.names, keeper.as_ref(), random)?;
        let mut log = Self { id, store, keeper, keyring, chain: Chain::START, guard: None, unsure: None, opening };
        let mut batch = Batch::of(&log);
        for event in carried.events {
            match event.opened {
                Some(opened) => batch.record(&log, opened, random)?,
                None => batch.blank(&log, event.stream, event.n, event.commitment),
            }
        }
        for (_, document) in carried.documents {
            batch.keep_document(&log, document.stream, &document.name, document.text.as_bytes(), random)?;
        }
        for (_, keys) in carried.keys {
            batch.keep_party(&log, keys.stream, keys.pairs, random)?;
        }
        for (_, letter) in carried.letters {
            let CarriedLetter { stream, id, position, to, text, expires, sent } = letter;
            batch.post(&log, stream, &Letter { id, position, to, bytes: text.into_bytes(), expires, sent }, random)?;
        }
        for (line, taken) in taken {
            batch.take(&log, line.stream, taken, &line.answers, random)?;
        }
        match log.commit(batch) {
            Ok(_) => Ok(log),
            Err(LogError::Store(StoreError::Conflict)) => Err(LogError::AlreadyThere),
            Err(error) => Err(error),
        }
    }
}

//! Erasing one stream.

use super::layout::Row;
use super::row::EventRow;
use super::{Batch, Log, LogError, each_row};
use crate::chain::StreamId;
use crate::keys::Randomness;

impl Log {
    /// Adds to a batch all that erases a stream: its events' texts, its keys, documents and letters go, and what was noted
    /// of its messages; the other keys are wrapped anew, so that old pages of the store cannot be opened. The headers stay,
    /// and the chain with them.
    pub(crate) fn erase(
        &self,
        batch: &mut Batch,
        stream: StreamId,
        random: &mut dyn Randomness,
    ) -> Result<(), LogError> {
        let (store, changes) = (self.store.as_ref(), &mut batch.changes);
        each_row(store, self.id.range(Row::Event), &mut |key, value| {
            let row = EventRow::read(value).ok_or(LogError::Damaged { what: "event" })?;
            if row.stream == stream {
                changes.push((key.to_vec(), Some(EventRow { sealed: &[], ..row }.write())));
            }
            Ok(())
        })?;
        for row in [Row::Document, Row::Outbox] {
            each_row(store, self.id.of_stream(row, stream), &mut |key, _| {
                changes.push((key.to_vec(), None));
                Ok(())
            })?;
        }
        // A vendor that is added again is heard again.
        each_row(store, self.id.range(Row::Replay), &mut |key, value| {
            if value.starts_with(stream.as_bytes()) {
                changes.push((key.to_vec(), None));
            }
            Ok(())
        })?;
        let (keyring, rows) = self.keyring.without(stream, self.keeper.as_ref(), random)?;
        batch.changes.extend(rows);
        batch.keyring = Some(keyring);
        Ok(())
    }
}

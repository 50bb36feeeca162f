//! Goes through an export as if everything happened again: nothing in it is believed because somebody wrote it down.

use super::check::check;
use super::named::Named;
use super::replay::Replay;
use crate::agreement::Role;
use crate::history::{Carried, CarriedTaken, Entry, Event, HistoryError};
use crate::log::Taken;
use crate::view::{State, StateError};
use std::collections::BTreeSet;

/// What an export comes to: the state after its last event, and what was taken, each with its message.
pub(super) fn audit(carried: &mut Carried) -> Result<(State, Vec<(CarriedTaken, Taken)>), HistoryError> {
    let mut replay = Replay::of(State::new(carried.header.side));
    let (mut named, mut opened) = (Named::default(), BTreeSet::new());
    for (p, event) in (1..).zip(&carried.events) {
        if let Some(now) = &event.opened {
            in_turn(&replay.state, p, &now.entry)
                .map_err(|reason| HistoryError::DoesNotFollow { position: p, reason })?;
            check(&replay.state, &now.entry)
                .and_then(|()| named.note(&replay.state, p, &now.entry))
                .map_err(|error| HistoryError::Forged { position: p, reason: error.to_string() })?;
            opened.insert(event.stream);
        }
        replay.follow(p, event.stream, event.opened.as_ref())?;
    }
    replay.end(carried.header.head.p(), |stream| carried.chain.stream(stream).head())?;
    let state = replay.state;
    if let Some(stream) = opened.into_iter().find(|stream| state.tombstones().contains_key(stream)) {
        return Err(HistoryError::NotErased { stream });
    }
    named.are_documents(&carried.documents)?;
    named.are_keys(&carried.keys)?;
    named.are_letters(&carried.letters)?;
    let taken = named.messages(std::mem::take(&mut carried.taken))?;
    Ok((state, taken))
}

/// What no step of a life would write: anything before it began or after it was closed, or back in time, or data given that
/// might not be given then.
fn in_turn(state: &State, p: u64, entry: &Entry) -> Result<(), String> {
    if p == 1 && !matches!(entry.event, Event::Created { .. }) {
        return Err(StateError::OutOfPlace { kind: entry.event.kind() }.to_string());
    }
    if state.is_closed() {
        return Err(StateError::Closed.to_string());
    }
    let on_time = entry.event == Event::ClockAccepted || state.effective(entry.at) == Ok(entry.at);
    if !on_time {
        return Err("it is earlier than one before it".to_owned());
    }
    match (&entry.event, state.relationship(entry.stream)) {
        (Event::Disclosed { agreement, grant, items, .. }, Ok(between)) if state.role() == Role::Person => {
            let data = items.iter().map(|item| &item.data);
            state.may_disclose(between, agreement, *grant, data, entry.at).map_err(|error| error.to_string())
        }
        _ => Ok(()),
    }
}

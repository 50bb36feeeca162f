//! A log and what follows from it: how a step is made, written and taken back.
//!
//! Every step is the same: settle what is unsure, check, make events and letters on a copy of the state, commit under the
//! guard of the head, and only then go on from there.

mod act;
mod again;
mod agree;
mod audit;
mod carry;
mod check;
mod check_market;
mod copies;
mod hear;
mod inbox;
mod limits;
mod market;
mod named;
mod outcome;
mod prove;
mod replay;
mod rest;
mod rights;
mod steps;
mod told;
mod value;
mod vault;

pub(crate) use act::Act;
pub(crate) use again::same_as_before;
pub(crate) use agree::Draft;
pub(crate) use check::introduced;
pub use hear::Reception;
pub(crate) use hear::{Believe, Heard, is_for_anyone, is_own_trouble, refused};
pub(crate) use inbox::{hash_of, pin_of};
pub(crate) use market::MOST_OF_A_VENDOR;
pub use outcome::{Outcome, Sent};

use crate::chain::{Head, StreamId};
use crate::error::Error;
use crate::history::{Command, CommandId, Event, Opened, Settings, Side};
use crate::json::Value;
use crate::keys::{KeyKeeper, Randomness};
use crate::log::{Letter, Log, LogError, LogId, Settled};
use crate::message::Jti;
use crate::store::{Store, StoreError};
use crate::terms::{Roster, TermsHash};
use crate::time::Instant;
use crate::view::{State, StateError};
use replay::Replay;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A log and the state that follows from it.
pub(crate) struct Life {
    log: Log,
    state: Arc<State>,
    house: House,
    /// Somebody else wrote, or a commit is unsure: read first.
    behind: bool,
    /// What became of an unsure commit, until it is told.
    settled: Settled,
    /// Offers that were read.
    inboxes: BTreeMap<StreamId, inbox::Kept>,
}

impl Life {
    /// A new life with its first events.
    pub(crate) fn create(
        id: LogId,
        side: Side,
        house: House,
        now: Instant,
        random: &mut dyn Randomness,
        first: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
    ) -> Result<(Self, Outcome), Error> {
        let log = Log::create(id, Arc::clone(&house.store), Arc::clone(&house.keeper), random)?;
        let state = Arc::new(State::new(side));
        let mut life = Self::of(log, state, house);
        let outcome = life.act(None, now, random, |act| {
            act.push(StreamId::OWN, Event::Created { side })?;
            first(act)
        })?;
        Ok((life, outcome))
    }

    fn of(log: Log, state: Arc<State>, house: House) -> Self {
        Self { log, state, house, behind: false, settled: Settled::Sure, inboxes: BTreeMap::new() }
    }

    /// A life that is in the store.
    pub(crate) fn open(id: LogId, side: Side, house: House) -> Result<Self, Error> {
        let mut replay = Replay::of(State::new(side));
        let log = Log::open(id, Arc::clone(&house.store), Arc::clone(&house.keeper), &mut replay)?;
        let state = Arc::new(replay.state);
        let mut life = Self::of(log, state, house);
        life.load_rosters()?;
        Ok(life)
    }

    /// One command of the host's. The same id gives the first outcome again.
    pub(crate) fn run(
        &mut self,
        call: &str,
        arguments: Value,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
        work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        self.once(call, arguments, command, |life, command| life.act(command, now, random, work))
    }

    /// What was done under a command's id before, or else what is done now.
    pub(crate) fn once(
        &mut self,
        call: &str,
        arguments: Value,
        command: Option<CommandId>,
        step: impl FnOnce(&mut Self, Option<Command>) -> Result<Outcome, Error>,
    ) -> Result<Outcome, Error> {
        self.settle()?;
        let command = command.map(|id| Command::new(id, call, arguments));
        if let Some(command) = &command
            && let Some(outcome) = self.done_before(command)?
        {
            return Ok(outcome);
        }
        step(self, command)
    }

    /// One step.
    pub(crate) fn act(
        &mut self,
        command: Option<Command>,
        now: Instant,
        random: &mut dyn Randomness,
        work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        self.settle()?;
        let now = self.state.effective(now)?;
        self.write(command, now, random, work)
    }

    /// Whether a step could be made now. Nothing is written.
    pub(crate) fn rehearse(
        &mut self,
        now: Instant,
        random: &mut dyn Randomness,
        work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.settle()?;
        let (now, state) = (self.state.effective(now)?, self.state.as_ref().clone());
        let settings = Arc::clone(self.settings());
        work(&mut Act::new(&self.log, &self.house.rosters, settings, state, None, now, random))
    }

    /// One step at a time that is not questioned.
    pub(crate) fn write(
        &mut self,
        command: Option<Command>,
        now: Instant,
        random: &mut dyn Randomness,
        work: impl FnOnce(&mut Act<'_>) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        if self.state.is_closed() {
            return Err(StateError::Closed.into());
        }
        let state = self.state.as_ref().clone();
        let settings = Arc::clone(self.settings());
        let mut act = Act::new(&self.log, &self.house.rosters, settings, state, command, now, random);
        let worked = work(&mut act);
        let Act { state, batch, .. } = act;
        self.told(worked)?;
        let first = self.log.head().p().saturating_add(1);
        match self.log.commit(batch) {
            Ok(events) => {
                let rosters = self.state.rosters() != state.rosters();
                // What was erased is not kept in memory either.
                if self.state.tombstones().size() != state.tombstones().size() {
                    self.inboxes.clear();
                }
                self.state = Arc::new(state);
                // What is done is done: a roster that cannot be read back now is read before the next act.
                if rosters && self.load_rosters().is_err() {
                    self.behind = true;
                }
                Outcome::of(self.log.id(), first, &events, self.state.role())
            }
            Err(error) => {
                self.behind |= matches!(error, LogError::Store(StoreError::Unknown { .. }));
                self.told(Err(error.into()))
            }
        }
    }

    /// Of two writers the one that is behind goes on from what the other wrote.
    pub(crate) fn told<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        if matches!(result, Err(Error::Log(LogError::Store(StoreError::Conflict)))) {
            self.behind = true;
            let _ = self.settle();
        }
        result
    }

    /// Reads what lies beside the history, and again where somebody else wrote since, which is read by then.
    fn reading<T>(&mut self, read: impl Fn(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        let found = read(self);
        match self.told(found) {
            Err(Error::Log(LogError::Store(StoreError::Conflict))) => read(self),
            found => found,
        }
    }

    /// Reads what is unsure, or what somebody else wrote; before every act.
    pub(crate) fn settle(&mut self) -> Result<Settled, Error> {
        if !self.behind {
            return Ok(Settled::Sure);
        }
        let mut replay = Replay::of(self.state.as_ref().clone());
        let settled = self.log.settle(&mut replay)?;
        self.state = Arc::new(replay.state);
        if settled != Settled::Sure {
            self.settled = settled;
        }
        self.load_rosters()?;
        self.behind = false;
        Ok(std::mem::replace(&mut self.settled, Settled::Sure))
    }

    /// The outcome of a command that was done.
    fn done_before(&self, command: &Command) -> Result<Option<Outcome>, Error> {
        let Some(first) = self.state.command(command.id) else { return Ok(None) };
        let mut events: Vec<Opened> = Vec::new();
        let mut p = first.saturating_sub(1);
        loop {
            let page = self.log.events_since(p, 64)?;
            let full = page.len() == 64;
            for recorded in page {
                p = recorded.p;
                let Some(opened) = recorded.opened else { continue };
                match opened.entry.command {
                    Some(kept) if kept == *command => events.push(opened),
                    Some(kept) if kept.id == command.id => {
                        return Err(StateError::CommandReused { id: command.id }.into());
                    }
                    _ => return Outcome::of(self.log.id(), first, &events, self.state.role()).map(Some),
                }
            }
            if !full {
                return Outcome::of(self.log.id(), first, &events, self.state.role()).map(Some);
            }
        }
    }

    fn load_rosters(&mut self) -> Result<(), Error> {
        if self.state.rosters().is_empty() {
            return Ok(());
        }
        let load = |hash: &TermsHash| {
            let document = self.log.document(StreamId::OWN, hash.as_bytes())?;
            Ok::<_, Error>(Roster::load(&document)?)
        };
        let rosters: Vec<Roster> =
            self.state.rosters().values().map(|pin| load(&pin.document)).collect::<Result<_, _>>()?;
        self.house.rosters = Arc::new(rosters);
        Ok(())
    }

    /// Whether something has to be read before the next act.
    pub(crate) fn is_behind(&self) -> bool {
        self.behind
    }

    pub(crate) fn log(&self) -> &Log {
        &self.log
    }

    pub(crate) fn state(&self) -> &Arc<State> {
        &self.state
    }

    /// What a desk's customers' lives have from the desk's own.
    pub(crate) fn house(&self) -> House {
        House { settings: Arc::clone(self.settings()), ..self.house.clone() }
    }

    pub(crate) fn settle_in(&mut self, house: House) {
        self.house = house;
    }

    fn settings(&self) -> &Arc<Settings> {
        self.state.settings().unwrap_or(&self.house.settings)
    }

    /// What is still to be sent, the oldest first, but for data to which the person has said no since.
    pub(crate) fn outbox(&self, now: Instant) -> Result<Vec<Letter>, Error> {
        let stands = |letter: &Letter| letter.expires.is_none_or(|expires| now < expires);
        let letters = self.log.unsent()?.into_iter();
        let letters =
            letters.filter(|(stream, letter)| stands(letter) && self.state.may_leave(*stream, &letter.id, now));
        Ok(letters.map(|(_, letter)| letter).collect())
    }

    /// Marks a letter as sent, or lists it again. One that is kept no longer was answered before anybody said that it has
    /// left.
    pub(crate) fn mark_one(&mut self, id: Jti, sent: bool) -> Result<(), Error> {
        self.settle()?;
        let mut found = self.log.stream_of(id)?;
        if found.is_none() {
            // Another handle may have begun its stream.
            self.refresh()?;
            found = self.log.stream_of(id)?;
        }
        let stream = match found {
            Some(stream) => stream,
            None if sent => return Ok(()),
            None => return Err(LogError::NoSuchLetter.into()),
        };
        // Nobody but a desk asks whether others wait.
        let others_wait =
            self.state.side() == Side::Customer && self.log.unsent()?.iter().any(|(_, letter)| letter.id != id);
        self.mark(&[(stream, id)], sent, !sent || others_wait)
    }

    /// Marks letters, whoever wrote to the history meanwhile. A desk notes for whom letters `wait` still.
    pub(crate) fn mark(&mut self, letters: &[(StreamId, Jti)], sent: bool, wait: bool) -> Result<(), Error> {
        let row = (self.state.side() == Side::Customer).then(|| (self.log.id().waiting(), wait.then(Vec::new)));
        match self.log.mark(letters, sent, row) {
            // What waits may be another thing by now.
            Err(LogError::Store(StoreError::Conflict)) => {
                self.refresh()?;
                Ok(self.log.mark(letters, sent, None)?)
            }
            marked => Ok(marked?),
        }
    }

    pub(crate) fn head(&self) -> Head {
        self.log.head()
    }

    /// Somebody may have written since.
    pub(crate) fn refresh(&mut self) -> Result<(), Error> {
        self.behind = true;
        self.settle().map(|_| ())
    }
}

/// What a life has from around it: a desk's customers from the desk.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) keeper: Arc<dyn KeyKeeper>,
    /// How the owner deals with others, where a history does not say so itself.
    settings: Arc<Settings>,
    rosters: Arc<Vec<Roster>>,
}

impl House {
    pub(crate) fn new(store: Arc<dyn Store>, keeper: Arc<dyn KeyKeeper>, settings: Settings) -> Self {
        Self { store, keeper, settings: Arc::new(settings), rosters: Arc::default() }
    }
}

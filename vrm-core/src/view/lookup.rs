//! What a state is asked.

use super::cast::Cast;
use super::error::StateError;
use super::relationship::Relationship;
use super::state::{RosterPin, State};
use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::decision::{CompiledTerms, Ledger};
use crate::did::Did;
use crate::history::{CommandId, Settings, Side};
use crate::keys::{PartyKeys, PublicSigningKey, Thumbprint};
use crate::message::RECEIVES;
use crate::terms::Declaration;
use crate::text::Name;
use crate::time::{Days, Instant};
use rpds::RedBlackTreeMapSync;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far a clock may be behind the last event, in seconds.
const BEHIND: i64 = 24 * 60 * 60;

impl State {
    /// Whose life it is.
    pub(crate) fn side(&self) -> Side {
        self.side
    }

    /// Which of the two sides of an agreement this is.
    pub(crate) fn role(&self) -> Role {
        match self.side {
            Side::Person => Role::Person,
            Side::Desk | Side::Customer => Role::Vendor,
        }
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Where a command's events begin.
    pub(crate) fn command(&self, id: CommandId) -> Option<u64> {
        self.of_command(id).next().map(|(p, _)| p)
    }

    /// Where the events of a command begin, and in which stream, in order.
    pub(super) fn of_command(&self, id: CommandId) -> impl Iterator<Item = (u64, StreamId)> {
        self.commands.range((id, 0)..=(id, u64::MAX)).map(|((_, p), stream)| (*p, *stream))
    }

    /// The time that counts: never before the last event, while the clock is less than a day behind it.
    pub(crate) fn effective(&self, now: Instant) -> Result<Instant, StateError> {
        if self.clock.unix() - now.unix() >= BEHIND {
            Err(StateError::ClockWentBack { now, last: self.clock })
        } else {
            Ok(now.max(self.clock))
        }
    }

    pub(crate) fn relationship(&self, id: StreamId) -> Result<&Relationship, StateError> {
        let found = self.relationships.get(&id).map(AsRef::as_ref);
        found.ok_or(StateError::NoSuchRelationship { id })
    }

    pub(crate) fn own_terms(&self) -> Option<&CompiledTerms> {
        self.own_terms.as_deref()
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    pub(crate) fn settings(&self) -> Option<&Arc<Settings>> {
        self.settings.as_ref()
    }

    pub(crate) fn desk(&self) -> Option<&(Did, Name)> {
        self.desk.as_ref()
    }

    /// A desk's keys in use.
    pub(crate) fn desk_keys(&self) -> Option<&PartyKeys> {
        self.desk_keys.last().map(|(keys, _)| keys)
    }

    /// All that a desk ever had, the oldest first.
    pub(crate) fn all_desk_keys(&self) -> impl Iterator<Item = &PartyKeys> {
        self.desk_keys.iter().map(|(keys, _)| keys)
    }

    /// Whether what is sealed for one of a desk's keys is still opened: old keys receive for 90 days.
    pub(crate) fn desk_receives(&self, kid: Thumbprint, now: Instant) -> bool {
        let mut next = self.desk_keys.iter().skip(1).map(|(_, since)| Some(*since)).chain([None]);
        self.desk_keys.iter().any(|(keys, _)| {
            let until = next.next().flatten();
            keys.seal().thumbprint() == kid
                && until.is_none_or(|until| until.plus(Days::new(RECEIVES)).is_ok_and(|last| now < last))
        })
    }

    /// The page that a desk published last.
    pub(crate) fn published(&self) -> Option<&str> {
        self.published.as_deref()
    }

    pub(crate) fn declaration(&self, entry: &str) -> Option<&Declaration> {
        self.declarations.get(entry).map(AsRef::as_ref)
    }

    pub(crate) fn rosters(&self) -> &BTreeMap<String, RosterPin> {
        &self.rosters
    }

    pub(crate) fn tombstones(&self) -> &RedBlackTreeMapSync<StreamId, StreamHead> {
        &self.tombstones
    }

    /// The relationship with a vendor: by the identifier under which it was added, or by one that holds a key of its.
    pub(crate) fn vendor(&self, did: &Did) -> Option<StreamId> {
        let by_key = || {
            let key = PublicSigningKey::new(did.public_key().ok()?).ok()?;
            self.of_key(key.thumbprint())
        };
        self.vendors.get(did).copied().or_else(by_key)
    }

    /// The identifier under which decisions know a vendor.
    pub(crate) fn known_as<'a>(&'a self, did: &'a Did) -> &'a Did {
        let between = self.vendor(did).and_then(|id| self.relationship(id).ok());
        between.map_or(did, |between| &between.vendor)
    }

    pub(crate) fn cast(&self, id: StreamId) -> Result<&Cast, StateError> {
        self.casts.get(&id).map(AsRef::as_ref).ok_or(StateError::NoSuchIntention { id })
    }

    pub(crate) fn casts(&self) -> impl Iterator<Item = &Cast> {
        self.casts.values().map(AsRef::as_ref)
    }

    /// The casts of an intention.
    pub(crate) fn casts_of(&self, intention: StreamId) -> Result<Vec<&Cast>, StateError> {
        let casts: Vec<&Cast> = self.casts().filter(|cast| cast.intention() == intention).collect();
        if casts.is_empty() { Err(StateError::NoSuchIntention { id: intention }) } else { Ok(casts) }
    }

    pub(crate) fn relationships(&self) -> impl Iterator<Item = &Relationship> {
        self.relationships.values().map(AsRef::as_ref)
    }

    /// The relationship of one of the other sides' keys.
    pub(crate) fn of_key(&self, key: Thumbprint) -> Option<StreamId> {
        self.foreign_keys.get(&key).copied()
    }
}

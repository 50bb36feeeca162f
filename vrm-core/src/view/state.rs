//! What follows from the events: a pure fold.

use super::error::StateError;
use super::relationship::{Introduced, Relationship};
use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::decision::{CompiledTerms, Ledger};
use crate::did::Did;
use crate::error::Error;
use crate::history::{CommandId, Entry, Event, Settings, Side};
use crate::keys::{PartyKeys, PublicSigningKey, Thumbprint};
use crate::message::{KeyHistory, MessageKind, RECEIVES};
use crate::relationship::{AgreementMove, RelationshipMove, RelationshipState};
use crate::terms::{Declaration, Roster, Terms, TermsError, TermsHash};
use crate::text::Name;
use crate::time::{Days, Instant};
use rpds::RedBlackTreeMapSync;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What follows from the events of one life, and from nothing else. Copies share what did not change.
#[derive(Clone, Debug)]
pub(crate) struct State {
    side: Side,
    pub(super) settings: Option<Arc<Settings>>,
    pub(super) own_terms: Option<Arc<CompiledTerms>>,
    pub(super) ledger: Ledger,
    pub(super) relationships: RedBlackTreeMapSync<StreamId, Arc<Relationship>>,
    /// Under which identifiers vendors were added.
    pub(super) vendors: RedBlackTreeMapSync<Did, StreamId>,
    /// The keys that others signed and received with: one key is in one relationship.
    foreign_keys: RedBlackTreeMapSync<Thumbprint, StreamId>,
    pub(super) tombstones: BTreeMap<StreamId, StreamHead>,
    /// Where the events of a command begin in each of its streams, and which stream it is.
    commands: RedBlackTreeMapSync<(CommandId, u64), StreamId>,
    /// Texts of terms by their hash, compiled once for all relationships.
    compiled: Arc<BTreeMap<TermsHash, Arc<CompiledTerms>>>,
    pub(super) rosters: Arc<BTreeMap<String, RosterPin>>,
    pub(super) desk: Option<(Did, Name)>,
    pub(super) declarations: Arc<BTreeMap<String, Arc<Declaration>>>,
    /// A desk's own keys, the oldest first, each with the time from which it was in use.
    desk_keys: Vec<(PartyKeys, Instant)>,
    /// The page that a desk published last.
    published: Option<Arc<str>>,
    closed: bool,
    /// The time of the last event.
    clock: Instant,
    pub(super) p: u64,
}

/// A roster that was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RosterPin {
    authority: Thumbprint,
    pub(crate) document: TermsHash,
    released: Instant,
}

/// How far a clock may be behind the last event, in seconds.
const BEHIND: i64 = 24 * 60 * 60;

impl State {
    /// Before the first event.
    pub(crate) fn new(side: Side) -> Self {
        Self {
            side,
            settings: None,
            own_terms: None,
            ledger: Ledger::new(),
            relationships: RedBlackTreeMapSync::new_sync(),
            vendors: RedBlackTreeMapSync::new_sync(),
            foreign_keys: RedBlackTreeMapSync::new_sync(),
            tombstones: BTreeMap::new(),
            commands: RedBlackTreeMapSync::new_sync(),
            compiled: Arc::default(),
            rosters: Arc::default(),
            desk: None,
            declarations: Arc::default(),
            desk_keys: Vec::new(),
            published: None,
            closed: false,
            clock: Instant::MIN,
            p: 0,
        }
    }

    /// One event further. On an error the state is of no use any more: whoever tries works on a copy.
    pub(crate) fn apply(&mut self, entry: &Entry) -> Result<(), Error> {
        self.p = self.p.saturating_add(1);
        if let Some(command) = &entry.command
            && !self.of_command(command.id).any(|(_, stream)| stream == entry.stream)
        {
            self.commands.insert_mut((command.id, self.p), entry.stream);
        }
        self.clock = match &entry.event {
            Event::ClockAccepted => entry.at,
            _ => self.clock.max(entry.at),
        };
        match (&entry.event, entry.stream) {
            (event, StreamId::OWN) => self.apply_own(event),
            (event, stream) => self.apply_between(event, stream, entry),
        }
    }

    /// An event that was erased: there is nothing to follow from it.
    pub(crate) fn skip(&mut self) {
        self.p = self.p.saturating_add(1);
    }

    /// What concerns nobody else.
    fn apply_own(&mut self, event: &Event) -> Result<(), Error> {
        match event {
            Event::Created { side } if self.p == 1 && *side == self.side => {}
            Event::ClockAccepted => {}
            Event::SettingsSet(settings) => self.settings = Some(Arc::new(settings.as_ref().clone())),
            Event::TermsSet { machine: None } => self.own_terms = None,
            Event::TermsSet { machine: Some(machine) } => {
                self.own_terms = Some(Arc::new(Terms::parse(machine.as_bytes())?.compile()));
            }
            Event::Blocked(block) => self.ledger.block(block.as_ref().clone())?,
            Event::Unblocked { id } => {
                if !self.ledger.unblock(id) {
                    return Err(StateError::NoSuchBlock { id: id.clone() }.into());
                }
            }
            Event::RosterLoaded { roster, authority, document, released } => {
                let pin = RosterPin { authority: *authority, document: *document, released: *released };
                self.load_roster(roster, pin)?;
            }
            Event::Erased { stream, head } => self.erase(*stream, *head)?,
            Event::Closed => self.closed = true,
            Event::ProfileSet { did, name } => self.desk = Some((did.clone(), name.clone())),
            Event::Declared { entry, declaration } => {
                Arc::make_mut(&mut self.declarations).insert(entry.clone(), Arc::new(declaration.as_ref().clone()));
            }
            Event::KeysMade { keys } => self.desk_keys.push((*keys, self.clock)),
            Event::Said { by: Role::Vendor, message } if message.kind() == MessageKind::Profile => {
                self.published = Some(message.as_str().into());
            }
            event => return Err(StateError::OutOfPlace { kind: event.kind() }.into()),
        }
        Ok(())
    }

    /// What concerns one relationship.
    fn apply_between(&mut self, event: &Event, stream: StreamId, entry: &Entry) -> Result<(), Error> {
        match event {
            Event::VendorAdded { did, about } if self.side == Side::Person => self.meet(stream, did, about.clone()),
            Event::CustomerAdded { did } if self.side == Side::Customer => {
                self.meet(stream, did, crate::history::About::default())
            }
            event => {
                let mut between = self.take(stream)?;
                let result = self.apply_to(&mut between, event, entry);
                self.relationships.insert_mut(stream, Arc::new(between));
                result
            }
        }
    }

    fn apply_to(&mut self, between: &mut Relationship, event: &Event, entry: &Entry) -> Result<(), Error> {
        match event {
            Event::VendorDescribed { about } => {
                self.ledger.describe(&between.vendor, &about.hosts, &about.sectors);
                between.about = about.clone();
            }
            Event::Introduced { signing, sealing } => {
                between.introduced = Introduced { signing: signing.clone(), sealing: sealing.clone() };
            }
            Event::KeysMade { keys } => self.make_keys(between, *keys)?,
            Event::KeysAccepted { sign } => self.accept_keys(between, *sign)?,
            Event::Said { by, message } => self.said(between, *by, message, entry)?,
            Event::Weighed { choice } => between.negotiating()?.weigh(choice)?,
            Event::Agreed { agreement, machine } => self.agreed(between, *agreement, machine)?,
            Event::Lapsed { agreement } => self.lapsed(between, agreement)?,
            Event::NegotiationExpired => between.negotiating()?.expire()?,
            Event::Invalid { .. } => between.negotiating()?.invalidate()?,
            Event::Used { grant } => self.used(between, grant, entry.at)?,
            Event::DutyDone { grant } => self.ledger.set_duty_open(&between.vendor, grant, false)?,
            Event::Expired { agreement } => self.over(between, agreement, AgreementMove::Expire)?,
            Event::Terminated => {
                if let Some(negotiation) = &mut between.negotiation {
                    negotiation.close();
                }
                between.step(RelationshipMove::Terminate)?;
            }
            event => return Err(StateError::OutOfPlace { kind: event.kind() }.into()),
        }
        Ok(())
    }

    fn meet(&mut self, stream: StreamId, did: &Did, about: crate::history::About) -> Result<(), Error> {
        let known = self.relationships.contains_key(&stream) || self.tombstones.contains_key(&stream);
        if known || self.vendors.contains_key(did) {
            return Err(StateError::AlreadyKnown { did: did.clone() }.into());
        }
        if !about.hosts.is_empty() || !about.sectors.is_empty() {
            self.ledger.describe(did, &about.hosts, &about.sectors);
        }
        let mut between = Relationship::new(stream, did.clone(), about);
        between.step(RelationshipMove::Meet)?;
        self.vendors.insert_mut(did.clone(), stream);
        self.relationships.insert_mut(stream, Arc::new(between));
        Ok(())
    }

    /// A new persona, or at a desk the keys for a new customer. After an end they begin the relationship anew.
    fn make_keys(&mut self, between: &mut Relationship, keys: PartyKeys) -> Result<(), Error> {
        if between.state == RelationshipState::Terminated {
            between.step(RelationshipMove::Meet)?;
        }
        let did = match self.side {
            Side::Customer => between.vendor.clone(),
            Side::Person | Side::Desk => keys.sign().to_did(),
        };
        between.own = Some(KeyHistory::start(did, keys));
        Ok(())
    }

    fn accept_keys(&mut self, between: &mut Relationship, sign: Thumbprint) -> Result<(), Error> {
        let changed = between.key_change.take().filter(|change| change.keys.sign().thumbprint() == sign);
        let change = changed.ok_or(StateError::NoKeyChange)?;
        self.pin(between, change.did.clone(), change.keys)?;
        between.profile = Some(change);
        Ok(())
    }

    /// The other side's keys from now on. One that another relationship has would link the two, or speak for both.
    pub(super) fn pin(&mut self, between: &mut Relationship, did: Did, keys: PartyKeys) -> Result<(), Error> {
        self.claim(between.id, &keys)?;
        between.other = Some(KeyHistory::start(did, keys));
        Ok(())
    }

    /// A key that has signed is in one relationship. What a page only names, anybody can name.
    pub(super) fn claim(&mut self, stream: StreamId, keys: &PartyKeys) -> Result<(), Error> {
        let key = keys.sign().thumbprint();
        match self.foreign_keys.get(&key) {
            Some(of) if *of == stream => {}
            Some(_) => return Err(StateError::SharedKey.into()),
            None => self.foreign_keys.insert_mut(key, stream),
        }
        Ok(())
    }

    /// A name stands for the rosters of one authority, each newer than the last; the built-in's for the built-in.
    fn load_roster(&mut self, name: &str, pin: RosterPin) -> Result<(), StateError> {
        let known = self.rosters.get(name);
        let other = known.is_some_and(|known| known.authority != pin.authority || known.released > pin.released);
        if other || name == Roster::builtin().iri() {
            return Err(StateError::OtherRoster { roster: name.to_owned() });
        }
        Arc::make_mut(&mut self.rosters).insert(name.to_owned(), pin);
        Ok(())
    }

    fn erase(&mut self, stream: StreamId, head: StreamHead) -> Result<(), Error> {
        if let Some(between) = self.relationships.get(&stream).cloned() {
            self.relationships.remove_mut(&stream);
            self.ledger.forget(&between.vendor);
            self.vendors.remove_mut(&between.vendor);
        }
        forget(&mut self.foreign_keys, stream);
        // A command is forgotten with its events: whoever reads the history anew never sees it.
        forget(&mut self.commands, stream);
        match self.tombstones.insert(stream, head) {
            None => Ok(()),
            Some(_) => Err(StateError::NoSuchRelationship { id: stream }.into()),
        }
    }

    /// A copy of a relationship, to be changed.
    fn take(&self, stream: StreamId) -> Result<Relationship, Error> {
        Ok(self.relationship(stream)?.clone())
    }

    /// A text of terms, compiled.
    pub(super) fn compiled(&mut self, machine: &str, pinned: TermsHash) -> Result<Arc<CompiledTerms>, Error> {
        if let Some(compiled) = self.compiled.get(&pinned) {
            return Ok(Arc::clone(compiled));
        }
        let terms = Terms::read(machine.as_bytes())?;
        if terms.hash() != pinned {
            let id = pinned.to_string();
            return Err(TermsError::LayerHash { id, layer: "machine".to_owned() }.into());
        }
        let compiled = Arc::new(terms.compile());
        Arc::make_mut(&mut self.compiled).insert(pinned, Arc::clone(&compiled));
        Ok(compiled)
    }

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
    fn of_command(&self, id: CommandId) -> impl Iterator<Item = (u64, StreamId)> {
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

    pub(crate) fn tombstones(&self) -> &BTreeMap<StreamId, StreamHead> {
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

    pub(crate) fn relationships(&self) -> impl Iterator<Item = &Relationship> {
        self.relationships.values().map(AsRef::as_ref)
    }

    /// The relationship of one of the other sides' keys.
    pub(crate) fn of_key(&self, key: Thumbprint) -> Option<StreamId> {
        self.foreign_keys.get(&key).copied()
    }
}

fn forget<K: Ord + Copy>(map: &mut RedBlackTreeMapSync<K, StreamId>, stream: StreamId) {
    let gone: Vec<K> = map.iter().filter(|(_, of)| **of == stream).map(|(key, _)| *key).collect();
    for key in &gone {
        map.remove_mut(key);
    }
}

impl Relationship {
    pub(super) fn step(&mut self, step: RelationshipMove) -> Result<(), Error> {
        self.state = self.state.after(step)?;
        Ok(())
    }

    /// The negotiation that runs.
    pub(super) fn negotiating(&mut self) -> Result<&mut super::negotiation::Negotiation, StateError> {
        self.negotiation.as_mut().ok_or(StateError::NoNegotiation)
    }
}

//! What follows from the events: a pure fold.

use super::cast::Cast;
use super::ending::Ending;
use super::error::StateError;
use super::relationship::{Introduced, Relationship};
use super::vault::Stored;
use crate::agreement::Role;
use crate::chain::{StreamHead, StreamId};
use crate::decision::{CompiledTerms, Ledger};
use crate::did::Did;
use crate::error::Error;
use crate::history::{CommandId, Entry, Event, Settings, Side};
use crate::keys::{PartyKeys, Thumbprint};
use crate::message::{KeyHistory, MessageKind};
use crate::relationship::{AgreementMove, RelationshipMove, RelationshipState};
use crate::rights::IncidentMove;
use crate::terms::{Declaration, Roster, Terms, TermsError, TermsHash};
use crate::text::Name;
use crate::time::Instant;
use crate::vault::{ItemFacts, ItemId};
use rpds::{RedBlackTreeMapSync, RedBlackTreeSetSync};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What follows from the events of one life, and from nothing else. Copies share what did not change.
#[derive(Clone, Debug)]
pub(crate) struct State {
    pub(super) side: Side,
    pub(super) settings: Option<Arc<Settings>>,
    pub(super) own_terms: Option<Arc<CompiledTerms>>,
    pub(super) ledger: Ledger,
    pub(super) relationships: RedBlackTreeMapSync<StreamId, Arc<Relationship>>,
    pub(super) casts: RedBlackTreeMapSync<StreamId, Arc<Cast>>,
    /// Under which identifiers vendors were added.
    pub(super) vendors: RedBlackTreeMapSync<Did, StreamId>,
    /// The keys that others signed and received with: one key is in one relationship.
    pub(super) foreign_keys: RedBlackTreeMapSync<Thumbprint, StreamId>,
    pub(super) tombstones: RedBlackTreeMapSync<StreamId, StreamHead>,
    /// Streams of which events were erased, before their tombstone is read.
    pub(super) empty: RedBlackTreeSetSync<StreamId>,
    /// Where the events of a command begin in each of its streams, and which stream it is.
    pub(super) commands: RedBlackTreeMapSync<(CommandId, u64), StreamId>,
    /// Texts of terms by their hash, compiled once for all relationships.
    compiled: Arc<BTreeMap<TermsHash, Arc<CompiledTerms>>>,
    pub(super) rosters: Arc<BTreeMap<String, RosterPin>>,
    pub(super) desk: Option<(Did, Name)>,
    pub(super) declarations: Arc<BTreeMap<String, Arc<Declaration>>>,
    /// A desk's own keys, the oldest first, each with the time from which it was in use.
    pub(super) desk_keys: Vec<(PartyKeys, Instant)>,
    /// The page that a desk published last.
    pub(super) published: Option<Arc<str>>,
    pub(super) items: RedBlackTreeMapSync<ItemId, Arc<Stored>>,
    pub(super) closed: bool,
    /// The time of the last event.
    pub(super) clock: Instant,
    pub(super) p: u64,
}

/// A roster that was loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct RosterPin {
    authority: Thumbprint,
    pub(crate) document: TermsHash,
    released: Instant,
}

impl State {
    /// Before the first event.
    pub(crate) fn new(side: Side) -> Self {
        Self {
            side,
            settings: None,
            own_terms: None,
            ledger: Ledger::new(),
            relationships: RedBlackTreeMapSync::new_sync(),
            casts: RedBlackTreeMapSync::new_sync(),
            vendors: RedBlackTreeMapSync::new_sync(),
            foreign_keys: RedBlackTreeMapSync::new_sync(),
            tombstones: RedBlackTreeMapSync::new_sync(),
            empty: RedBlackTreeSetSync::new_sync(),
            commands: RedBlackTreeMapSync::new_sync(),
            compiled: Arc::default(),
            rosters: Arc::default(),
            desk: None,
            declarations: Arc::default(),
            desk_keys: Vec::new(),
            published: None,
            items: RedBlackTreeMapSync::new_sync(),
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
            (_, StreamId::OWN) => self.apply_own(entry),
            (event, stream) => match self.apply_cast(event, stream) {
                Some(applied) => applied,
                None => self.apply_between(event, stream, entry),
            },
        }
    }

    /// An event that was erased: there is nothing to follow from it.
    pub(crate) fn skip(&mut self, stream: StreamId) {
        self.p = self.p.saturating_add(1);
        self.empty.insert_mut(stream);
    }

    /// What concerns nobody else.
    fn apply_own(&mut self, entry: &Entry) -> Result<(), Error> {
        match &entry.event {
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
            Event::Stored { item, data, source, window, content, replaces } if self.side == Side::Person => {
                let (data, source) = (data.clone(), (*source).into());
                let facts = ItemFacts { id: *item, data, source, window: *window, stored_at: entry.at };
                self.store(facts, *content, *replaces)?;
            }
            Event::Removed { item, content } => self.remove(*item, *content)?,
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
                let changed = Arc::make_mut(&mut between);
                changed.let_go(entry.at);
                let result = self.apply_to(changed, event, entry);
                self.relationships.insert_mut(stream, between);
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
            Event::Sourced { item, content } => self.vouched_for(between, *item, content)?,
            Event::Disclosed { .. } => self.disclosed(between, entry)?,
            Event::ClaimEscalated { claim } if self.side == Side::Person => between.escalated(claim, entry.at)?,
            Event::IncidentReported { incident } => between.step_incident(incident, IncidentMove::Report)?,
            Event::IncidentClosed { incident } => between.step_incident(incident, IncidentMove::Close)?,
            Event::ClaimCompleted { .. } => between.completed(entry, self.role())?,
            Event::CopyGiven { .. } => between.copied(entry, self.role())?,
            Event::Deleted { disclosure, rest: None } if between.disclosure(disclosure).is_none() => {
                between.letter_deleted(disclosure)?;
            }
            Event::Deleted { disclosure, rest } => between.values_deleted(disclosure, None, *rest, None)?,
            Event::PartlyDeleted { disclosure, places, rest, replaces } => {
                between.values_deleted(disclosure, Some(places), *replaces, Some(*rest))?;
            }
            Event::DutyDone { grant } => self.ledger.set_duty_open(&between.vendor, grant, false)?,
            Event::Expired { agreement } => {
                // When it was noted is each side's own.
                let until =
                    between.agreement(agreement).and_then(|agreed| agreed.agreement.document().window().until());
                let ending = Ending::in_time(until.unwrap_or(entry.at));
                self.over(between, agreement, AgreementMove::Expire, ending)?
            }
            Event::OfferChosen { offer, relationship } if self.side == Side::Customer => {
                between.offered(offer)?;
                between.gone_to = Some(*relationship);
            }
            Event::Terminated => {
                if let Some(negotiation) = &mut between.negotiation {
                    Arc::make_mut(negotiation).close();
                }
                between.step(RelationshipMove::Terminate)?;
            }
            event => return Err(StateError::OutOfPlace { kind: event.kind() }.into()),
        }
        Ok(())
    }

    fn meet(&mut self, stream: StreamId, did: &Did, about: crate::history::About) -> Result<(), Error> {
        let known = self.relationships.contains_key(&stream)
            || self.casts.contains_key(&stream)
            || self.tombstones.contains_key(&stream);
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
        between.own = Some(Arc::new(KeyHistory::start(did, keys)));
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
        between.other = Some(Arc::new(KeyHistory::start(did, keys)));
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
            self.unname(&between.vendor);
        }
        self.casts.remove_mut(&stream);
        forget(&mut self.foreign_keys, stream);
        // A command is forgotten with its events: whoever reads the history anew never sees it.
        forget(&mut self.commands, stream);
        if self.tombstones.contains_key(&stream) {
            return Err(StateError::NoSuchRelationship { id: stream }.into());
        }
        self.tombstones.insert_mut(stream, head);
        Ok(())
    }

    /// A relationship to be changed, out of its place: whoever has this state alone need not copy it.
    fn take(&mut self, stream: StreamId) -> Result<Arc<Relationship>, Error> {
        let between = self.relationships.get(&stream).map(Arc::clone);
        self.relationships.remove_mut(&stream);
        Ok(between.ok_or(StateError::NoSuchRelationship { id: stream })?)
    }

    /// The compiled text of an agreement.
    pub(super) fn terms_of(&self, agreed: &super::relationship::Agreed) -> Option<&CompiledTerms> {
        self.compiled.get(&agreed.agreement.document().terms().pin().machine).map(AsRef::as_ref)
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
}

impl Relationship {
    pub(super) fn step(&mut self, step: RelationshipMove) -> Result<(), Error> {
        self.state = self.state.after(step)?;
        Ok(())
    }

    /// The negotiation that runs.
    pub(super) fn negotiating(&mut self) -> Result<&mut super::negotiation::Negotiation, StateError> {
        self.negotiation.as_mut().map(Arc::make_mut).ok_or(StateError::NoNegotiation)
    }
}

fn forget<K: Ord + Copy>(map: &mut RedBlackTreeMapSync<K, StreamId>, stream: StreamId) {
    let gone: Vec<K> = map.iter().filter(|(_, of)| **of == stream).map(|(key, _)| *key).collect();
    for key in &gone {
        map.remove_mut(key);
    }
}

//! The offers of an intention, read from where they lie.

use super::{Act, Life};
use crate::chain::StreamId;
use crate::decision::{AgreementId, Block, CompiledTerms};
use crate::did::Did;
use crate::digest::tagged;
use crate::error::Error;
use crate::history::{About, Event};
use crate::intention::TermsFault;
use crate::keys::{SignedId, Thumbprint, Unverified};
use crate::log::{Log, LogError};
use crate::message::{Introduction, Message, Offer};
use crate::terms::{EntryPin, Limits, Roster, Scope, TermsHash};
use crate::time::Window;
use crate::view::{Announced, Cast, HeldOffer, Inbox, Relationship, State, StateError, Weighed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What was read of an intention's offers, and under which terms they were weighed.
pub(super) struct Kept {
    inbox: Arc<Inbox>,
    /// How many offers each cast had seen by then, and how many it held.
    stood: Vec<(StreamId, usize, usize)>,
    standing: Standing,
    judged: Judged,
}

/// What decides what terms have against an offer. When it changes, every offer is weighed anew.
#[derive(Clone, PartialEq, Eq)]
struct Standing {
    own: Option<TermsHash>,
    blocks: Vec<String>,
    /// Whom blocks may select: who is known, by which keys, and what is said of it.
    known: Vec<(Did, Option<Thumbprint>, About)>,
    rosters: Vec<TermsHash>,
}

/// What was found of entries and declarations: many offers declare the same.
#[derive(Default)]
struct Judged {
    compiled: BTreeMap<EntryPin, Option<CompiledTerms>>,
    faults: BTreeMap<(EntryPin, [u8; 32]), Arc<[TermsFault]>>,
}

impl Standing {
    fn of(state: &State) -> Self {
        let blocks: Vec<String> = whole(state).map(Block::to_json).collect();
        let key = |with: &Relationship| with.other_keys().map(|keys| keys.sign().thumbprint());
        let known = state.relationships().map(|with| (with.vendor().clone(), key(with), with.about().clone()));
        Self {
            own: state.own_terms().map(|own| own.terms().hash()),
            known: known.filter(|_| !blocks.is_empty()).collect(),
            blocks,
            rosters: state.rosters().values().map(|pin| pin.document).collect(),
        }
    }
}

impl Life {
    /// The offers that are held for an intention. What was read before is not read again.
    pub(crate) fn inbox(&mut self, intention: StreamId) -> Result<Arc<Inbox>, Error> {
        self.settle()?;
        let kept = self.reading(|life| life.kept(intention))?;
        let inbox = Arc::clone(&kept.inbox);
        self.inboxes.insert(intention, kept);
        Ok(inbox)
    }

    fn kept(&mut self, intention: StreamId) -> Result<Kept, Error> {
        let (standing, kept) = (Standing::of(self.state()), self.inboxes.remove(&intention));
        let kept = kept.filter(|kept| kept.standing == standing);
        let casts = self.state().casts_of(intention)?;
        let stood: Vec<_> = casts.iter().map(|cast| (cast.id(), cast.offers_seen(), cast.offers_held())).collect();
        let (read, mut judged) = match kept {
            Some(kept) if kept.stood == stood => return Ok(kept),
            Some(kept) => (Some(kept.inbox), kept.judged),
            None => (None, Judged::default()),
        };
        let scales = Scales::of(self, intention)?;
        let mut offers = Vec::new();
        for (cast, id) in casts.iter().flat_map(|cast| cast.offers().map(|id| (cast.id(), id))) {
            offers.push(match read.as_ref().and_then(|read| read.kept(&id)) {
                Some(read) => read.clone(),
                None => scales.weigh(HeldOffer::of(cast, &offer_at(self.log(), cast, &id)?)?, &mut judged),
            });
        }
        let timed = whole(self.state()).filter(|block| block.window != Window::ALWAYS);
        let timed = timed.map(|block| (block.what.id().to_owned(), block.window)).collect();
        let inbox = Arc::new(Inbox::new(Arc::new(scales.said.want.clone()), timed, offers));
        Ok(Kept { inbox, stood, standing, judged })
    }

    /// What the terms have against an offer that came.
    pub(crate) fn weigh(&mut self, intention: StreamId, offer: HeldOffer) -> Result<Weighed, Error> {
        let mut kept = self.reading(|life| life.kept(intention))?;
        let weighed = Scales::of(self, intention)?.weigh(offer, &mut kept.judged);
        self.inboxes.insert(intention, kept);
        Ok(weighed)
    }

    /// An offer was taken, and others went for it.
    pub(crate) fn hold(&mut self, intention: StreamId, offer: Weighed, gone: &[SignedId]) -> Result<(), Error> {
        let casts = self.state.casts_of(intention)?;
        if let Some(kept) = self.inboxes.get_mut(&intention) {
            kept.stood = casts.iter().map(|cast| (cast.id(), cast.offers_seen(), cast.offers_held())).collect();
            kept.inbox = Arc::new(kept.inbox.with(offer, gone));
        }
        Ok(())
    }

    /// The keys that an offering vendor's identifier stands for, where they are known.
    pub(crate) fn offerer(&self, cast: &Cast, did: &Did) -> Result<Option<Introduction>, Error> {
        match offerer(self.log(), cast, did)? {
            Some(introduction) => Ok(Some(introduction)),
            None => Ok(self.state().vendor(did).and_then(|id| self.state().relationship(id).ok()).and_then(known)),
        }
    }
}

/// The keys by which a vendor is known that has none inside of its identifier.
fn known(between: &Relationship) -> Option<Introduction> {
    let mut introduction = between.introduction();
    if let Some(keys) = between.other_keys() {
        introduction.add(keys);
    }
    Some(introduction).filter(|introduction| !introduction.signing().is_empty())
}

/// An offer as it lies beside its cast.
pub(super) fn offer_at(log: &Log, cast: StreamId, id: &SignedId) -> Result<Unverified<Message<Offer>>, Error> {
    Ok(Unverified::parse(&beside(log, cast, id.as_bytes())?)?)
}

/// A document that the state names. It is not there when somebody else wrote since: an offer was replaced, or all erased.
pub(super) fn beside(log: &Log, cast: StreamId, name: &[u8; 32]) -> Result<Vec<u8>, Error> {
    match log.document(cast, name) {
        Err(LogError::NoDocument) => {
            log.is_as_read()?;
            Err(LogError::NoDocument.into())
        }
        text => Ok(text?),
    }
}

/// How an event names a vendor that is known for its offers alone.
pub(crate) fn hash_of(vendor: &Did) -> [u8; 32] {
    tagged("vendor", &[vendor.as_str().as_bytes()])
}

/// Under which name the keys of an identifier lie beside a cast.
pub(crate) fn pin_of(introduction: &Introduction) -> [u8; 32] {
    tagged("pin", &[introduction.to_text().as_bytes()])
}

/// The keys that an offering vendor's identifier stands for: those inside of it, or those pinned last for this cast.
pub(super) fn offerer(log: &Log, cast: &Cast, did: &Did) -> Result<Option<Introduction>, Error> {
    if did.has_key_inside() {
        return Ok(Some(Introduction::resolve(did)?));
    }
    let Some(pin) = cast.pin(&hash_of(did)) else { return Ok(None) };
    Ok(Some(Introduction::parse(&beside(log, cast.id(), pin)?)?))
}

/// How many declarations' faults are kept.
const MOST_JUDGED: usize = 1_024;

/// What offers are weighed with.
struct Scales<'a> {
    state: &'a State,
    rosters: &'a [Roster],
    said: &'a Announced,
}

impl<'a> Scales<'a> {
    fn of(life: &'a Life, intention: StreamId) -> Result<Self, StateError> {
        let said = life.state.casts_of(intention)?.into_iter().find_map(Cast::announced);
        let said = said.ok_or(StateError::NoSuchIntention { id: intention })?;
        Ok(Self { state: &life.state, rosters: &life.house.rosters, said })
    }

    /// What the terms have against an offer.
    fn weigh(&self, offer: HeldOffer, judged: &mut Judged) -> Weighed {
        let declared =
            (offer.terms.clone(), tagged("declared", &[offer.declaration.to_value().canonical().as_bytes()]));
        let faults = match judged.faults.get(&declared) {
            Some(faults) => Arc::clone(faults),
            None => {
                let faults: Arc<[TermsFault]> = self.judge(&offer, &mut judged.compiled).into();
                // Whoever declares something else each time fills it no further.
                if judged.faults.len() >= MOST_JUDGED {
                    judged.faults.clear();
                }
                judged.faults.insert(declared, Arc::clone(&faults));
                faults
            }
        };
        let blocked = self.blocks(&offer);
        let faults = if blocked.is_empty() { faults } else { faults.iter().cloned().chain(blocked).collect() };
        Weighed { offer: Arc::new(offer), faults }
    }

    /// The blocks on everything that its vendor does.
    fn blocks(&self, offer: &HeldOffer) -> Vec<TermsFault> {
        let vendor = self.state.known_as(&offer.vendor);
        let about = self.state.vendor(vendor).and_then(|id| self.state.relationship(id).ok()).map(|with| with.about());
        let (hosts, sectors) = about.map_or((&[][..], &[][..]), |about| (&about.hosts, &about.sectors));
        let against = whole(self.state).filter(|block| block.against.selects(vendor, hosts, sectors));
        against.map(|block| TermsFault::Blocked { block: block.what.id().to_owned() }).collect()
    }

    fn judge(&self, offer: &HeldOffer, compiled: &mut BTreeMap<EntryPin, Option<CompiledTerms>>) -> Vec<TermsFault> {
        let (pin, entry) = (&offer.terms, offer.terms.name.clone());
        let mut faults = Vec::new();
        if !self.said.terms.contains(pin) {
            faults.push(TermsFault::Countered { entry: entry.clone() });
        }
        let terms = compiled.entry(pin.clone()).or_insert_with(|| {
            let loaded = self.rosters.iter().chain([Roster::builtin()]).find(|roster| roster.iri() == entry.roster);
            loaded.and_then(|roster| roster.pinned(pin).ok()).map(|entry| entry.terms().compile())
        });
        match terms {
            Some(terms) => {
                let (nobody, own) = (AgreementId::from_bytes([0; 32]), self.state.own_terms());
                let refused = offer.declaration.authorise(nobody, Window::ALWAYS, terms, own).err();
                faults.extend(refused.map(TermsFault::Conflict));
            }
            None => faults.push(TermsFault::Unknown { entry }),
        }
        faults
    }
}

/// The blocks that forbid everything, for as long as they stand.
fn whole(state: &State) -> impl Iterator<Item = &Block> {
    let is_whole =
        |block: &&Block| *block.what.scope() == Scope::default() && *block.what.limits() == Limits::default();
    state.ledger().blocks().filter(is_whole)
}

impl Act<'_> {
    /// Pins the keys that an offering vendor's identifier stands for from now on. Those that were pinned before stay beside
    /// the offers that they vouched for.
    pub(crate) fn vouch(&mut self, cast: StreamId, introduction: &Introduction) -> Result<(), Error> {
        let (vendor, pin) = (hash_of(introduction.did()), pin_of(introduction));
        self.push(cast, Event::Vouched { vendor, pin })?;
        self.keep_document(cast, &pin, introduction.to_text().as_bytes())
    }
}

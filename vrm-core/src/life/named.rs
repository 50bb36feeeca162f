//! What events name that lies beside them: documents, keys, letters, messages that were taken.

use super::act::addressee;
use super::rest::RestText;
use super::told::Told;
use super::value::ValueText;
use super::{hash_of, pin_of};
use crate::agreement::{HalfAgreement, Role};
use crate::chain::StreamId;
use crate::did::Did;
use crate::error::Error;
use crate::history::{
    CarriedDocument, CarriedKeys, CarriedLetter, CarriedTaken, Entry, Event, HistoryError, LineError,
};
use crate::intention::Reach;
use crate::keys::{PartyKeys, Sealed, Thumbprint, Unverified};
use crate::log::Taken;
use crate::message::{AnyMessage, Introduction, Jti, Message, Offer};
use crate::terms::{Roster, TermsHash};
use crate::time::Instant;
use crate::vault::{Given, ItemId};
use crate::view::{Relationship, State, StateError};
use crate::vocab::Word;
use std::collections::BTreeMap;

/// What the events named so far.
#[derive(Default)]
pub(super) struct Named {
    documents: BTreeMap<(StreamId, [u8; 32]), Texts>,
    keys: BTreeMap<(StreamId, Thumbprint), PartyKeys>,
    said: BTreeMap<(StreamId, Jti), Addressed>,
    heard: BTreeMap<(StreamId, u64), Taken>,
}

/// What a document must be.
enum Texts {
    /// The roster of that name.
    Roster(String),
    /// The one entry that was agreed on.
    Agreed(Box<HalfAgreement>),
    /// The offer of that name, made for the key of a cast.
    Offer(Thumbprint),
    /// The keys that the identifier of that hash stood for.
    Pin([u8; 32]),
    /// The value of an item.
    Value(ItemId, Word),
    /// What is left of a disclosure: each place that is kept, and what data stands there.
    Rest(Jti, BTreeMap<u32, Word>),
    /// A message that no event keeps, as it was believed.
    Told(Box<Told>),
}

/// Whom a message of one's own is for, and until when it counts.
struct Addressed {
    position: u64,
    to: Reader,
    expires: Option<Instant>,
}

enum Reader {
    /// Whoever reads it: the message as it was signed.
    Anyone(String),
    /// One for whom it is sealed, and with which key: none where that went with what was erased.
    One(Did, Option<Thumbprint>),
}

impl Named {
    /// Notes what the event at a position names, with the state before it.
    pub(super) fn note(&mut self, state: &State, position: u64, entry: &Entry) -> Result<(), Error> {
        let (stream, own) = (entry.stream, state.role());
        entry.event.gone().for_each(|name| drop(self.documents.remove(&(stream, name))));
        match &entry.event {
            Event::RosterLoaded { roster, .. } => self.document(entry, own, Texts::Roster(roster.clone()))?,
            Event::KeysMade { keys } | Event::Drafted { keys, .. } => self.own(stream, *keys),
            Event::Vouched { vendor, .. } => self.document(entry, own, Texts::Pin(*vendor))?,
            Event::OfferHeld { .. } => {
                let cast = state.cast(stream)?.keys().sign().thumbprint();
                self.document(entry, own, Texts::Offer(cast))?;
            }
            Event::Said { by, message } if *by == own => {
                if let AnyMessage::Rotation(text) = message.as_ref() {
                    self.own(stream, text.peek()?.body().keys);
                }
                if let Some(half) = message.half()? {
                    let half = HalfAgreement::verify(&half, entry.at)?;
                    self.document(entry, own, Texts::Agreed(Box::new(half)))?;
                }
                let Some(to) = reader(state, stream, message)? else { return Ok(()) };
                let facts = message.facts()?;
                self.said.insert((stream, facts.jti), Addressed { position, to, expires: facts.expires });
            }
            Event::Stored { item, data, .. } => self.document(entry, own, Texts::Value(*item, data.clone()))?,
            Event::PartlyDeleted { disclosure, places, .. } => {
                let between = state.relationship(stream)?;
                let given = between.disclosure(disclosure).into_iter().flat_map(Given::values);
                let stay = given.filter(|(place, value)| value.kept && !places.contains(place));
                let stay = stay.map(|(place, value)| (place, value.data.clone())).collect();
                self.document(entry, own, Texts::Rest(*disclosure, stay))?;
            }
            event => {
                if let Some(spoken) = event.spoken() {
                    let between = state.relationship(stream)?;
                    if let Some(to) = reader_of(state, between).filter(|_| spoken.by == own) {
                        let addressed = Addressed { position, to, expires: spoken.expires };
                        self.said.insert((stream, spoken.jti), addressed);
                    }
                    let told = Told::of(between, own, spoken.by, entry)?;
                    self.document(entry, own, Texts::Told(Box::new(told)))?;
                }
            }
        }
        self.heard.extend(Taken::noted(&entry.event, own)?.map(|taken| ((stream, entry.n), taken)));
        Ok(())
    }

    fn document(&mut self, entry: &Entry, own: Role, texts: Texts) -> Result<(), Error> {
        let name = entry.event.document(own)?;
        self.documents.extend(name.map(|name| ((entry.stream, name), texts)));
        Ok(())
    }

    fn own(&mut self, stream: StreamId, keys: PartyKeys) {
        self.keys.insert((stream, keys.sign().thumbprint()), keys);
    }

    /// That there is each document that is named, and no other, and that it says what it should.
    pub(super) fn are_documents(&self, documents: &[(usize, CarriedDocument)]) -> Result<(), HistoryError> {
        let mut pins: BTreeMap<(StreamId, [u8; 32]), Vec<Introduction>> = BTreeMap::new();
        for (_, CarriedDocument { stream, name, text }) in documents {
            if let Some(Texts::Pin(vendor)) = self.documents.get(&(*stream, *name)) {
                pins.entry((*stream, *vendor)).or_default().extend(Introduction::parse(text.as_bytes()));
            }
        }
        for (line, CarriedDocument { stream, name, text }) in documents {
            let texts = self.documents.get(&(*stream, *name));
            let texts = texts.ok_or_else(|| LineError::Stray { what: "document" }.at(*line))?;
            let pinned = |did: &Did| pins.get(&(*stream, hash_of(did))).cloned().unwrap_or_default();
            if !texts.are(name, text, &pinned) {
                return Err(LineError::NotAsNamed { what: "document" }.at(*line));
            }
        }
        counted("document", documents.len(), self.documents.len())
    }

    /// That there are the secrets of all keys of one's own that are named, and of no others.
    pub(super) fn are_keys(&self, keys: &[(usize, CarriedKeys)]) -> Result<(), HistoryError> {
        for (line, CarriedKeys { stream, pairs }) in keys {
            let public = pairs.public();
            match self.keys.get(&(*stream, public.sign().thumbprint())) {
                None => return Err(LineError::Stray { what: "secret of keys" }.at(*line)),
                Some(named) if *named != public => {
                    return Err(LineError::NotAsNamed { what: "secret of keys" }.at(*line));
                }
                Some(_) => {}
            }
        }
        counted("secret of keys", keys.len(), self.keys.len())
    }

    /// That each letter is of a message that was said, for whom it was said. One that was answered is kept no longer.
    pub(super) fn are_letters(&self, letters: &[(usize, CarriedLetter)]) -> Result<(), HistoryError> {
        for (line, letter) in letters {
            let said = self.said.get(&(letter.stream, letter.id));
            let said = said.ok_or_else(|| LineError::Stray { what: "letter" }.at(*line))?;
            if !said.is_of(letter) {
                return Err(LineError::NotAsNamed { what: "letter" }.at(*line));
            }
        }
        Ok(())
    }

    /// The messages that were taken, each with what answered it. One that never stops counting is never forgotten.
    pub(super) fn messages(
        mut self,
        taken: Vec<(usize, CarriedTaken)>,
    ) -> Result<Vec<(CarriedTaken, Taken)>, HistoryError> {
        let mut messages = Vec::new();
        for (line, taken) in taken {
            let message = self.heard.remove(&(taken.stream, taken.n));
            let message = message.ok_or_else(|| LineError::Stray { what: "message that was taken" }.at(line))?;
            if taken.answers.iter().any(|answer| !self.said.contains_key(&(taken.stream, *answer))) {
                return Err(LineError::NotAsNamed { what: "message that was taken" }.at(line));
            }
            messages.push((taken, message));
        }
        match self.heard.values().any(|message| message.expires.is_none()) {
            true => Err(HistoryError::Lacking { what: "message that was taken" }),
            false => Ok(messages),
        }
    }
}

/// Whom a message of one's own is for, if anyone may be meant by it.
fn reader(state: &State, stream: StreamId, message: &AnyMessage) -> Result<Option<Reader>, Error> {
    if let AnyMessage::Intention(text) = message {
        let Reach::Vendor(did) = &text.peek()?.body().audience.clone() else {
            return Ok(Some(Reader::Anyone(text.as_str().to_owned())));
        };
        // The vendor may be erased by now, and its cast not.
        let with = state.vendor(did).map(|id| state.relationship(id)).transpose()?.and_then(|with| with.reader());
        return Ok(Some(Reader::One(did.clone(), with.map(|(_, seal)| seal.thumbprint()))));
    }
    let Ok(between) = state.relationship(stream) else { return Ok(None) };
    if let (AnyMessage::Offer(_), Some(said)) = (message, between.announced()) {
        let keys = said.keys;
        return Ok(Some(Reader::One(keys.sign().to_did(), Some(keys.seal().thumbprint()))));
    }
    Ok(reader_of(state, between))
}

/// The other side of a relationship.
fn reader_of(state: &State, between: &Relationship) -> Option<Reader> {
    let (_, seal) = between.reader()?;
    Some(Reader::One(addressee(state.role(), between), Some(seal.thumbprint())))
}

impl Addressed {
    /// Whether a letter is this.
    fn is_of(&self, letter: &CarriedLetter) -> bool {
        let to = match (&self.to, &letter.to) {
            (Reader::One(did, seal), Some(to)) => {
                let sealed = Sealed::parse(letter.text.as_bytes());
                did == to && sealed.is_ok_and(|sealed| seal.is_none_or(|seal| sealed.kid() == seal))
            }
            (Reader::Anyone(text), None) => *text == letter.text,
            _ => false,
        };
        to && (self.position, self.expires) == (letter.position, letter.expires)
    }
}

impl Texts {
    fn are(&self, name: &[u8; 32], text: &str, pinned: &dyn Fn(&Did) -> Vec<Introduction>) -> bool {
        match self {
            Self::Offer(cast) => return is_offer(name, *cast, text, pinned),
            Self::Pin(vendor) => {
                let is_it = |pinned: Introduction| {
                    let named = pin_of(&pinned) == *name && hash_of(pinned.did()) == *vendor;
                    named && pinned.to_text() == text
                };
                return Introduction::parse(text.as_bytes()).is_ok_and(is_it);
            }
            Self::Value(item, data) => {
                let is_it = |value: ValueText| (value.item, &value.data) == (*item, data);
                return ValueText::name(text) == *name && ValueText::read(text.as_bytes()).is_some_and(is_it);
            }
            Self::Rest(disclosure, stay) => {
                let data = |rest: &RestText| -> BTreeMap<u32, Word> {
                    rest.values.iter().map(|(place, value)| (*place, value.data.clone())).collect()
                };
                let is_it = |rest: RestText| rest.disclosure == *disclosure && data(&rest) == *stay;
                return RestText::name(text) == *name && RestText::read(text.as_bytes()).is_some_and(is_it);
            }
            Self::Told(told) => return told.is(text),
            _ => {}
        }
        let Ok(roster) = Roster::load(text.as_bytes()) else { return false };
        match self {
            Self::Roster(iri) => roster.iri() == iri && TermsHash::of(text.as_bytes()).as_bytes() == name,
            Self::Agreed(half) => {
                let alone_and_in_its_one_form = roster.entries().len() == 1 && roster.to_document() == text;
                alone_and_in_its_one_form && half.document().terms().entry(&roster).is_ok()
            }
            Self::Offer(_) | Self::Pin(_) | Self::Value(..) | Self::Rest(..) | Self::Told(_) => false,
        }
    }
}

/// Whether a text is the offer of that name, for that cast, and signed with a key of its vendor's.
fn is_offer(name: &[u8; 32], cast: Thumbprint, text: &str, pinned: &dyn Fn(&Did) -> Vec<Introduction>) -> bool {
    let read = || {
        let offer = Unverified::<Message<Offer>>::parse(text.as_bytes())?;
        let (id, message) = (offer.claimed_id()?, offer.peek()?);
        let did = message.iss();
        let introduced = if did.has_key_inside() { vec![Introduction::resolve(did)?] } else { pinned(did) };
        let mut keys = introduced.iter().filter_map(|introduction| offer.introduced_key(introduction).ok());
        let key = keys.next().ok_or(StateError::NoKeys)?;
        let signed = offer.signed_by(&key, message.iat())?;
        Ok::<_, Error>(id.as_bytes() == name && signed.value().aud() == cast)
    };
    read().unwrap_or(false)
}

/// None of them is there twice and each is named: so as many are as many as there should be.
fn counted(what: &'static str, found: usize, named: usize) -> Result<(), HistoryError> {
    if found == named { Ok(()) } else { Err(HistoryError::Lacking { what }) }
}

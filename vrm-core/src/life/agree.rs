//! How two sides come to an agreement: what both do alike.

use super::Act;
use crate::agreement::{
    AgreedTerms, Agreement, AgreementDraft, AgreementError, Document, Expected, HalfAgreement, Role, VendorParty,
};
use crate::chain::StreamId;
use crate::decision::{AgreementId, CompiledTerms};
use crate::error::Error;
use crate::history::{Event, Settings};
use crate::keys::{PartyKeys, SignedId};
use crate::log::LogError;
use crate::message::{Late, Never, RefusalReason, Signature};
use crate::terms::{Choice, Declaration, Entry, EntryPin, Roster};
use crate::text::Language;
use crate::time::Instant;
use crate::view::{Countered, Negotiation, StateError};
use std::collections::BTreeSet;

/// What a document is made from.
pub(crate) struct Draft<'a> {
    pub(crate) person: PartyKeys,
    pub(crate) vendor: VendorParty,
    pub(crate) entry: &'a Entry,
    pub(crate) shown: &'a Language,
    pub(crate) declaration: Declaration,
    pub(crate) answers: SignedId,
    pub(crate) replaces: Option<AgreementId>,
}

impl<'a> Act<'a> {
    /// A roster and an id in it: in the built-in one or, written `ROSTER#ID`, in one that was loaded.
    pub(crate) fn roster_of<'i>(&self, entry: &'i str) -> Result<(&'a Roster, &'i str), Error> {
        match entry.rsplit_once('#') {
            Some((roster, id)) if Roster::builtin().entry(entry).is_err() => Ok((self.roster(roster)?, id)),
            _ => Ok((Roster::builtin(), entry)),
        }
    }

    /// What pins an entry that may be agreed on with an organisation.
    pub(crate) fn entry_of(&self, entry: &str) -> Result<EntryPin, Error> {
        let (roster, id) = self.roster_of(entry)?;
        Ok(roster.proffered(id)?.pin())
    }

    /// Finds every agreement that the settings accept: one that nobody knows is never said yes to.
    pub(crate) fn all_known(&self, settings: &Settings) -> Result<(), Error> {
        settings.preferences.accepted().try_for_each(|entry| self.entry_of(entry).map(drop))
    }

    /// The entry that a pin names, in a roster that is known here.
    pub(crate) fn entry(&self, pin: &EntryPin) -> Result<(&'a Roster, &'a Entry), Error> {
        let roster = self.roster(&pin.name.roster)?;
        Ok((roster, roster.pinned(pin)?))
    }

    /// Those of the pins that are entries known here, and may be agreed on with an organisation.
    pub(crate) fn known_entries(&self, pins: &BTreeSet<EntryPin>) -> Vec<&'a Entry> {
        let known = |pin: &EntryPin| {
            let (roster, entry) = self.entry(pin).ok()?;
            roster.proffered(&entry.name().id).ok()
        };
        pins.iter().filter_map(known).collect()
    }

    /// A document, made and signed first; nothing is said yet.
    pub(crate) fn make(&mut self, stream: StreamId, draft: Draft<'_>) -> Result<HalfAgreement, Error> {
        let Draft { person, vendor, entry, shown, declaration, answers, replaces } = draft;
        let terms = AgreedTerms::of(entry, shown)?;
        let accept_by = self.answer_by()?;
        let made = AgreementDraft::new(person, vendor, terms, declaration, self.now, accept_by).answering(answers);
        let made = match replaces {
            Some(old) => made.replacing(old),
            None => made,
        };
        let made = match self.settings().place.as_ref().filter(|_| self.state.role() == Role::Person) {
            Some(place) => made.at(place.clone()),
            None => made,
        };
        let document = made.finish(self.random)?;
        Ok(document.sign(self.own_pairs(stream)?.sign(), self.now)?)
    }

    /// Says that one signed first. The texts of the terms lie beside the history from then on, whatever becomes of the
    /// roster.
    pub(crate) fn sign_first(&mut self, stream: StreamId, half: &HalfAgreement) -> Result<(), Error> {
        let texts = self.texts(stream, half)?;
        self.sign(stream, half, &texts)
    }

    /// Keeps the texts of the terms beside the history. Under the agreement's own name: a later one with the same rules may
    /// have other texts for people.
    pub(super) fn keep_texts(&mut self, stream: StreamId, half: &HalfAgreement, texts: &Roster) -> Result<(), Error> {
        self.keep_document(stream, half.id().as_bytes(), texts.to_document().as_bytes())
    }

    fn sign(&mut self, stream: StreamId, half: &HalfAgreement, texts: &Roster) -> Result<(), Error> {
        self.keep_texts(stream, half, texts)?;
        self.say(stream, Signature::of(half)?, Never)?;
        Ok(())
    }

    /// Signs the other side's document second: from then on there is an agreement.
    pub(crate) fn sign_second(&mut self, stream: StreamId, agreement: &Agreement) -> Result<(), Error> {
        let own = agreement.half(self.state.role()).clone();
        let texts = self.texts(stream, &own)?;
        self.sign(stream, &own, &texts)?;
        self.in_force(stream, &own, &texts)
    }

    /// Takes the other side's second signature; one that is late is called so.
    pub(crate) fn complete(
        &mut self,
        stream: StreamId,
        first: &HalfAgreement,
        second: &HalfAgreement,
    ) -> Result<(), Error> {
        match first.complete(second, self.now) {
            Ok(_) => self.in_force(stream, first, &self.texts(stream, first)?),
            // It lapses by being called so.
            Err(AgreementError::Late { .. }) => self.late(stream, first.id()),
            Err(error) => Err(error.into()),
        }
    }

    /// Says that a second signature came too late.
    pub(crate) fn late(&mut self, stream: StreamId, agreement: AgreementId) -> Result<(), Error> {
        self.say(stream, Late { agreement }, Never)?;
        Ok(())
    }

    /// The agreement is in force: its rules stand in the history.
    fn in_force(&mut self, stream: StreamId, half: &HalfAgreement, texts: &Roster) -> Result<(), Error> {
        let entry = half.document().terms().entry(texts)?;
        let machine = entry.terms().machine_form().to_owned();
        self.push(stream, Event::Agreed { agreement: half.id(), machine })
    }

    /// The texts that a document agrees on: those kept when it was signed here, or the roster's.
    pub(super) fn texts(&self, stream: StreamId, half: &HalfAgreement) -> Result<Roster, Error> {
        let terms = half.document().terms();
        match self.log.document(stream, half.id().as_bytes()) {
            Ok(kept) => Ok(Roster::load(&kept)?),
            Err(LogError::NoDocument) => {
                let roster = self.roster(&terms.pin().name.roster)?;
                terms.entry(roster)?;
                Ok(roster.excerpt(&terms.pin().name.id)?)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// That the vendor's declaration passes under the terms, and under the person's own ones at the person's side.
    pub(crate) fn passes(&self, document: &Document, id: AgreementId) -> Result<(), Error> {
        let entry = document.terms().entry(self.roster(&document.terms().pin().name.roster)?)?;
        let own: Option<&CompiledTerms> = self.state.own_terms().filter(|_| self.state.role() == Role::Person);
        document.declaration().authorise(id, document.window(), &entry.terms().compile(), own)?;
        Ok(())
    }

    /// The choice is noted.
    pub(crate) fn weigh(&mut self, stream: StreamId, choice: Choice) -> Result<(), Error> {
        self.push(stream, Event::Weighed { choice })
    }

    /// A no to what the other side said last.
    pub(crate) fn say_no(&mut self, stream: StreamId, choice: Choice) -> Result<(), Error> {
        let answers = self.negotiation(stream)?.unanswered_by(self.state.role());
        let answers = answers.ok_or(StateError::NothingToAnswer)?;
        let why = match choice {
            Choice::NegotiationRefused => RefusalReason::Negotiation,
            _ => RefusalReason::Agreement,
        };
        self.weigh(stream, choice)?;
        self.refuse(stream, answers, why)
    }

    pub(crate) fn negotiation(&self, stream: StreamId) -> Result<&Negotiation, Error> {
        let negotiation = self.state.relationship(stream)?.negotiation();
        Ok(negotiation.filter(|running| !running.is_over()).ok_or(StateError::NoNegotiation)?)
    }

    /// When a document can have been made that answers something of this side's, and until when it may wait: whatever is
    /// said counts for 90 days at most, and a clock may be a day off.
    pub(crate) fn times(&self) -> (Instant, Instant) {
        const LONGEST: i64 = 91 * 24 * 60 * 60;
        let earliest = self.now.plus_seconds(-LONGEST).unwrap_or(Instant::MIN);
        (earliest, self.now.plus_seconds(LONGEST).unwrap_or(Instant::MAX))
    }

    /// What the other side's document must say that answers this negotiation.
    pub(crate) fn expected(
        &self,
        negotiation: &Negotiation,
        person: PartyKeys,
        vendor: VendorParty,
        shown: Option<Language>,
    ) -> Expected {
        let (answers, terms, declaration) = match negotiation.countered() {
            Some(Countered { id, terms, declaration, .. }) => {
                (*id, BTreeSet::from([terms.clone()]), Some(declaration.clone()))
            }
            None => (negotiation.proffer(), negotiation.terms().clone(), None),
        };
        let replaces = negotiation.replaces();
        Expected { person, vendor, answers, terms, shown, declaration, replaces, times: self.times() }
    }
}

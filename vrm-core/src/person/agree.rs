//! Agree: proffer, answer a counter or a document, renew.

use super::Person;
use super::meet::{about, only};
use crate::agreement::{Agreement, HalfAgreement, Role};
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::json::Value;
use crate::keys::{PartyKeyPairs, Randomness};
use crate::life::{Act, Draft, Outcome, is_own_trouble};
use crate::message::Proffer;
use crate::relationship::RelationshipState;
use crate::terms::{Choice, EntryPin};
use crate::time::Instant;
use crate::view::{Countered, StateError};
use std::collections::BTreeSet;
use std::sync::Arc;

impl Person {
    /// Proffers one roster agreement to a vendor, or a set of which it takes one. The relationship's persona is made where
    /// there is none yet.
    ///
    /// # Errors
    /// [`StateError::Negotiating`] while another proffer waits; [`StateError::NoKeys`] before the vendor was introduced
    /// with a key to seal for; [`TermsError`](crate::terms::TermsError) for an entry that the roster does not have, or not
    /// for organisations.
    pub fn proffer(
        &mut self,
        relationship: StreamId,
        entries: &[&str],
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("entries", strings(entries)).into();
        self.life.run("proffer", arguments, command, now, random, |act| proffer(act, relationship, entries, None))
    }

    /// Proffers an agreement in place of one that is in force: it ends when the new one begins.
    ///
    /// # Errors
    /// As [`proffer`](Self::proffer); [`StateError::NoSuchAgreement`].
    pub fn renew(
        &mut self,
        relationship: StreamId,
        agreement: AgreementId,
        entries: &[&str],
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("agreement", agreement.to_string()).with("entries", strings(entries));
        self.life.run("renew", arguments.into(), command, now, random, |act| {
            act.state.relationship(relationship)?.agreed_in_force(&agreement)?;
            proffer(act, relationship, entries, Some(agreement))
        })
    }

    /// Says yes to what waits for the person: a counter, of which the document is then made and signed first, or a
    /// document that the vendor signed, which is then signed second.
    ///
    /// # Errors
    /// [`StateError::NoNegotiation`], [`StateError::NothingToAnswer`]; [`NotAuthorised`](crate::decision::NotAuthorised) when what the vendor declared
    /// does not pass under the terms or the person's own ones;
    /// [`AgreementError`](crate::agreement::AgreementError) when the time to accept is over.
    pub fn accept(
        &mut self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("accept", only(relationship), command, now, random, |act| {
            Yes::of(act, relationship)?.say(act, relationship)
        })
    }

    /// Says no to what waits for the person.
    ///
    /// # Errors
    /// [`StateError::NoNegotiation`], [`StateError::NothingToAnswer`].
    pub fn refuse(
        &mut self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("refuse", only(relationship), command, now, random, |act| {
            act.say_no(relationship, Choice::AgreementRefused)
        })
    }
}

fn strings(entries: &[&str]) -> Vec<Value> {
    entries.iter().map(|entry| Value::from(*entry)).collect()
}

fn proffer(act: &mut Act<'_>, stream: StreamId, entries: &[&str], replaces: Option<AgreementId>) -> Result<(), Error> {
    let terms: BTreeSet<EntryPin> = entries.iter().map(|id| act.entry_of(id)).collect::<Result<_, _>>()?;
    act.expire_with(stream)?;
    let between = act.state.relationship(stream)?;
    // After an end one comes back under a fresh persona.
    if between.own_keys().is_none() || between.state() == RelationshipState::Terminated {
        let pairs = PartyKeyPairs::generate(act.random)?;
        let keys = pairs.public();
        act.keep(stream, Arc::new(pairs))?;
        act.push(stream, Event::KeysMade { keys })?;
    }
    let keys = act.own_pairs(stream)?.public();
    let until = act.answer_by()?;
    let mut message = act.message(stream, Proffer { keys, terms, replaces }, until)?;
    message.set_shown(&act.settings().language)?;
    act.post(stream, message)?;
    Ok(())
}

/// Does what was chosen about a counter or a document.
pub(super) fn weigh(act: &mut Act<'_>, stream: StreamId, choice: Choice) -> Result<(), Error> {
    match &choice {
        Choice::Accept(entry) => match Yes::of(act, stream) {
            Ok(yes) => yes.say(act, stream),
            // Terms that are accepted, over a declaration that is not.
            Err(Error::NotAuthorised(_)) => act.say_no(stream, Choice::AgreementRefused),
            Err(error) if is_own_trouble(&error) => Err(error),
            // What the agent cannot sign is the person's to see.
            Err(Error::Agreement(_) | Error::Terms(_)) => act.weigh(stream, Choice::NeedsHuman(Some(entry.clone()))),
            Err(error) => Err(error),
        },
        Choice::NeedsHuman(_) => act.weigh(stream, choice),
        Choice::Counter(_) | Choice::AgreementRefused | Choice::NegotiationRefused => act.say_no(stream, choice),
    }
}

/// A yes that is signed and not said yet: everything that may fail has been done.
enum Yes {
    First { entry: String, half: Box<HalfAgreement> },
    Second { entry: String, agreement: Box<Agreement> },
}

impl Yes {
    fn of(act: &mut Act<'_>, stream: StreamId) -> Result<Self, Error> {
        let negotiation = act.negotiation(stream)?;
        if let Some(half) = negotiation.half_of(Role::Vendor).cloned() {
            act.passes(half.document(), half.id())?;
            let entry = half.document().terms().pin().name.called();
            let agreement = half.countersign(act.own_pairs(stream)?.sign(), act.now)?;
            return Ok(Self::Second { entry, agreement: Box::new(agreement) });
        }
        let replaces = negotiation.replaces();
        let in_time = act.now < negotiation.until();
        let countered = negotiation.countered().cloned().filter(|_| negotiation.half().is_none() && in_time);
        let Countered { id, vendor, terms, declaration } = countered.ok_or(StateError::NothingToAnswer)?;
        let (_, entry) = act.entry(&terms)?;
        let person = act.own_pairs(stream)?.public();
        let shown = act.settings().language.clone();
        let draft = Draft { person, vendor, entry, shown: &shown, declaration, answers: id, replaces };
        let half = act.make(stream, draft)?;
        act.passes(half.document(), half.id())?;
        Ok(Self::First { entry: terms.name.called(), half: Box::new(half) })
    }

    fn say(self, act: &mut Act<'_>, stream: StreamId) -> Result<(), Error> {
        let (Self::First { entry, .. } | Self::Second { entry, .. }) = &self;
        act.weigh(stream, Choice::Accept(entry.clone()))?;
        match self {
            Self::First { half, .. } => act.sign_first(stream, &half),
            Self::Second { agreement, .. } => act.sign_second(stream, &agreement),
        }
    }
}

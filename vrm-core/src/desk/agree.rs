//! Agree: sign what was proffered, counter, refuse.

use super::Desk;
use super::customer::Shop;
use crate::agreement::Role;
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::CommandId;
use crate::json::{Object, Value};
use crate::keys::Randomness;
use crate::life::{Act, Draft, Outcome, is_own_trouble};
use crate::log::LogId;
use crate::message::Counter;
use crate::terms::{Choice, Layer};
use crate::time::Instant;
use crate::view::StateError;

impl Desk {
    /// Says yes to one of the entries that a customer proffered: the document is made and signed first. Or to the entry of
    /// an offer that a customer accepted, whose document it signed first: that is signed second.
    ///
    /// # Errors
    /// [`StateError::NothingToAnswer`]; [`StateError::NoDeclaration`].
    pub fn accept(
        &mut self,
        customer: LogId,
        entry: &str,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.step(
            customer,
            "accept",
            Object::new().with("entry", entry).into(),
            command,
            now,
            random,
            |act, stream, shop| match waiting(act, stream)? {
                Some(signed) if signed == entry => shop.sign_accepted(act, stream),
                Some(_) => Err(StateError::NothingToAnswer.into()),
                None => accept(act, stream, shop, entry),
            },
        )
    }

    /// Proposes one other entry instead of those that were proffered; there is no second counter.
    ///
    /// # Errors
    /// As [`accept`](Self::accept).
    pub fn counter(
        &mut self,
        customer: LogId,
        entry: &str,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("entry", entry).into();
        self.step(customer, "counter", arguments, command, now, random, |act, stream, shop| {
            counter(act, stream, shop, entry)
        })
    }

    /// Says no to what a customer proffered, or to its document.
    ///
    /// # Errors
    /// [`StateError::NothingToAnswer`].
    pub fn refuse(
        &mut self,
        customer: LogId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.step(customer, "refuse", Object::new().into(), command, now, random, |act, stream, _| {
            act.say_no(stream, Choice::AgreementRefused)
        })
    }

    /// One command about a customer.
    #[allow(clippy::too_many_arguments, reason = "what every command has, and what this one does")]
    pub(super) fn step(
        &mut self,
        customer: LogId,
        call: &str,
        arguments: Value,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
        work: impl FnOnce(&mut Act<'_>, StreamId, &Shop) -> Result<(), Error>,
    ) -> Result<Outcome, Error> {
        self.own.settle()?;
        let shop = self.shop()?;
        self.life(customer)?.run(call, arguments, command, now, random, |act| {
            let between = act.state.relationships().next().map(|between| between.id());
            let stream = between.ok_or(StateError::NoSuchCustomer)?;
            shop.announce(act, stream)?;
            work(act, stream, &shop)
        })
    }
}

/// Does what was chosen about a proffer.
pub(super) fn weigh(act: &mut Act<'_>, stream: StreamId, shop: &Shop, choice: Choice) -> Result<(), Error> {
    match &choice {
        Choice::Accept(entry) | Choice::Counter(entry) => {
            let done = match &choice {
                Choice::Accept(_) => accept(act, stream, shop, entry),
                _ => counter(act, stream, shop, entry),
            };
            match done {
                Err(error) if is_own_trouble(&error) => Err(error),
                // What the agent cannot sign, or has nothing declared for, is its owner's to see.
                Err(Error::Agreement(_) | Error::Terms(_) | Error::State(StateError::NoDeclaration { .. })) => {
                    act.weigh(stream, Choice::NeedsHuman(Some(entry.clone())))
                }
                done => done,
            }
        }
        Choice::NeedsHuman(_) => act.weigh(stream, choice),
        Choice::AgreementRefused | Choice::NegotiationRefused => act.say_no(stream, choice),
    }
}

/// The entry of a document that a customer signed over an offer, and that waits here.
fn waiting(act: &Act<'_>, stream: StreamId) -> Result<Option<String>, Error> {
    let half = act.negotiation(stream)?.half_of(Role::Person);
    Ok(half.map(|half| half.document().terms().pin().name.called()))
}

fn accept(act: &mut Act<'_>, stream: StreamId, shop: &Shop, entry: &str) -> Result<(), Error> {
    let negotiation = act.negotiation(stream)?;
    if !negotiation.is_open() || negotiation.countered().is_some() || act.now >= negotiation.until() {
        return Err(StateError::NothingToAnswer.into());
    }
    let (answers, replaces) = (negotiation.proffer(), negotiation.replaces());
    let proffered = act.known_entries(negotiation.terms());
    let entry =
        proffered.into_iter().find(|known| known.name().called() == entry).ok_or(StateError::NothingToAnswer)?;
    let shown = negotiation.shown().filter(|shown| entry.text(Layer::Plain, shown.as_str()).is_some());
    let shown = shown.unwrap_or(&act.settings().language).clone();
    let declaration = shop.declaration(&entry.name().called())?.clone();
    let person = *act.state.relationship(stream)?.other_keys().ok_or(StateError::NoKeys)?;
    let vendor = shop.party(act, stream)?;
    let half = act.make(stream, Draft { person, vendor, entry, shown: &shown, declaration, answers, replaces })?;
    act.weigh(stream, Choice::Accept(entry.name().called()))?;
    act.sign_first(stream, &half)
}

fn counter(act: &mut Act<'_>, stream: StreamId, shop: &Shop, entry: &str) -> Result<(), Error> {
    let negotiation = act.negotiation(stream)?;
    if !negotiation.is_open() || negotiation.countered().is_some() || act.now >= negotiation.until() {
        return Err(StateError::NothingToAnswer.into());
    }
    let answers = negotiation.proffer();
    let terms = act.entry_of(entry)?;
    let declaration = shop.declaration(&terms.name.called())?.clone();
    let (party, until) = (shop.party(act, stream)?, act.answer_by()?);
    act.weigh(stream, Choice::Counter(terms.name.called()))?;
    act.say(stream, Counter { answers, name: party.name, keys: party.keys, terms, declaration }, until)?;
    Ok(())
}

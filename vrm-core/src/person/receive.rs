//! What came from a vendor.

use super::Person;
use super::agree::weigh;
use crate::agreement::{AgreementError, HalfAgreement};
use crate::chain::StreamId;
use crate::error::Error;
use crate::keys::{Randomness, Unverified};
use crate::life::{Act, Believe, Heard, Reception, introduced, is_for_anyone, refused};
use crate::message::{AnyMessage, Anyone, Message, MessageError, Profile, RefusalReason};
use crate::terms::{Acquaintance, Occasion};
use crate::time::Instant;
use crate::view::{Relationship, StateError};

impl Person {
    /// Takes bytes from outside: a letter sealed for one of the person's keys, or a vendor's profile. A vendor's answer in
    /// a negotiation is weighed by the person's preferences at once: where they let the agent say yes it is signed, where
    /// not it waits for [`accept`](Self::accept) or [`refuse`](Self::refuse).
    ///
    /// # Errors
    /// The store's, the clock's and the randomness's. What is wrong with the bytes is [`Reception::Rejected`].
    pub fn receive(&mut self, bytes: &[u8], now: Instant, random: &mut dyn Randomness) -> Result<Reception, Error> {
        self.life.settle()?;
        let now = self.life.state().effective(now)?;
        if is_for_anyone(bytes) {
            return self.receive_profile(bytes, now, random);
        }
        let opened = self.life.open_letter(bytes, now);
        let heard = match opened.and_then(|(stream, message)| Heard::new(stream, message)) {
            Ok(heard) => heard,
            Err(error) => return refused(error),
        };
        if self.life.state().cast(heard.stream).is_ok() {
            return self.receive_offer(heard, now, random);
        }
        let between = match self.life.state().relationship(heard.stream) {
            Ok(between) => between,
            Err(error) => return refused(error.into()),
        };
        if let Err(error) = heard.message.clone().visit(Believe { between, now }) {
            return refused(error);
        }
        self.life.take(heard, now, random, |act, heard| {
            let stream = heard.stream;
            answer(act, heard)?;
            act.follow_choice(stream)
        })
    }

    fn receive_profile(&mut self, bytes: &[u8], now: Instant, random: &mut dyn Randomness) -> Result<Reception, Error> {
        let profile = match Unverified::<Message<Profile>>::parse(bytes) {
            Ok(profile) => profile,
            Err(error) => return refused(error.into()),
        };
        let did = match profile.issuer() {
            Ok(did) => did,
            Err(error) => return refused(error.into()),
        };
        let Some(stream) = self.relationship_of(&profile, &did) else {
            return Ok(Reception::Rejected { error: StateError::NotAdded { did }.into() });
        };
        let between = self.life.state().relationship(stream)?;
        match self.believe(between, &profile, now) {
            Ok(Some(())) => {}
            Ok(None) => return Ok(Reception::NeedsKeys { did, about: stream }),
            Err(error) => return refused(error),
        }
        let heard = Heard::new(stream, AnyMessage::Profile(profile))?;
        self.life.take(heard, now, random, |act, heard| {
            let (kid, other) = (heard.message.kid(), act.state.relationship(heard.stream)?.other());
            // A page that is older than the keys would have them set back.
            if other.is_some_and(|other| other.has_signed(kid) && other.current().sign().thumbprint() != kid) {
                return Err(MessageError::NotInUse.into());
            }
            act.note(heard.stream, heard.message)
        })
    }

    /// A vendor is found by the identifier it was added under, or by keys that it rotated to.
    fn relationship_of(&self, profile: &Unverified<Message<Profile>>, did: &crate::did::Did) -> Option<StreamId> {
        let state = self.life.state();
        state.vendor(did).or_else(|| state.of_key(profile.kid()))
    }

    /// Checks a profile with the pinned keys; none when they have to be fetched first.
    fn believe(
        &self,
        between: &Relationship,
        profile: &Unverified<Message<Profile>>,
        now: Instant,
    ) -> Result<Option<()>, Error> {
        if let Some(key) = between.other().and_then(|other| other.key(profile.kid())) {
            profile.verify(key, Anyone, now)?;
            return Ok(Some(()));
        }
        let (did, introduction) = (between.vendor(), introduced(between)?);
        if introduction.signing().is_empty() {
            return Ok(None);
        }
        let key = match profile.introduced_key(&introduction) {
            // The pinned document may be an old one.
            Err(MessageError::NotOfIssuer) if !did.has_key_inside() => return Ok(None),
            key => key?,
        };
        profile.verify(&key, Anyone, now)?;
        Ok(Some(()))
    }
}

fn answer(act: &mut Act<'_>, heard: Heard) -> Result<(), Error> {
    let Some(heard) = act.hear_alike(heard)? else { return Ok(()) };
    let (stream, id) = (heard.stream, heard.facts.id);
    match &heard.message {
        AnyMessage::Counter(text) => {
            let counter = text.peek()?;
            let negotiation = act.negotiation(stream)?;
            if counter.body().answers != negotiation.proffer() {
                return Err(StateError::NothingToAnswer.into());
            }
            let waiting = negotiation.waiting();
            let pin = counter.body().terms.clone();
            let same_roster = negotiation.terms().iter().any(|proffered| proffered.name.roster == pin.name.roster);
            act.note(stream, heard.message)?;
            act.answered(stream, waiting);
            let negotiation = act.state.relationship(stream)?.negotiation().ok_or(StateError::NoNegotiation)?;
            // A second counter; or one from outside the roster (IEEE 7012).
            if negotiation.is_over() {
                return act.refuse(stream, id, RefusalReason::Invalid);
            }
            if !same_roster || act.known_entries(&[pin.clone()].into()).is_empty() {
                return act.invalid(stream, id);
            }
            let choice = choose(act, stream, &pin.name.called())?;
            weigh(act, stream, choice)
        }
        AnyMessage::Signature(text) => {
            let half = HalfAgreement::verify(&text.peek()?.body().half, act.now)?;
            let Some(heard) = act.hear_second(heard, &half)? else { return Ok(()) };
            let negotiation = act.negotiation(stream)?;
            let waiting = negotiation.waiting();
            if negotiation.half().is_some() || negotiation.countered().is_some() {
                return Err(StateError::NothingToAnswer.into());
            }
            let expected = expected(act, stream, &half)?;
            half.review(&expected)?;
            act.note(stream, heard.message)?;
            act.answered(stream, waiting);
            let choice = choose(act, stream, &half.document().terms().pin().name.called())?;
            weigh(act, stream, choice)
        }
        AnyMessage::Ask(text) => {
            let ask = text.peek()?.body().clone();
            let between = act.state.relationship(stream)?;
            between.agreed_in_force(&ask.agreement)?;
            let covering = act.state.ledger().covering_process(between.vendor(), &ask.agreement, &ask.request);
            covering.ok_or(StateError::NothingCovers)?;
            between.may_ask()?;
            act.note(stream, heard.message)
        }
        AnyMessage::ConsentReceipt(_) => act.take_receipt(heard),
        AnyMessage::RightsAnswer(_) | AnyMessage::Incident(_) => act.hear_of_right(heard),
        _ => Err(StateError::OutOfPlace { kind: heard.message.kind().name() }.into()),
    }
}

/// What the vendor's document must say.
fn expected(act: &Act<'_>, stream: StreamId, half: &HalfAgreement) -> Result<crate::agreement::Expected, Error> {
    let between = act.state.relationship(stream)?;
    let vendor = half.document().vendor();
    let its_keys = match between.other_keys() {
        Some(keys) => vendor.keys == *keys,
        None => between.introduction().vouches_for(vendor),
    };
    if !its_keys {
        return Err(StateError::OtherKeys.into());
    }
    if !between.is_called(&vendor.did, &vendor.name) {
        return Err(AgreementError::NotExpected { member: "vendor" }.into());
    }
    // Where the person is, the person says.
    if half.document().place().is_some_and(|place| Some(place) != act.settings().place.as_ref()) {
        return Err(AgreementError::NotExpected { member: "place" }.into());
    }
    let person = act.own_pairs(stream)?.public();
    let negotiation = act.negotiation(stream)?;
    // As it was shown when it was proffered: the settings may be others by now.
    Ok(act.expected(negotiation, person, vendor.clone(), negotiation.shown().cloned()))
}

/// What the preferences say to an entry that a vendor accepts or countered with.
fn choose(act: &Act<'_>, stream: StreamId, entry: &str) -> Result<crate::terms::Choice, Error> {
    let between = act.state.relationship(stream)?;
    let prior = between.agreements().next().is_some();
    let settings = act.settings();
    let occasion = Occasion {
        vendor: between.vendor().clone(),
        acquaintance: if prior { Acquaintance::PriorAgreement } else { Acquaintance::Known },
        sectors: between.about().sectors.clone(),
        place: settings.place.clone(),
        child: settings.child,
    };
    Ok(settings.preferences.choose(&[entry], &occasion))
}

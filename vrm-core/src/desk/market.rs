//! Answer: offers to intentions, and the person's yes to one.

use super::Desk;
use super::customer::Shop;
use crate::agreement::{Expected, HalfAgreement, Role, VendorParty};
use crate::chain::StreamId;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::intention::{Quote, Reach};
use crate::json::Object;
use crate::keys::{PartyKeys, Randomness, Unverified};
use crate::life::{Act, Heard, MOST_OF_A_VENDOR, Outcome, Reception, refused};
use crate::log::LogId;
use crate::message::{Acceptance, AnyMessage, Anyone, Intention, Message, Offer};
use crate::relationship::RelationshipState;
use crate::terms::{Acquaintance, Choice, Occasion};
use crate::time::Instant;
use crate::view::{Relationship, StateError};

impl Desk {
    /// Makes an offer for what a customer announced, under one entry: one of the intention's accepts its terms, any other of
    /// the same roster is the one counter. What is processed under the entry is what was [declared](Self::declare). A
    /// further offer takes the place of the one before. It binds the desk until its end: an acceptance by then is signed
    /// at once where the settings let the agent say yes, and waits for [`accept`](Self::accept) where not.
    ///
    /// # Errors
    /// [`StateError::NothingToAnswer`] for a customer that announced nothing; [`StateError::IntentionOver`];
    /// [`StateError::TooManyOffers`]; [`StateError::NoDeclaration`]; [`StateError::NoSuchRoster`] for an entry of a roster
    /// that the intention does not name; [`MessageError`](crate::message::MessageError) for an end that is not after now,
    /// or more than 90 days.
    #[allow(clippy::too_many_arguments, reason = "what every command has, and the three parts of an offer")]
    pub fn offer(
        &mut self,
        customer: LogId,
        quote: &Quote,
        entry: &str,
        until: Instant,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = quote.write(Object::new()).with("entry", entry).with("until", until.unix()).into();
        self.step(customer, "offer", arguments, command, now, random, |act, stream, shop| {
            let between = act.state.relationship(stream)?;
            let said = between.announced().ok_or(StateError::NothingToAnswer)?;
            let negotiating = between.negotiation().is_some_and(|it| !it.is_over());
            let taken_up = between.gone_to().is_some() || between.agreements().next().is_some() || negotiating;
            if said.is_over(act.now) || taken_up {
                return Err(StateError::IntentionOver.into());
            }
            if between.offers_made() >= MOST_OF_A_VENDOR {
                return Err(StateError::TooManyOffers { limit: MOST_OF_A_VENDOR }.into());
            }
            let intention = said.id;
            let terms = act.entry_of(entry)?;
            if !said.terms.iter().any(|pin| pin.name.roster == terms.name.roster) {
                return Err(StateError::NoSuchRoster { roster: terms.name.roster }.into());
            }
            let declaration = shop.declaration(&terms.name.called())?.clone();
            shop.renew(act, stream)?;
            let VendorParty { name, keys, .. } = shop.party(act, stream)?;
            let quote = quote.clone();
            act.make_offer(stream, Offer { intention, name, keys, quote, terms, declaration }, until)
        })
    }

    /// Somebody announces what it wants.
    pub(super) fn hear_intention(
        &mut self,
        text: Unverified<Message<Intention>>,
        shop: Shop,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Reception, Error> {
        match believe_intention(&text, &shop, now) {
            Ok(()) => {}
            Err(error) => return refused(error),
        }
        let Some(pairs) = shop.newest().cloned() else { return Err(StateError::NoProfile.into()) };
        let rows = vec![self.index_row(text.kid())];
        self.begin(AnyMessage::Intention(text), shop, pairs, rows, now, random, |act, heard, _| {
            act.note(heard.stream, heard.message)
        })
    }

    /// Somebody says yes to an offer: under a persona that is new, or under one of a customer that is known.
    pub(super) fn hear_acceptance(
        &mut self,
        asked: LogId,
        text: Unverified<Message<Acceptance>>,
        shop: &Shop,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Reception, Error> {
        let persona = match persona_of(&text) {
            Ok(persona) => persona,
            Err(error) => return refused(error),
        };
        let known = self.customer_of(persona.sign().thumbprint())?.filter(|customer| *customer != asked);
        if self.is_anothers(&persona, known.unwrap_or(asked))? {
            return Ok(Reception::Rejected { error: StateError::SharedKey.into() });
        }
        let rows = self.index_rows(&persona);
        let life = self.life(asked)?;
        life.settle()?;
        let Some(between) = life.state().relationships().next() else {
            return Ok(Reception::Rejected { error: StateError::Stranger { kid: text.kid() }.into() });
        };
        let (asking, offer) = match believe_acceptance(between, &text, now) {
            Ok(offer) => (between.id(), offer),
            Err(error) => return refused(error),
        };
        let offer_id = text.peek()?.body().offer;
        let stands = between.offer() == Some(offer_id) && now < offer.exp();
        let (gone_to, begun) = (between.gone_to(), between.other_keys().is_some());
        let taken = Taken { offer: between.offered(&offer_id)?.clone(), stands };
        let Some(customer) = known else {
            if gone_to.is_some() {
                return Ok(Reception::Rejected { error: StateError::NothingToAnswer.into() });
            }
            let heard = Heard::new(asking, AnyMessage::Acceptance(text))?;
            return life.take(heard, now, random, |act, heard| {
                answer(act, heard, shop, &taken)?;
                rows.into_iter().for_each(|row| act.index(row));
                Ok(())
            });
        };
        // Under the persona of a new customer, or of another one that is known.
        let elsewhere = match gone_to {
            Some(to) => self.life(customer)?.state().relationship(to).is_err(),
            None => begun,
        };
        if elsewhere {
            return Ok(Reception::Rejected { error: StateError::NothingToAnswer.into() });
        }
        self.hear_known(asked, asking, customer, text, taken, shop, now, random)
    }

    /// The yes of a customer that is known: the agreement is made where everything with it is.
    #[allow(clippy::too_many_arguments, reason = "where it was asked, where it goes on, and what every step has")]
    fn hear_known(
        &mut self,
        asked: LogId,
        asking: StreamId,
        customer: LogId,
        text: Unverified<Message<Acceptance>>,
        taken: Taken,
        shop: &Shop,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Reception, Error> {
        let offer = text.peek()?.body().offer;
        let life = self.life(customer)?;
        life.settle()?;
        let Some(relationship) = life.state().relationships().next().map(Relationship::id) else {
            return Ok(Reception::Rejected { error: StateError::NoSuchCustomer.into() });
        };
        let heard = Heard::new(relationship, AnyMessage::Acceptance(text))?;
        let step = |act: &mut Act<'_>, heard| {
            act.expire_with(relationship)?;
            let said = Box::new(AnyMessage::Offer(taken.offer.clone()));
            act.push(relationship, Event::Said { by: Role::Vendor, message: said })?;
            answer(act, heard, shop, &taken)
        };
        if life.log().replay(&heard.taken())?.is_none()
            && let Err(error) = life.rehearse(now, random, |act| step(act, heard.clone()))
        {
            return refused(error);
        }
        // Noted where it was asked, and first: the offer is taken up once, whatever becomes of this step.
        let asked = self.life(asked)?;
        asked.settle()?;
        if asked.state().relationship(asking)?.gone_to().is_none() {
            asked.act(None, now, random, |act| act.push(asking, Event::OfferChosen { offer, relationship }))?;
        }
        self.life(customer)?.take(heard, now, random, step)
    }
}

/// The offer that is taken up, and whether it still stands.
struct Taken {
    offer: Unverified<Message<Offer>>,
    stands: bool,
}

/// That an intention is for this desk, and counts. Of which sectors a desk is, its host knows.
fn believe_intention(text: &Unverified<Message<Intention>>, shop: &Shop, now: Instant) -> Result<(), Error> {
    let message = text.verify(&text.own_key()?, Anyone, now)?;
    match &message.value().body().audience {
        Reach::Vendor(did) if !shop.is_called(did) => Err(StateError::NotForUs.into()),
        _ => Ok(()),
    }
}

/// Checks a yes with the key of the intention that the offer was made for; the offer as it was made.
fn believe_acceptance(
    between: &Relationship,
    text: &Unverified<Message<Acceptance>>,
    now: Instant,
) -> Result<Message<Offer>, Error> {
    let said = between.announced().ok_or(StateError::Stranger { kid: text.kid() })?;
    let offer = between.offered(&text.peek()?.body().offer)?.peek()?;
    text.verify(said.keys.sign(), offer.body().keys.sign().thumbprint(), now)?;
    Ok(offer)
}

/// The keys of the persona.
fn persona_of(text: &Unverified<Message<Acceptance>>) -> Result<PartyKeys, Error> {
    Ok(*text.peek()?.body().half.peek()?.keys(Role::Person))
}

/// Signs second what was offered and accepted; or says no, where the offer stands no more; or has it wait.
fn answer(act: &mut Act<'_>, heard: Heard, shop: &Shop, taken: &Taken) -> Result<(), Error> {
    let stream = heard.stream;
    let AnyMessage::Acceptance(text) = &heard.message else {
        return Err(StateError::OutOfPlace { kind: heard.message.kind().name() }.into());
    };
    let (accepted, offer) = (text.peek()?, taken.offer.peek()?);
    let between = act.state.relationship(stream)?;
    if between.has_taken_up(&accepted.body().offer) {
        return Err(StateError::NothingToAnswer.into());
    }
    let half = HalfAgreement::verify(&accepted.body().half, act.now)?;
    // A persona is made for one vendor; the key of a cast is known to all of them.
    if between.announced().is_some_and(|said| said.keys.sign() == half.document().person().sign()) {
        return Err(StateError::SharedKey.into());
    }
    let Offer { name, keys, terms, declaration, .. } = offer.body().clone();
    half.review(&Expected {
        person: *half.document().keys(Role::Person),
        vendor: VendorParty { did: offer.iss().clone(), name, keys },
        answers: accepted.body().offer,
        terms: [terms.clone()].into(),
        shown: None,
        declaration: Some(declaration),
        replaces: None,
        times: act.times(),
    })?;
    act.passes(half.document(), half.id())?;
    let entry = terms.name.called();
    let occasion = Occasion {
        vendor: half.document().person().sign().to_did(),
        acquaintance: if between.agreements().next().is_some() {
            Acquaintance::PriorAgreement
        } else {
            Acquaintance::Known
        },
        sectors: Vec::new(),
        place: None,
        child: false,
    };
    let ended = between.state() == RelationshipState::Terminated;
    // A known customer has been told of newer keys meanwhile.
    let known_by = between.agreements().next().is_none() || between.own_keys() == Some(&keys);
    act.note(stream, heard.message)?;
    act.answered(stream, Some(offer.jti()));
    if ended {
        // What was ended begins anew with a fresh persona, and with no other.
        return act.say_no(stream, Choice::NegotiationRefused);
    }
    if !taken.stands || !known_by {
        return act.say_no(stream, Choice::AgreementRefused);
    }
    match act.settings().preferences.answer_proffer(&[&entry], &occasion) {
        choice @ Choice::NeedsHuman(_) => act.weigh(stream, choice),
        // What was offered is kept: the offer was the desk's yes.
        _ => shop.sign_accepted(act, stream),
    }
}

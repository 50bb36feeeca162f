//! What came from a customer, or from somebody who may become one.

use super::Desk;
use super::agree::weigh;
use super::customer::Shop;
use crate::agreement::HalfAgreement;
use crate::chain::StreamId;
use crate::digest;
use crate::error::Error;
use crate::history::{Event, Side};
use crate::keys::{KeyError, PartyKeyPairs, PartyKeys, Randomness, Thumbprint, Unverified, fresh};
use crate::life::{Act, Believe, Heard, Life, Reception, is_for_anyone, refused};
use crate::log::{LogError, LogId, Row};
use crate::message::{AnyMessage, Message, MessageError, Proffer};
use crate::relationship::RelationshipState;
use crate::store::StoreError;
use crate::terms::{Acquaintance, Choice, Occasion};
use crate::time::Instant;
use crate::view::StateError;
use std::sync::Arc;

impl Desk {
    /// Takes bytes from outside: a letter sealed for one of the desk's keys, or an intention for anyone. Whoever proffers or
    /// announces for the first time becomes a customer; a desk that answers few of many intentions first looks with
    /// [`Intention::parse`](crate::message::Intention::parse), which keeps nothing. A proffer is weighed by the desk's settings at once: where they let the agent say yes it is signed or
    /// countered, where not it waits for [`accept`](Self::accept), [`counter`](Self::counter) or
    /// [`refuse`](Self::refuse).
    ///
    /// # Errors
    /// The store's, the clock's and the randomness's. What is wrong with the bytes is [`Reception::Rejected`].
    pub fn receive(&mut self, bytes: &[u8], now: Instant, random: &mut dyn Randomness) -> Result<Reception, Error> {
        self.own.settle()?;
        let now = self.own.state().effective(now)?;
        let opened = match if is_for_anyone(bytes) { read_public(bytes) } else { self.own.open_letter(bytes, now) } {
            // Another process may have made new keys.
            Err(Error::Keys(KeyError::SealedForAnother { .. })) => {
                self.own.refresh()?;
                self.own.open_letter(bytes, now)
            }
            opened => opened,
        };
        let message = match opened {
            Ok((_, message)) => message,
            Err(error) => return refused(error),
        };
        let shop = self.shop()?;
        match (self.customer_of(message.kid())?, message) {
            (Some(customer), AnyMessage::Acceptance(text)) => self.hear_acceptance(customer, text, &shop, now, random),
            (None, AnyMessage::Intention(text)) => self.hear_intention(text, shop, now, random),
            (Some(customer), message) => {
                let next = match &message {
                    AnyMessage::Rotation(text) => text.peek().ok().map(|rotation| rotation.body().keys),
                    _ => None,
                };
                if next.map(|keys| self.is_anothers(&keys, customer)).transpose()?.unwrap_or(false) {
                    return Ok(Reception::Rejected { error: StateError::SharedKey.into() });
                }
                let rows = next.iter().flat_map(|keys| self.index_rows(keys)).collect();
                let life = self.life(customer)?;
                life.settle()?;
                hear(life, message, &shop, rows, now, random)
            }
            (None, AnyMessage::Proffer(text)) => self.meet(text, shop, now, random),
            (None, message) => Ok(Reception::Rejected { error: StateError::Stranger { kid: message.kid() }.into() }),
        }
    }

    /// The log of the customer with this key: by its first key, or by a row that names it.
    pub(super) fn customer_of(&self, kid: Thumbprint) -> Result<Option<LogId>, Error> {
        let first = self.log_of_first(kid);
        if self.own.log().get(&first.head())?.is_some() {
            return Ok(Some(first));
        }
        let found = self.own.log().get(&self.index_row(kid))?;
        Ok(found.and_then(|id| id.as_slice().try_into().ok()).map(LogId::from_bytes))
    }

    fn log_of_first(&self, kid: Thumbprint) -> LogId {
        LogId::from_bytes(digest::half(self.own.log().keyring().mac("customer", &[kid.as_bytes()])))
    }

    /// The row that names the log of a key.
    pub(super) fn index_row(&self, kid: Thumbprint) -> Vec<u8> {
        LogId::DESK.key(Row::Index, &[&self.own.log().keyring().mac("index", &[kid.as_bytes()])])
    }

    /// The rows that name the log of these keys. The key that comes next is known before its rotation: what is signed with
    /// it and overtakes that is its owner's, and waits, and makes no new customer.
    pub(super) fn index_rows(&self, keys: &PartyKeys) -> [Vec<u8>; 2] {
        [keys.sign().thumbprint(), keys.next()].map(|kid| self.index_row(kid))
    }

    /// Whether a key of these is another customer's: it would join the two.
    pub(super) fn is_anothers(&self, keys: &PartyKeys, customer: LogId) -> Result<bool, Error> {
        for kid in [keys.sign().thumbprint(), keys.next()] {
            if self.customer_of(kid)?.is_some_and(|found| found != customer) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Somebody speaks for the first time: a proffer vouches for itself.
    fn meet(
        &mut self,
        text: Unverified<Message<Proffer>>,
        shop: Shop,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Reception, Error> {
        let aud = match believe_first(&text, &shop, now) {
            Ok(aud) => aud,
            Err(error) => return refused(error),
        };
        let keys = text.peek()?.body().keys;
        if self.is_anothers(&keys, self.log_of_first(text.kid()))? {
            return Ok(Reception::Rejected { error: StateError::SharedKey.into() });
        }
        let rows = self.index_rows(&keys).into();
        // The keys that the person knows; newer ones are announced from there.
        let pairs = shop.pairs(aud).cloned().ok_or(StateError::NoKeys)?;
        self.begin(AnyMessage::Proffer(text), shop, pairs, rows, now, random, |act, heard, shop| {
            answer(act, heard, shop, Acquaintance::Stranger)
        })
    }

    /// A customer's history begins with its first message.
    #[allow(clippy::too_many_arguments, reason = "what is said and by whom, and what every step has")]
    pub(super) fn begin(
        &mut self,
        message: AnyMessage,
        shop: Shop,
        pairs: Arc<PartyKeyPairs>,
        rows: Vec<Vec<u8>>,
        now: Instant,
        random: &mut dyn Randomness,
        answer: impl FnOnce(&mut Act<'_>, Heard, &Shop) -> Result<(), Error>,
    ) -> Result<Reception, Error> {
        let id = self.log_of_first(message.kid());
        let house = self.own.house();
        let stream = StreamId::from_bytes(fresh(random)?);
        let heard = Heard::new(stream, message)?;
        let taken = heard.taken();
        let created = Life::create(id, Side::Customer, house, now, random, |act| {
            act.push(stream, Event::CustomerAdded { did: shop.did.clone() })?;
            act.keep(stream, Arc::clone(&pairs))?;
            act.push(stream, Event::KeysMade { keys: pairs.public() })?;
            rows.into_iter().for_each(|row| act.index(row));
            answer(act, heard, &shop)?;
            act.took(stream, &taken)
        });
        match created {
            Ok((life, outcome)) => {
                self.keep_open(life);
                Ok(Reception::Received(outcome))
            }
            // Another handle on the store took it since this one looked.
            Err(Error::Log(LogError::AlreadyThere)) => Err(LogError::from(StoreError::Conflict).into()),
            Err(error) => refused(error),
        }
    }
}

/// What is signed and not sealed is for anyone: an intention, and nothing else.
fn read_public(bytes: &[u8]) -> Result<(StreamId, AnyMessage), Error> {
    match AnyMessage::parse(bytes)? {
        message @ AnyMessage::Intention(_) => Ok((StreamId::OWN, message)),
        message => Err(StateError::OutOfPlace { kind: message.kind().name() }.into()),
    }
}

/// The key of the desk's that a first message is for.
fn believe_first(text: &Unverified<Message<Proffer>>, shop: &Shop, now: Instant) -> Result<Thumbprint, Error> {
    let aud = text.peek()?.aud();
    if shop.pairs(aud).is_none() {
        return Err(MessageError::WrongReader.into());
    }
    text.verify(&text.own_key()?, aud, now)?;
    Ok(aud)
}

fn hear(
    life: &mut Life,
    message: AnyMessage,
    shop: &Shop,
    rows: Vec<Vec<u8>>,
    now: Instant,
    random: &mut dyn Randomness,
) -> Result<Reception, Error> {
    let Some(between) = life.state().relationships().next() else {
        return Ok(Reception::Rejected { error: StateError::Stranger { kid: message.kid() }.into() });
    };
    let stream = between.id();
    if let Err(error) = message.clone().visit(Believe { between, now }) {
        return refused(error);
    }
    let heard = Heard::new(stream, message)?;
    life.take(heard, now, random, |act, heard| {
        answer(act, heard, shop, Acquaintance::Known)?;
        rows.into_iter().for_each(|row| act.index(row));
        shop.announce(act, stream)
    })
}

fn answer(act: &mut Act<'_>, heard: Heard, shop: &Shop, acquaintance: Acquaintance) -> Result<(), Error> {
    let Some(heard) = act.hear_alike(heard)? else { return Ok(()) };
    let stream = heard.stream;
    match &heard.message {
        AnyMessage::Proffer(text) => {
            let proffer = text.peek()?;
            let between = act.state.relationship(stream)?;
            let prior = between.agreements().next().is_some();
            if let Some(old) = &proffer.body().replaces {
                between.agreed(old)?;
            }
            let ids: Vec<String> =
                act.known_entries(&proffer.body().terms).iter().map(|entry| entry.name().called()).collect();
            let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
            let occasion = Occasion {
                vendor: proffer.iss().clone(),
                acquaintance: if prior { Acquaintance::PriorAgreement } else { acquaintance },
                sectors: Vec::new(),
                place: None,
                child: false,
            };
            let choice = match between.state() {
                // What was ended begins anew with a fresh persona, and with no other.
                RelationshipState::Terminated => Choice::NegotiationRefused,
                _ => act.settings().preferences.answer_proffer(&ids, &occasion),
            };
            act.expire_with(stream)?;
            act.note(stream, heard.message)?;
            weigh(act, stream, shop, choice)
        }
        AnyMessage::Signature(text) => {
            let half = HalfAgreement::verify(&text.peek()?.body().half, act.now)?;
            let Some(heard) = act.hear_second(heard, &half)? else { return Ok(()) };
            let negotiation = act.negotiation(stream)?;
            let waiting = negotiation.waiting();
            let Some(countered) = negotiation.countered().filter(|_| negotiation.half().is_none()) else {
                return Err(StateError::NothingToAnswer.into());
            };
            let between = act.state.relationship(stream)?;
            let person = *between.other_keys().ok_or(StateError::NoKeys)?;
            half.review(&act.expected(negotiation, person, countered.vendor.clone(), None))?;
            act.passes(half.document(), half.id())?;
            let agreement = half.countersign(act.own_pairs(stream)?.sign(), act.now)?;
            let entry = countered.terms.name.called();
            act.note(stream, heard.message)?;
            act.answered(stream, waiting);
            act.weigh(stream, Choice::Accept(entry))?;
            act.sign_second(stream, &agreement)
        }
        AnyMessage::Answer(text) => {
            let question = text.peek()?.body().answers;
            let asked = act.state.relationship(stream)?.question(&question).map(|question| question.letter());
            let letter = asked.ok_or(StateError::NoSuchQuestion { id: question })?;
            act.answered(stream, Some(letter));
            act.acknowledge(heard)
        }
        AnyMessage::Consent(_) => {
            act.state.relationship(stream)?.may_consent()?;
            act.acknowledge(heard)
        }
        AnyMessage::Withdrawal(_) => {
            act.state.relationship(stream)?.may_withdraw()?;
            act.acknowledge(heard)
        }
        AnyMessage::Pause(_) | AnyMessage::Resume(_) => act.acknowledge(heard),
        AnyMessage::Disclosure(text) => {
            let text = text.clone();
            super::data::take(act, heard, &text)
        }
        AnyMessage::RightsRequest(_) => act.hear_right(heard),
        _ => Err(StateError::OutOfPlace { kind: heard.message.kind().name() }.into()),
    }
}

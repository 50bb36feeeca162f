//! The market: what a person announces, what a vendor offers for it, and the yes to one offer.

use super::negotiation::text_of;
use super::{Body, Introducing, SelfCertified, private::Form};
use crate::agreement::{Document, HalfAgreement};
use crate::form::{FormError, read, write};
use crate::intention::{Quote, Reach, Want};
use crate::json::{Fields, Object};
use crate::keys::{CastKeys, KeyError, PartyKeys, PublicSigningKey, SignedId, Thumbprint, Unverified, Verified};
use crate::message::{Anyone, Message, MessageError};
use crate::terms::{Declaration, EntryPin};
use crate::text::Name;
use crate::time::Instant;
use std::collections::BTreeSet;
use std::fmt;

/// What a person wants, announced to the market under keys that nobody has seen before. It names no reader; its `exp` is
/// until when offers are taken.
///
/// `Debug` leaves out what is wanted: a title, a ceiling and a place are the person's.
#[derive(Clone, PartialEq, Eq)]
pub struct Intention {
    /// The keys of this cast, with which it is signed and for which offers are sealed.
    pub keys: CastKeys,
    /// What is wanted, on which conditions.
    pub want: Want,
    /// The terms under which an offer may be made, at least one.
    pub terms: BTreeSet<EntryPin>,
    /// Which vendors it is for.
    pub audience: Reach,
    /// From when it counts, to the minute, where that is later than when it was said.
    pub from: Option<Instant>,
}

/// What a vendor offers for one intention, for the key of its cast. Its `exp` is until when the offer stands.
///
/// `Debug` leaves out what is offered: the amounts are nobody else's.
#[derive(Clone, PartialEq, Eq)]
pub struct Offer {
    /// The intention.
    pub intention: SignedId,
    /// The vendor's name.
    pub name: Name,
    /// The vendor's keys, which are keys of its identifier.
    pub keys: PartyKeys,
    /// What is offered, and for how much.
    pub quote: Quote,
    /// One of the intention's terms, which accepts them; any other is the one counter.
    pub terms: EntryPin,
    /// What the vendor would process.
    pub declaration: Declaration,
}

/// The person's yes to one offer, signed by the cast's key and sealed for the winner alone. The half inside is signed by
/// the persona of the relationship that begins.
#[derive(Clone, Debug, PartialEq)]
pub struct Acceptance {
    /// The offer.
    pub offer: SignedId,
    /// The document as the persona signed it. [`HalfAgreement::verify`] checks it.
    pub half: Unverified<Document>,
}

impl Intention {
    /// What somebody announces, for a vendor that looks before it keeps anything: through the gate, verified with the key
    /// that it carries, neither over nor still to come.
    ///
    /// ```
    /// use vrm_core::intention::{Reach, Want};
    /// use vrm_core::keys::PartyKeyPairs;
    /// use vrm_core::message::{Anyone, Intention, Message};
    /// # use vrm_core::keys::{Randomness, RandomnessFailed};
    /// # use vrm_core::terms::Roster;
    /// # use vrm_core::time::Instant;
    /// # struct Host(u8);
    /// # impl Randomness for Host {
    /// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
    /// #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
    /// #         Ok(())
    /// #     }
    /// # }
    /// # let random = &mut Host(1);
    /// # let terms = [Roster::builtin().entry("SD-BASE").unwrap().pin()].into();
    /// let (now, until) = (Instant::parse("2026-03-01T09:30:00Z")?, Instant::parse("2026-03-08T12:00:00Z")?);
    /// let cast = PartyKeyPairs::generate(random)?;
    /// let want = Want::parse(br#"{"currency":"EUR","item":{"title":"A kettle"},"kind":"buy"}"#)?;
    /// let intention =
    ///     Intention { keys: cast.public().cast(), want, terms, audience: Reach::Anyone, from: None };
    /// let iss = cast.sign().public().to_did();
    /// let said = Message::new(intention, iss, Anyone, now, until, random)?.sign(cast.sign())?;
    ///
    /// // At any shop:
    /// let bytes = said.as_str().as_bytes();
    /// let announced = Intention::parse(bytes, now)?;
    /// assert_eq!(announced.id(), said.id()); // what an offer names
    /// assert!(Intention::parse(bytes, until).is_err()); // no offers are taken any more
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`Unverified::parse`], [`own_key`](Unverified::own_key) and [`verify`](Unverified::verify):
    /// [`MessageError::NotYet`] before its `from`, [`MessageError::Expired`] from its `exp` on.
    pub fn parse(bytes: &[u8], now: Instant) -> Result<Verified<Message<Self>>, MessageError> {
        let text = Unverified::<Message<Self>>::parse(bytes)?;
        text.verify(&text.own_key()?, Anyone, now)
    }
}

impl Acceptance {
    /// The message body of the yes to an offer.
    ///
    /// # Errors
    /// [`KeyError::Internal`]: what was signed passes the gate.
    pub fn of(offer: SignedId, half: &HalfAgreement) -> Result<Self, KeyError> {
        Ok(Self { offer, half: text_of(half)? })
    }
}

impl Body for Intention {
    const NAME: &'static str = "intention";

    type Audience = Anyone;
    type Expiry = Instant;
}

impl SelfCertified for Intention {
    fn key(&self) -> &PublicSigningKey {
        self.keys.sign()
    }
}

impl Form for Intention {
    const VOUCHES_FOR_ITSELF: bool = true;

    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            keys: read::cast_keys(&fields.required("keys")?)?,
            want: Want::read(fields)?,
            terms: read::set(&fields.required("terms")?, read::pin)?,
            audience: Reach::read(fields.optional("audience"))?,
            from: fields.optional("from").map(|node| read::minute(&node)).transpose()?,
        })
    }

    fn write(&self, form: Object) -> Object {
        let form = form
            .with("keys", self.keys.write(Object::new()))
            .with("terms", write::set(&self.terms, |pin| write::pin(pin).into()));
        let form = write::insert(form, "audience", self.audience.write());
        self.want.write(write::insert(form, "from", self.begins().map(Instant::unix)))
    }

    fn key_that_signs(&self) -> Option<&PublicSigningKey> {
        Some(self.key())
    }

    fn begins(&self) -> Option<Instant> {
        self.from.map(Instant::floor_to_minute)
    }
}

impl fmt::Debug for Intention {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { keys, want: _, terms, audience, from } = self;
        let mut shown = f.debug_struct("Intention");
        shown.field("keys", keys).field("terms", terms).field("audience", audience).field("from", from);
        shown.finish_non_exhaustive()
    }
}

impl Body for Offer {
    const NAME: &'static str = "offer";

    type Audience = Thumbprint;
    type Expiry = Instant;
}

impl Introducing for Offer {
    fn keys(&self) -> &PartyKeys {
        &self.keys
    }
}

impl Form for Offer {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            intention: read::signed_id(&fields.required("intention")?)?,
            name: read::name(&fields.required("name")?)?,
            keys: read::party_keys(&fields.required("keys")?)?,
            quote: Quote::read(fields)?,
            terms: read::pin(&fields.required("terms")?)?,
            declaration: read::declaration(&fields.required("declaration")?)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        let form = form
            .with("intention", self.intention.to_string())
            .with("name", self.name.as_str())
            .with("keys", self.keys.write(Object::new()))
            .with("terms", write::pin(&self.terms))
            .with("declaration", self.declaration.to_value());
        self.quote.write(form)
    }

    fn key_that_signs(&self) -> Option<&PublicSigningKey> {
        Some(self.keys.sign())
    }
}

impl fmt::Debug for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { intention, name, keys, quote: _, terms, declaration } = self;
        let mut shown = f.debug_struct("Offer");
        shown.field("intention", intention).field("name", name).field("keys", keys);
        shown.field("terms", terms).field("declaration", declaration).finish_non_exhaustive()
    }
}

impl Body for Acceptance {
    const NAME: &'static str = "acceptance";

    type Audience = Thumbprint;
    type Expiry = Instant;
}

impl Form for Acceptance {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self { offer: read::signed_id(&fields.required("offer")?)?, half: read::signed(&fields.required("half")?)? })
    }

    fn write(&self, form: Object) -> Object {
        form.with("offer", self.offer.to_string()).with("half", self.half.as_str())
    }
}

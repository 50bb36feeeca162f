//! The way to an agreement (IEEE 7012): proffer, counter, signature, refusal, late.

use super::{Body, Introducing, SelfCertified, private::Form};
use crate::agreement::{Document, HalfAgreement};
use crate::decision::AgreementId;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object, Value};
use crate::keys::{KeyError, PartyKeys, PublicSigningKey, SignedId, Thumbprint, Unverified};
use crate::message::{Message, MessageError, Never};
use crate::terms::{Declaration, EntryPin};
use crate::text::{Language, Name};
use crate::time::Instant;
use std::collections::BTreeSet;

/// The terms that a person proposes: one roster agreement, or a set of which the vendor accepts one. It is signed with
/// the key that it carries; a renewal carries, and is signed with, the present key of the relationship's persona.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proffer {
    /// The persona's keys.
    pub keys: PartyKeys,
    /// What is proposed, at least one.
    pub terms: BTreeSet<EntryPin>,
    /// The agreement that it would take the place of.
    pub replaces: Option<AgreementId>,
}

/// The one other entry of the same roster that a vendor may propose instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// The proffer.
    pub answers: SignedId,
    /// The vendor's name.
    pub name: Name,
    /// The vendor's keys, which are keys of its identifier.
    pub keys: PartyKeys,
    /// What it proposes.
    pub terms: EntryPin,
    /// What it would process.
    pub declaration: Declaration,
}

/// One side's signature over the document: the first, with which the other side is asked to sign, or the second.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    /// The signed document, which passed the gate. [`HalfAgreement::verify`] checks it.
    pub half: Unverified<Document>,
}

/// A no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// What it answers.
    pub answers: SignedId,
    /// Why.
    pub why: RefusalReason,
}

/// What is refused. Nothing more is told: whoever tries out messages learns nothing from the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RefusalReason {
    /// To talk at all.
    Negotiation,
    /// These terms, after talking.
    Agreement,
    /// The message: not signed, expired, malformed, out of turn, or whatever else.
    Invalid,
}

/// The second signature came more than 24 hours after the time to accept: the agreement never was, on both sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Late {
    /// The agreement that never was.
    pub agreement: AgreementId,
}

/// The member of `ext` in which a proffer says how its terms were shown.
const SHOWN: &str = "shown";

impl Message<Proffer> {
    /// The language in which the person was shown the terms, where the proffer says so. A vendor that signs first has to
    /// name it in the document, and no other member of a proffer carries it.
    #[must_use]
    pub fn shown(&self) -> Option<Language> {
        match self.ext().get(SHOWN) {
            Some(Value::String(tag)) => Language::parse(tag).ok(),
            _ => None,
        }
    }

    /// Says in which language the person was shown the terms.
    ///
    /// # Errors
    /// As [`set_ext`](Self::set_ext).
    pub fn set_shown(&mut self, language: &Language) -> Result<(), MessageError> {
        self.set_ext(self.ext().clone().with(SHOWN, language.as_str()))
    }
}

impl RefusalReason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Negotiation, Self::Agreement, Self::Invalid];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Negotiation => "negotiation",
            Self::Agreement => "agreement",
            Self::Invalid => "invalid",
        }
    }
}

impl Signature {
    /// The message body of a half.
    ///
    /// # Errors
    /// [`KeyError::Internal`]: what was signed passes the gate.
    pub fn of(half: &HalfAgreement) -> Result<Self, KeyError> {
        Ok(Self { half: text_of(half)? })
    }
}

pub(super) fn text_of(half: &HalfAgreement) -> Result<Unverified<Document>, KeyError> {
    Unverified::parse(half.signed().as_str().as_bytes()).map_err(|_| KeyError::Internal)
}

impl Body for Proffer {
    const NAME: &'static str = "proffer";

    type Audience = Thumbprint;
    type Expiry = Instant;
}

impl SelfCertified for Proffer {
    fn key(&self) -> &PublicSigningKey {
        self.keys.sign()
    }
}

impl Form for Proffer {
    const VOUCHES_FOR_ITSELF: bool = true;

    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            keys: read::party_keys(&fields.required("keys")?)?,
            terms: read::set(&fields.required("terms")?, read::pin)?,
            replaces: fields.optional("replaces").map(|node| read::agreement(&node)).transpose()?,
        })
    }

    fn write(&self, form: Object) -> Object {
        let form = form
            .with("keys", self.keys.write(Object::new()))
            .with("terms", write::set(&self.terms, |pin| write::pin(pin).into()));
        write::insert(form, "replaces", self.replaces.map(|id| id.to_string()))
    }

    fn key_that_signs(&self) -> Option<&PublicSigningKey> {
        Some(self.key())
    }
}

impl Body for Counter {
    const NAME: &'static str = "counter";

    type Audience = Thumbprint;
    type Expiry = Instant;
}

impl Introducing for Counter {
    fn keys(&self) -> &PartyKeys {
        &self.keys
    }
}

impl Form for Counter {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            answers: read::signed_id(&fields.required("answers")?)?,
            name: read::name(&fields.required("name")?)?,
            keys: read::party_keys(&fields.required("keys")?)?,
            terms: read::pin(&fields.required("terms")?)?,
            declaration: read::declaration(&fields.required("declaration")?)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("answers", self.answers.to_string())
            .with("name", self.name.as_str())
            .with("keys", self.keys.write(Object::new()))
            .with("terms", write::pin(&self.terms))
            .with("declaration", self.declaration.to_value())
    }

    fn key_that_signs(&self) -> Option<&PublicSigningKey> {
        Some(self.keys.sign())
    }
}

impl Body for Signature {
    const NAME: &'static str = "signature";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Signature {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self { half: read::signed(&fields.required("half")?)? })
    }

    fn write(&self, form: Object) -> Object {
        form.with("half", self.half.as_str())
    }
}

impl Body for Refusal {
    const NAME: &'static str = "refusal";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Refusal {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            answers: read::signed_id(&fields.required("answers")?)?,
            why: read::one_of(
                &fields.required("why")?,
                RefusalReason::ALL,
                |why| why.name(),
                "`negotiation`, `agreement` or `invalid`",
            )?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("answers", self.answers.to_string()).with("why", self.why.name())
    }
}

impl Body for Late {
    const NAME: &'static str = "late";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Late {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self { agreement: read::agreement(&fields.required("agreement")?)? })
    }

    fn late(&self) -> Option<AgreementId> {
        Some(self.agreement)
    }

    fn write(&self, form: Object) -> Object {
        form.with("agreement", self.agreement.to_string())
    }
}

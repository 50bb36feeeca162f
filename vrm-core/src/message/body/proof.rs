//! Consent and its proof: the person's yes, and the desk's receipt.

use super::{Body, private::Form};
use crate::chain::StreamHead;
use crate::consent::{ConsentRecord, IsoReceipt, KantaraReceipt, RecordId};
use crate::decision::AgreementId;
use crate::did::Did;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object};
use crate::keys::Thumbprint;
use crate::message::{Jti, Never};
use crate::terms::EntryPin;
use crate::text::Name;
use crate::vocab::Word;
use std::fmt;

/// A yes of the person's: to an optional process of an agreement, or to marked data of one.
#[derive(Clone, PartialEq)]
pub struct Consent {
    /// The agreement.
    pub agreement: AgreementId,
    /// The position of the consent in the person's stream, as in [`GrantStep`](super::GrantStep).
    pub n: u64,
    /// The process of its declaration, by index.
    pub process: u32,
    /// The data word.
    pub data: Word,
    /// The record of the expressed consent; none for an optional process on contract.
    pub record: Option<ConsentRecord>,
}

/// The desk's signed proof of what the person has agreed and consented to, at one moment.
///
/// Its `jti` is the number of both receipts inside: a UUID of version 4.
#[derive(Clone, PartialEq)]
pub struct ConsentReceipt {
    /// Whom it is about, by the identifier of the persona.
    pub sub: Did,
    /// The agreement.
    pub agreement: AgreementId,
    /// Its entry of a roster.
    pub terms: EntryPin,
    /// The person's signing key in the agreement.
    pub person: Thumbprint,
    /// The vendor in the agreement.
    pub vendor: Did,
    /// What the vendor is called there.
    pub name: Name,
    /// Where the desk's stream stands.
    pub stream: StreamHead,
    /// The receipt as ISO/IEC TS 27560.
    pub record: IsoReceipt,
    /// The same as Kantara v1.1.
    pub kantara: Option<KantaraReceipt>,
}

impl Body for Consent {
    const NAME: &'static str = "consent";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Consent {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            agreement: read::agreement(&fields.required("agreement")?)?,
            n: read::position(&fields.required("n")?)?,
            process: read::index(&fields.required("process")?)?,
            data: read::word(&fields.required("data")?)?,
            record: match fields.optional("record") {
                Some(node) => Some(ConsentRecord::read(&node)?),
                None => None,
            },
        })
    }

    fn write(&self, form: Object) -> Object {
        let form = form
            .with("agreement", self.agreement.to_string())
            .with("n", write::position(self.n))
            .with("process", i64::from(self.process))
            .with("data", self.data.iri());
        write::insert(form, "record", self.record.as_ref().map(ConsentRecord::to_value))
    }
}

/// Without the record: what is marked is the person's.
impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Consent(process {} of {})", self.process, self.agreement)
    }
}

impl Body for ConsentReceipt {
    const NAME: &'static str = "consent-receipt";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for ConsentReceipt {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        let (vendor, name) = read::closed(&fields.required("vendor")?, |fields| {
            Ok((read::did(&fields.required("did")?)?, read::name(&fields.required("name")?)?))
        })?;
        Ok(Self {
            sub: read::did(&fields.required("sub")?)?,
            agreement: read::agreement(&fields.required("agreement")?)?,
            terms: read::pin(&fields.required("terms")?)?,
            person: read::thumbprint(&fields.required("person")?)?,
            vendor,
            name,
            stream: read::stream_head(&fields.required("stream")?)?,
            record: IsoReceipt::read(&fields.required("record")?)?,
            kantara: match fields.optional("kantara") {
                Some(node) => Some(KantaraReceipt::read(&node)?),
                None => None,
            },
        })
    }

    fn write(&self, form: Object) -> Object {
        let vendor = Object::new().with("did", self.vendor.as_str()).with("name", self.name.as_str());
        let form = form
            .with("sub", self.sub.as_str())
            .with("agreement", self.agreement.to_string())
            .with("terms", write::pin(&self.terms))
            .with("person", self.person.to_string())
            .with("vendor", vendor)
            .with("stream", write::stream_head(&self.stream))
            .with("record", self.record.to_value());
        write::insert(form, "kantara", self.kantara.as_ref().map(KantaraReceipt::to_value))
    }

    fn stream(&self) -> Option<StreamHead> {
        Some(self.stream)
    }

    fn numbers(&self) -> Vec<(&'static str, Option<Jti>)> {
        let number = |id: Option<RecordId>| id.map(|id| Jti::from_bytes(*id.as_bytes()));
        let kantara = self.kantara.as_ref().map(|kantara| ("/kantara/consentReceiptID", number(kantara.id())));
        [("/record/dct:identifier", number(Some(self.record.id())))].into_iter().chain(kantara).collect()
    }
}

/// Without what it is about.
impl fmt::Debug for ConsentReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ConsentReceipt(over {})", self.agreement)
    }
}

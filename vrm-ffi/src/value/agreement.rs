//! A document, and who has signed it.

use super::mirror::mirror;
use super::{Declaration, EntryPin, Layer, PartyKeys, PendingGrant, TimeWindow};
use crate::border::as_text;
use std::fmt;
use vrm_core::agreement;
use vrm_core::decision::AgreementId;
use vrm_core::did::Did;
use vrm_core::keys::SignedId;
use vrm_core::relationship;
use vrm_core::terms::{self, TermsHash};
use vrm_core::text::{Language, Name};
use vrm_core::time::Instant;
use vrm_core::view;
use vrm_core::vocab::Place;

mirror! {
    /// One of the two sides.
    Role of agreement::Role {
        /// The person.
        Person,
        /// The vendor.
        Vendor,
    }
}

mirror! {
    /// Where one agreement stands.
    AgreementState of relationship::AgreementState {
        /// One side has signed.
        Half,
        /// Both sides have signed.
        InForce,
        /// The second signature was late or never came, and the agreement never was.
        Lapsed,
        /// One side ended it.
        Ended,
        /// Its time is over.
        Expired,
        /// A newer one took its place.
        Replaced,
    }
}

/// An agreement, and what has become of it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Agreed {
    /// The text with both signatures.
    pub agreement: Agreement,
    /// Where it stands.
    pub state: AgreementState,
    /// Who signed first.
    pub first: Role,
    /// What becomes a grant by the person's yes, given or not.
    pub pending: Vec<PendingGrant>,
    /// Processes on a legal duty, by index: shown, permitting nothing, and not to be withdrawn.
    pub outside: Vec<u32>,
}

/// An agreement that both sides have signed.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Agreement {
    /// Its name: a hash of what was signed.
    pub id: AgreementId,
    /// What was signed, as it is read.
    pub document: AgreementDocument,
    /// The person's signature with the text it is over: a compact JWS, ASCII.
    #[serde(serialize_with = "as_text")]
    pub person: Vec<u8>,
    /// The vendor's.
    #[serde(serialize_with = "as_text")]
    pub vendor: Vec<u8>,
}

/// A document that one side has signed.
#[derive(Clone, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct HalfAgreement {
    /// Its name, which both halves have.
    pub id: AgreementId,
    /// What was signed, as it is read.
    pub document: AgreementDocument,
    /// Who signed.
    pub role: Role,
    /// The signature with the text it is over: a compact JWS, ASCII.
    #[serde(serialize_with = "as_text")]
    pub signed: Vec<u8>,
}

/// What both sides sign.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct AgreementDocument {
    /// The person, by the keys for this relationship alone.
    pub person: PartyKeys,
    /// The vendor.
    pub vendor: VendorParty,
    /// The roster's text.
    pub terms: AgreedTerms,
    /// What the vendor processes.
    pub declaration: Declaration,
    /// The message that it answers, where there is one.
    pub answers: Option<SignedId>,
    /// When it was made.
    pub made: Instant,
    /// Until when the second signature counts.
    pub accept_by: Instant,
    /// When it holds; none where it always does.
    pub window: Option<TimeWindow>,
    /// The place whose law it names, if it names one.
    pub place: Option<Place>,
    /// The agreement that it takes the place of.
    pub replaces: Option<AgreementId>,
}

/// The vendor as it stands in an agreement.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct VendorParty {
    /// Its identifier.
    pub did: Did,
    /// Its name.
    pub name: Name,
    /// Its keys.
    pub keys: PartyKeys,
}

/// A roster's text, with the hash of each of its texts.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct AgreedTerms {
    /// Which text.
    pub pin: EntryPin,
    /// The hashes of its layers for people, in each language.
    pub hashes: Vec<LayerHash>,
    /// The language in which the person was shown it.
    pub shown: Language,
}

/// The hash of one text of a layer.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct LayerHash {
    /// The layer.
    pub layer: Layer,
    /// The language.
    pub language: Language,
    /// The hash.
    pub hash: TermsHash,
}

impl From<&view::Agreed> for Agreed {
    fn from(agreed: &view::Agreed) -> Self {
        Self {
            agreement: (&agreed.agreement).into(),
            state: agreed.state.into(),
            first: agreed.first.into(),
            pending: agreed.pending.iter().map(PendingGrant::from).collect(),
            outside: agreed.outside.clone(),
        }
    }
}

impl From<&agreement::Agreement> for Agreement {
    fn from(whole: &agreement::Agreement) -> Self {
        let signed = |role| whole.half(role).signed().as_str().as_bytes().to_vec();
        Self {
            id: whole.id(),
            document: whole.document().into(),
            person: signed(agreement::Role::Person),
            vendor: signed(agreement::Role::Vendor),
        }
    }
}

impl From<&agreement::HalfAgreement> for HalfAgreement {
    fn from(half: &agreement::HalfAgreement) -> Self {
        Self {
            id: half.id(),
            document: half.document().into(),
            role: half.role().into(),
            signed: half.signed().as_str().as_bytes().to_vec(),
        }
    }
}

impl From<&agreement::Document> for AgreementDocument {
    fn from(document: &agreement::Document) -> Self {
        Self {
            person: document.person().into(),
            vendor: document.vendor().into(),
            terms: document.terms().into(),
            declaration: document.declaration().into(),
            answers: document.answers(),
            made: document.made(),
            accept_by: document.accept_by(),
            window: TimeWindow::of(document.window()),
            place: document.place().cloned(),
            replaces: document.replaces(),
        }
    }
}

impl From<&agreement::VendorParty> for VendorParty {
    fn from(vendor: &agreement::VendorParty) -> Self {
        Self { did: vendor.did.clone(), name: vendor.name.clone(), keys: (&vendor.keys).into() }
    }
}

impl From<&agreement::AgreedTerms> for AgreedTerms {
    fn from(agreed: &agreement::AgreedTerms) -> Self {
        let of = |layer: terms::Layer| {
            let hashes = agreed.hashes(layer).iter();
            hashes.map(move |(language, hash)| LayerHash {
                layer: layer.into(),
                language: language.clone(),
                hash: *hash,
            })
        };
        let hashes = of(terms::Layer::Plain).chain(of(terms::Layer::Legal)).collect();
        Self { pin: agreed.pin().into(), hashes, shown: agreed.shown().clone() }
    }
}

impl fmt::Debug for Agreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Agreement({})", self.id)
    }
}

impl fmt::Debug for HalfAgreement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "HalfAgreement({} by {:?})", self.id, self.role)
    }
}

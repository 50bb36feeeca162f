//! One negotiation, as far as it has come.

use super::mirror::mirror;
use super::{AgreementState, Declaration, EntryPin, HalfAgreement, PreferenceChoice, VendorParty};
use vrm_core::decision::AgreementId;
use vrm_core::keys::SignedId;
use vrm_core::negotiation;
use vrm_core::text::Language;
use vrm_core::time::Instant;
use vrm_core::view;

mirror! {
    /// Where one negotiation stands, on either side.
    NegotiationState of negotiation::NegotiationState {
        /// One side asks whether the other would negotiate.
        Requested,
        /// Both would, and nothing is proffered yet.
        Initiated,
        /// An agreement, or a set, is proffered.
        Pending,
        /// Another entry of the roster is proposed instead.
        Countered,
        /// A human must answer the proffer.
        NeedsHuman,
        /// A human must answer the counter.
        CounterNeedsHuman,
        /// Something must be made clear first.
        Clarify,
        /// It rests.
        Paused,
        /// An agreement is chosen.
        Accepted,
        /// They talked, and the answer is no.
        Refused,
        /// One side would not talk.
        NegotiationRefused,
        /// No answer came in time.
        Expired,
        /// An answer broke the rules.
        Invalid,
        /// One side broke it off.
        Terminated,
        /// Nobody can say.
        Unknown,
    }
}

/// One negotiation with a vendor or a customer, from a proffer to its end.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Negotiation {
    /// Where it stands.
    pub state: NegotiationState,
    /// The proffer that began it, or the intention.
    pub proffer: SignedId,
    /// What was proffered.
    pub terms: Vec<EntryPin>,
    /// The language in which the person was shown the terms, where the proffer says so.
    pub shown: Option<Language>,
    /// The agreement that this one would take the place of.
    pub replaces: Option<AgreementId>,
    /// What the vendor proposed instead, or offered.
    pub countered: Option<Countered>,
    /// What was chosen last, by the preferences or by their owner.
    pub choice: Option<PreferenceChoice>,
    /// The document, once one side has signed it, and which.
    pub half: Option<HalfAgreement>,
    /// Where the agreement stands, once one side has signed.
    pub agreement: Option<AgreementState>,
    /// Until when an answer is due.
    pub until: Instant,
    /// Whether nothing more can come of it.
    pub is_over: bool,
}

/// What a vendor proposed instead, or offered.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Countered {
    /// The message.
    pub id: SignedId,
    /// The vendor, as it will stand in the agreement.
    pub vendor: VendorParty,
    /// The entry.
    pub terms: EntryPin,
    /// What it would process.
    pub declaration: Declaration,
}

impl From<&view::Negotiation> for Negotiation {
    fn from(of: &view::Negotiation) -> Self {
        Self {
            state: of.state().into(),
            proffer: of.proffer(),
            terms: of.terms().iter().map(EntryPin::from).collect(),
            shown: of.shown().cloned(),
            replaces: of.replaces(),
            countered: of.countered().map(Countered::from),
            choice: of.choice().cloned().map(PreferenceChoice::from),
            half: of.half().map(HalfAgreement::from),
            agreement: of.agreement().map(AgreementState::from),
            until: of.until(),
            is_over: of.is_over(),
        }
    }
}

impl From<&view::Countered> for Countered {
    fn from(of: &view::Countered) -> Self {
        Self {
            id: of.id,
            vendor: (&of.vendor).into(),
            terms: (&of.terms).into(),
            declaration: (&of.declaration).into(),
        }
    }
}

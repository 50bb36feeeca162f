//! The states in DPV's words.

use super::NegotiationState;
use crate::vocab::Word;

macro_rules! dpv {
    ($term:literal) => {
        concat!("https://w3id.org/dpv/standards/ieee/7012#", $term)
    };
}

impl NegotiationState {
    /// The status in DPV's IEEE 7012 vocabulary.
    #[must_use]
    pub fn iri(self) -> &'static str {
        match self {
            Self::Requested => dpv!("AgreementNegotiationRequested"),
            Self::Initiated => dpv!("AgreementNegotiationInitiated"),
            Self::Pending => dpv!("AgreementNegotiationPendingResponse"),
            Self::Countered => dpv!("AgreementNegotiationCounterOfferMade"),
            Self::NeedsHuman | Self::CounterNeedsHuman => dpv!("AgreementNegotiationConfirmationRequired"),
            Self::Clarify => dpv!("AgreementNegotiationClarificationRequired"),
            Self::Paused => dpv!("AgreementNegotiationPaused"),
            Self::Accepted => dpv!("AgreementAccepted"),
            Self::Refused => dpv!("AgreementRefused"),
            Self::NegotiationRefused => dpv!("AgreementNegotiationRefused"),
            Self::Expired => dpv!("AgreementNegotiationExpired"),
            Self::Invalid => dpv!("AgreementNegotiationInvalid"),
            Self::Terminated => dpv!("AgreementNegotiationTerminated"),
            Self::Unknown => dpv!("AgreementNegotiationUnknown"),
        }
    }

    /// Reads a status, in the old namespace `p7012#` too. `ConfirmationRequired` does not say whether a counter was made,
    /// and is read as [`CounterNeedsHuman`](Self::CounterNeedsHuman), which takes no other.
    ///
    /// ```
    /// use vrm_core::negotiation::NegotiationState;
    /// let old = "https://w3id.org/dpv/standards/p7012#AgreementNegotiationPendingResponse";
    /// let pending = NegotiationState::from_iri(old);
    /// assert_eq!(pending, Some(NegotiationState::Pending));
    /// assert_eq!(pending.map(NegotiationState::iri), Some("https://w3id.org/dpv/standards/ieee/7012#AgreementNegotiationPendingResponse"));
    /// ```
    #[must_use]
    pub fn from_iri(iri: &str) -> Option<Self> {
        let todays = Word::parse(iri).ok()?.iri();
        Self::ALL.iter().copied().rfind(|state| state.iri() == todays)
    }
}

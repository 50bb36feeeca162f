//! One negotiation, as far as it has come.

use crate::agreement::{Agreement, HalfAgreement, Role, VendorParty};
use crate::chart::ChartError;
use crate::decision::{AgreementId, CompiledTerms};
use crate::keys::SignedId;
use crate::message::{Counter, Jti, Message, Offer, Proffer};
use crate::negotiation::{NegotiationMove, NegotiationState};
use crate::relationship::{AgreementMove, AgreementState};
use crate::terms::{Choice, Declaration, EntryPin};
use crate::text::Language;
use crate::time::Instant;
use std::collections::BTreeSet;
use std::sync::Arc;

/// One negotiation with a vendor or a customer, from a proffer to its end.
#[derive(Clone, Debug)]
pub struct Negotiation {
    state: NegotiationState,
    proffer: SignedId,
    terms: BTreeSet<EntryPin>,
    shown: Option<Language>,
    replaces: Option<AgreementId>,
    counter: Option<Countered>,
    choice: Option<Choice>,
    /// The message with the first signature.
    signed: Option<SignedId>,
    first: Option<HalfAgreement>,
    both: Option<Agreement>,
    agreement: Option<AgreementState>,
    /// The person's own terms as they were when it signed: later ones touch new agreements only.
    own_terms: Option<Arc<CompiledTerms>>,
    until: Instant,
    /// What was said last from here, and waits for an answer.
    pub(super) waiting: Option<Waiting>,
}

/// A message of one's own that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Waiting {
    pub(super) letter: Jti,
    pub(super) id: SignedId,
}

/// What a vendor proposed instead, or offered.
#[derive(Clone, Debug, PartialEq)]
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

impl Negotiation {
    pub(super) fn start(id: SignedId, message: &Message<Proffer>) -> Result<Self, ChartError> {
        let Proffer { terms, replaces, .. } = message.body().clone();
        Ok(Self { shown: message.shown(), replaces, ..Self::proffered(id, terms, message.exp())? })
    }

    /// One over an offer: it was asked for by the intention, and is answered as a counter is, by the person who signs first.
    pub(super) fn over(id: SignedId, message: &Message<Offer>) -> Result<Self, ChartError> {
        let Offer { intention, name, keys, terms, declaration, .. } = message.body().clone();
        let vendor = VendorParty { did: message.iss().clone(), name, keys };
        let begun = Self::proffered(intention, [terms.clone()].into(), message.exp())?;
        Ok(Self { counter: Some(Countered { id, vendor, terms, declaration }), ..begun })
    }

    fn proffered(proffer: SignedId, terms: BTreeSet<EntryPin>, until: Instant) -> Result<Self, ChartError> {
        Ok(Self {
            state: NegotiationState::Initiated.after(NegotiationMove::Proffer)?,
            proffer,
            terms,
            shown: None,
            replaces: None,
            counter: None,
            choice: None,
            signed: None,
            first: None,
            both: None,
            agreement: None,
            own_terms: None,
            until,
            waiting: None,
        })
    }

    pub(super) fn counter(&mut self, id: SignedId, message: &Message<Counter>) -> Result<(), ChartError> {
        self.state = self.state.after(NegotiationMove::Counter)?;
        if self.state == NegotiationState::Countered {
            let Counter { name, keys, terms, declaration, .. } = message.body().clone();
            let vendor = VendorParty { did: message.iss().clone(), name, keys };
            self.counter = Some(Countered { id, vendor, terms, declaration });
            self.until = message.exp();
        }
        Ok(())
    }

    /// A choice that needs no message to take effect.
    pub(super) fn weigh(&mut self, choice: &Choice) -> Result<(), ChartError> {
        if matches!(choice, Choice::Accept(_) | Choice::NeedsHuman(_)) {
            self.state = self.state.after(NegotiationMove::of(choice))?;
        }
        self.choice = Some(choice.clone());
        Ok(())
    }

    /// A no: to the terms, or to a document under terms that were accepted.
    pub(super) fn refuse(&mut self, step: NegotiationMove) -> Result<(), ChartError> {
        match self.state {
            NegotiationState::Accepted if self.agreement == Some(AgreementState::Half) => {}
            // Whoever finds a message out of the rules has noted so, and says so.
            NegotiationState::Invalid if step == NegotiationMove::Invalidate => {}
            state => self.state = state.after(step)?,
        }
        self.drop_half()
    }

    pub(super) fn expire(&mut self) -> Result<(), ChartError> {
        self.state = self.state.after(NegotiationMove::Expire)?;
        self.drop_half()
    }

    /// A document that one side signed, and the other will not sign.
    fn drop_half(&mut self) -> Result<(), ChartError> {
        if let Some(AgreementState::Half) = self.agreement {
            self.agreement = Some(AgreementState::Half.after(AgreementMove::Lapse)?);
        }
        Ok(())
    }

    pub(super) fn invalidate(&mut self) -> Result<(), ChartError> {
        if self.state != NegotiationState::Invalid {
            self.state = self.state.after(NegotiationMove::Invalidate)?;
        }
        Ok(())
    }

    /// The first signature. The terms may be accepted by it already: a vendor signs what was proffered.
    pub(super) fn sign_first(&mut self, signed: SignedId, half: HalfAgreement) {
        self.signed = Some(signed);
        self.until = half.document().accept_by();
        self.first = Some(half);
        self.agreement = Some(AgreementState::Half);
    }

    /// Both signatures.
    pub(super) fn complete(&mut self, agreement: Agreement) -> Result<(), ChartError> {
        let state = self.agreement.unwrap_or(AgreementState::Half);
        self.agreement = Some(state.after(AgreementMove::Complete)?);
        self.both = Some(agreement);
        Ok(())
    }

    /// The person signs, under own terms as they are now.
    pub(super) fn sign_under(&mut self, own: Option<Arc<CompiledTerms>>) {
        self.own_terms = own;
    }

    pub(super) fn own_terms(&self) -> Option<Arc<CompiledTerms>> {
        self.own_terms.clone()
    }

    /// The relationship ends, and with it what was being negotiated.
    pub(super) fn close(&mut self) {
        if !self.is_over() {
            let terminated = self.state.after(NegotiationMove::Terminate);
            self.state = terminated.or(self.state.after(NegotiationMove::Expire)).unwrap_or(NegotiationState::Unknown);
            self.waiting = None;
        }
    }

    /// The agreement that both have signed.
    pub(super) fn signed_by_both(&self) -> Option<&Agreement> {
        self.both.as_ref()
    }

    pub(super) fn lapse(&mut self) -> Result<(), ChartError> {
        if let Some(state) = self.agreement {
            self.agreement = Some(state.after(AgreementMove::Lapse)?);
        }
        Ok(())
    }

    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> NegotiationState {
        self.state
    }

    /// The proffer that began it, or the intention.
    #[must_use]
    pub fn proffer(&self) -> SignedId {
        self.proffer
    }

    /// What was proffered.
    #[must_use]
    pub fn terms(&self) -> &BTreeSet<EntryPin> {
        &self.terms
    }

    /// The language in which the person was shown the terms, where the proffer says so.
    #[must_use]
    pub fn shown(&self) -> Option<&Language> {
        self.shown.as_ref()
    }

    /// The agreement that this one would take the place of.
    #[must_use]
    pub fn replaces(&self) -> Option<AgreementId> {
        self.replaces
    }

    /// What the vendor proposed instead, or offered.
    #[must_use]
    pub fn countered(&self) -> Option<&Countered> {
        self.counter.as_ref()
    }

    /// What was chosen last, by the preferences or by their owner.
    #[must_use]
    pub fn choice(&self) -> Option<&Choice> {
        self.choice.as_ref()
    }

    /// The document, once one side has signed it, and which.
    #[must_use]
    pub fn half(&self) -> Option<&HalfAgreement> {
        self.first.as_ref()
    }

    /// Where the agreement stands, once one side has signed.
    #[must_use]
    pub fn agreement(&self) -> Option<AgreementState> {
        self.agreement
    }

    /// Until when an answer is due.
    #[must_use]
    pub fn until(&self) -> Instant {
        self.until
    }

    /// The document that this side signed first, while the other's signature is awaited; or that the other side did.
    pub(crate) fn half_of(&self, role: Role) -> Option<&HalfAgreement> {
        let waits = self.agreement == Some(AgreementState::Half);
        self.first.as_ref().filter(|half| waits && half.role() == role)
    }

    /// Whether a refusal answers what was said last from here.
    pub(crate) fn can_be_refused_by(&self, answers: SignedId) -> bool {
        !self.is_over() && self.waiting.is_some_and(|waiting| waiting.id == answers)
    }

    /// The message of the other side's that waits for this one's answer.
    pub(crate) fn unanswered_by(&self, role: Role) -> Option<SignedId> {
        if self.is_over() || self.waiting.is_some() {
            return None;
        }
        match (&self.signed, &self.counter, role) {
            (Some(signed), ..) => Some(*signed),
            (None, Some(counter), Role::Person) => Some(counter.id),
            (None, None, Role::Vendor) => Some(self.proffer),
            _ => None,
        }
    }

    /// Whether the terms are not chosen yet.
    pub(crate) fn is_open(&self) -> bool {
        self.state != NegotiationState::Accepted && !self.is_over()
    }

    /// The letter that waits for an answer.
    pub(crate) fn waiting(&self) -> Option<Jti> {
        self.waiting.map(|waiting| waiting.letter)
    }

    /// Whether nothing more can come of it.
    #[must_use]
    pub fn is_over(&self) -> bool {
        match self.state {
            NegotiationState::Accepted => self.agreement.is_some_and(|state| state != AgreementState::Half),
            state => state.is_over(),
        }
    }
}

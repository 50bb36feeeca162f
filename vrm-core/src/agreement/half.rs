//! One signature: it can only wait.

use super::{Agreement, AgreementError, Document, Role};
use crate::decision::AgreementId;
use crate::form::FormError;
use crate::keys::{SigningKeyPair, Unverified, Verified};
use crate::time::Instant;

/// How much later than `accept_by`, in seconds, the first side still takes the other's signature.
const GRACE: i64 = 24 * 60 * 60;

/// A document with one good signature of one side. Nothing follows from it until the other side has signed the same
/// bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a half agreement is to be sent to the other side"]
pub struct HalfAgreement {
    signed: Verified<Document>,
    role: Role,
}

impl HalfAgreement {
    pub(super) fn sign(document: Document, pair: &SigningKeyPair, now: Instant) -> Result<Self, AgreementError> {
        let kid = pair.public().thumbprint();
        let role = document.role(kid).ok_or(AgreementError::NotASide { kid })?;
        in_time(&document, now)?;
        Ok(Self { signed: Verified::sign(document, pair, now)?, role })
    }

    /// Takes a signed document from outside. Both keys stand in the document itself, and the one that is named must have
    /// signed: who they belong to is the caller's to know.
    ///
    /// # Errors
    /// [`AgreementError::Form`], [`AgreementError::NotASide`].
    pub fn parse(bytes: &[u8], now: Instant) -> Result<Self, AgreementError> {
        Self::verify(&Unverified::parse(bytes).map_err(FormError::from)?, now)
    }

    /// As [`parse`](Self::parse), of a text that passed the gate.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn verify(text: &Unverified<Document>, now: Instant) -> Result<Self, AgreementError> {
        let kid = text.kid();
        let document = text.peek()?;
        let role = document.role(kid).ok_or(AgreementError::NotASide { kid })?;
        Ok(Self { signed: text.signed_with(document.keys(role).sign(), now)?, role })
    }

    /// The name that the agreement will have.
    #[must_use]
    pub fn id(&self) -> AgreementId {
        AgreementId::from_bytes(*self.signed.id().as_bytes())
    }

    /// What is agreed.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.signed.value()
    }

    /// Whose signature it has.
    #[must_use]
    pub fn role(&self) -> Role {
        self.role
    }

    /// The signed text, byte for byte.
    #[must_use]
    pub fn signed(&self) -> &Verified<Document> {
        &self.signed
    }

    /// Signs the same bytes second: from now on there is an agreement.
    ///
    /// A signature is a promise. Before it the signer compares the [`document`](Self::document): one's own keys and the
    /// other side's as they are pinned, the vendor's `did` and name, `answers` (the message that it answers), the terms
    /// ([`AgreedTerms::entry`](super::AgreedTerms::entry) gives the roster's entry, which must be one that was proffered,
    /// countered or is published) and the language they were shown in, the window, the place, what it replaces; and the
    /// person whether the declaration [fits](crate::terms::Declaration::fits) those terms and any own ones.
    ///
    /// # Errors
    /// [`AgreementError::TooLate`] and [`AgreementError::NotNow`] by one's own clock, [`AgreementError::OneSide`],
    /// [`AgreementError::NotASide`].
    pub fn countersign(&self, pair: &SigningKeyPair, now: Instant) -> Result<Agreement, AgreementError> {
        let own = Self::sign(self.document().clone(), pair, now)?;
        Agreement::of(self, &own)
    }

    /// The agreement with the other side's signature, which came back in time: up to 24 hours after the time to accept.
    ///
    /// # Errors
    /// [`AgreementError::Late`], on which the other side is sent a signed `late`, and the agreement never was;
    /// [`AgreementError::OtherText`], [`AgreementError::OneSide`].
    pub fn complete(&self, other: &Self, now: Instant) -> Result<Agreement, AgreementError> {
        let agreement = Agreement::of(self, other)?;
        let accept_by = self.document().accept_by();
        if now.unix() >= accept_by.unix() + GRACE {
            Err(AgreementError::Late { accept_by, now })
        } else {
            Ok(agreement)
        }
    }
}

/// The time to accept is half-open, as every stretch of time is; what is over, or not made yet, is signed by nobody.
fn in_time(document: &Document, now: Instant) -> Result<(), AgreementError> {
    let (accept_by, made) = (document.accept_by(), document.made());
    if now >= accept_by {
        return Err(AgreementError::TooLate { accept_by, now });
    }
    if made.is_ahead_of(now) || document.window().is_over(now) {
        return Err(AgreementError::NotNow { now });
    }
    Ok(())
}

//! What is agreed.

use super::{AgreedTerms, AgreementDraft, AgreementError, HalfAgreement, Role, VendorParty};
use crate::decision::AgreementId;
use crate::keys::{PartyKeys, Randomness, SignedId, SigningKeyPair, Thumbprint, fresh};
use crate::terms::Declaration;
use crate::time::{Instant, Window};
use crate::vocab::Place;

/// What is agreed: both sides' keys, the text of terms with its hashes, what the vendor declared, and the times. Checked,
/// and never changed once it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    pub(super) nonce: [u8; 16],
    pub(super) draft: AgreementDraft,
}

impl Document {
    pub(super) fn new(draft: AgreementDraft, random: &mut dyn Randomness) -> Result<Self, AgreementError> {
        draft.check()?;
        Ok(Self { nonce: fresh(random)?, draft })
    }

    /// Signs it first. Which side one is follows from the key.
    ///
    /// # Errors
    /// [`AgreementError::NotASide`] for a key that is neither's; [`AgreementError::TooLate`] when the time to accept is
    /// over; [`AgreementError::NotNow`]; [`AgreementError::Form`] when it is too long to sign.
    pub fn sign(&self, pair: &SigningKeyPair, now: Instant) -> Result<HalfAgreement, AgreementError> {
        HalfAgreement::sign(self.clone(), pair, now)
    }

    /// The person's keys.
    #[must_use]
    pub fn person(&self) -> &PartyKeys {
        &self.draft.person
    }

    /// The vendor.
    #[must_use]
    pub fn vendor(&self) -> &VendorParty {
        &self.draft.vendor
    }

    /// The keys of a side.
    #[must_use]
    pub fn keys(&self, role: Role) -> &PartyKeys {
        match role {
            Role::Person => &self.draft.person,
            Role::Vendor => &self.draft.vendor.keys,
        }
    }

    /// The side whose signing key has this thumbprint.
    #[must_use]
    pub fn role(&self, kid: Thumbprint) -> Option<Role> {
        [Role::Person, Role::Vendor].into_iter().find(|role| self.keys(*role).sign().thumbprint() == kid)
    }

    /// The text of terms.
    #[must_use]
    pub fn terms(&self) -> &AgreedTerms {
        &self.draft.terms
    }

    /// What the vendor declared it will process.
    #[must_use]
    pub fn declaration(&self) -> &Declaration {
        &self.draft.declaration
    }

    /// The offer, counter or proffer that it answers.
    #[must_use]
    pub fn answers(&self) -> Option<SignedId> {
        self.draft.answers
    }

    /// When it was written down.
    #[must_use]
    pub fn made(&self) -> Instant {
        self.draft.made
    }

    /// When the second signature is due.
    #[must_use]
    pub fn accept_by(&self) -> Instant {
        self.draft.accept_by
    }

    /// When it holds.
    #[must_use]
    pub fn window(&self) -> Window {
        self.draft.window
    }

    /// Where it was made.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.draft.place.as_ref()
    }

    /// The agreement that it takes the place of.
    #[must_use]
    pub fn replaces(&self) -> Option<AgreementId> {
        self.draft.replaces
    }
}

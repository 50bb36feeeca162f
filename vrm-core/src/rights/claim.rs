//! What is claimed.

use super::{Law, Right, RightsError};
use crate::decision::AgreementId;
use crate::vocab::Word;
use std::collections::BTreeSet;

/// A right that a person claims from a vendor, under a law that gives it.
///
/// ```
/// use vrm_core::rights::{Claim, Law, Right, Scope};
/// let claim = Claim::new(Right::Erasure, Law::Gdpr, Scope::Data(["pd:EmailAddress".parse()?].into()))?;
/// assert_eq!(claim.right().concept(), Some("eu-gdpr:A17"));
/// assert!(Claim::new(Right::NoSaleOrSharing, Law::Gdpr, Scope::All).is_err());
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    right: Right,
    law: Law,
    scope: Scope,
}

/// How far a claim reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Everything that the vendor has of the person.
    All,
    /// These kinds of data, of which there is at least one.
    Data(BTreeSet<Word>),
    /// What was given or is done under one agreement.
    Agreement(AgreementId),
}

impl Claim {
    /// A claim.
    ///
    /// # Errors
    /// [`RightsError::NotInLaw`]; [`RightsError::NothingClaimed`] for no kind of data.
    pub fn new(right: Right, law: Law, scope: Scope) -> Result<Self, RightsError> {
        law.period(right)?;
        if matches!(&scope, Scope::Data(words) if words.is_empty()) {
            return Err(RightsError::NothingClaimed);
        }
        Ok(Self { right, law, scope })
    }

    /// What is claimed.
    #[must_use]
    pub fn right(&self) -> Right {
        self.right
    }

    /// Under which law.
    #[must_use]
    pub fn law(&self) -> Law {
        self.law
    }

    /// How far it reaches.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }
}

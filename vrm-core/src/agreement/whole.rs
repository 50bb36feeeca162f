//! Two signatures over the same bytes.

use super::{AgreementError, Document, HalfAgreement, Role};
use crate::decision::{AgreementId, Authority, CompiledTerms};
use crate::terms::Roster;

/// A document that both sides have signed: identical on each, and the same name for it.
#[derive(Clone, PartialEq, Eq)]
pub struct Agreement {
    id: AgreementId,
    person: HalfAgreement,
    vendor: HalfAgreement,
}

impl Agreement {
    /// The agreement of two halves, in either order, at whatever time: for who keeps, imports or examines one. Whoever
    /// waits for the second signature takes it with [`HalfAgreement::complete`].
    ///
    /// # Errors
    /// [`AgreementError::OtherText`] unless the payloads are the same bytes; [`AgreementError::OneSide`].
    pub fn of(one: &HalfAgreement, other: &HalfAgreement) -> Result<Self, AgreementError> {
        if one.signed().payload() != other.signed().payload() {
            return Err(AgreementError::OtherText);
        }
        let (person, vendor) = match (one.role(), other.role()) {
            (Role::Person, Role::Vendor) => (one, other),
            (Role::Vendor, Role::Person) => (other, one),
            (role, _) => return Err(AgreementError::OneSide { role }),
        };
        Ok(Self { id: one.id(), person: person.clone(), vendor: vendor.clone() })
    }

    /// Its name: SHA-256 over `"vrm:agreement:v1\0"` and the payload, the same on both sides.
    #[must_use]
    pub fn id(&self) -> AgreementId {
        self.id
    }

    /// What is agreed.
    #[must_use]
    pub fn document(&self) -> &Document {
        self.person.document()
    }

    /// The half that a side signed, as it travels.
    pub fn half(&self, role: Role) -> &HalfAgreement {
        match role {
            Role::Person => &self.person,
            Role::Vendor => &self.vendor,
        }
    }

    /// The grants that it brings into force, under the roster's text and, at the person's side, under own terms.
    ///
    /// # Errors
    /// [`AgreementError::Terms`] and [`AgreementError::TermsChanged`] when the roster has not the text that was agreed;
    /// [`AgreementError::NotAuthorised`] when the declaration does not pass.
    pub fn authorise(&self, roster: &Roster, own: Option<&CompiledTerms>) -> Result<Authority, AgreementError> {
        let document = self.document();
        let terms = document.terms().entry(roster)?.terms().compile();
        Ok(document.declaration().authorise(self.id, document.window(), &terms, own)?)
    }
}

impl std::fmt::Debug for Agreement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Agreement({})", self.id)
    }
}

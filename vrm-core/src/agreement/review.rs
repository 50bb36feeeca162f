//! What a signer compares before it signs second.

use super::{AgreementError, Document, HalfAgreement, VendorParty};
use crate::decision::AgreementId;
use crate::keys::{PartyKeys, SignedId};
use crate::terms::{Declaration, EntryPin};
use crate::text::Language;
use crate::time::Instant;
use std::collections::BTreeSet;

/// What a document must say for its second signer to sign it: a signature is a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The person's keys.
    pub person: PartyKeys,
    /// The vendor, as it is pinned.
    pub vendor: VendorParty,
    /// The message that it answers.
    pub answers: SignedId,
    /// The entries of which it is one: those proffered, or the one countered with.
    pub terms: BTreeSet<EntryPin>,
    /// The language that the person was shown, where it is known.
    pub shown: Option<Language>,
    /// The declaration, where it is known.
    pub declaration: Option<Declaration>,
    /// The agreement that it takes the place of.
    pub replaces: Option<AgreementId>,
    /// The first moment at which it can have been made, and the last at which it may ask to be accepted.
    pub times: (Instant, Instant),
}

impl HalfAgreement {
    /// Compares the document with what was expected. That the declaration passes under the terms is asked of
    /// [`Declaration::authorise`].
    ///
    /// # Errors
    /// [`AgreementError::NotExpected`] with the first member that is another.
    pub fn review(&self, expected: &Expected) -> Result<(), AgreementError> {
        let document: &Document = self.document();
        let Expected { person, vendor, answers, terms, shown, declaration, replaces, times } = expected;
        let checks = [
            ("person", document.person() == person),
            ("vendor", document.vendor() == vendor),
            ("answers", document.answers() == Some(*answers)),
            ("terms", terms.contains(document.terms().pin())),
            ("shown", shown.as_ref().is_none_or(|shown| document.terms().shown() == shown)),
            ("declaration", declaration.as_ref().is_none_or(|declared| document.declaration() == declared)),
            ("replaces", document.replaces() == *replaces),
            ("made", document.made() >= times.0),
            ("accept_by", document.accept_by() <= times.1),
        ];
        match checks.into_iter().find(|(_, is_right)| !is_right) {
            Some((member, _)) => Err(AgreementError::NotExpected { member }),
            None => Ok(()),
        }
    }
}

//! What follows from a receipt.

use super::error::StateError;
use super::recorded::first_other;
use super::relationship::{Agreed, Relationship};
use super::said::read;
use super::state::State;
use crate::agreement::Role;
use crate::consent::{Excess, excess};
use crate::error::Error;
use crate::keys::{SignedId, Unverified};
use crate::message::{ConsentReceipt, Jti, Message};
use crate::time::Instant;
use std::sync::Arc;

/// How many things that a receipt claims too much are kept with it: whoever claims more is refused all the same.
const MOST_NAMED: usize = 256;

/// A receipt of the vendor's, and what the person's own history has against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Receipted {
    /// Its id.
    pub id: SignedId,
    /// What it says.
    pub receipt: ConsentReceipt,
    /// When it was made.
    pub at: Instant,
    /// What it claims beyond what was agreed and consented to, by the person's own history when it came, the first 256; at a
    /// desk nothing.
    pub excess: Vec<Excess>,
    /// Whether the person refused it.
    pub refused: bool,
    pub(super) letter: Jti,
}

impl Receipted {
    /// The letter that it came in.
    pub(crate) fn letter(&self) -> Jti {
        self.letter
    }
}

impl State {
    /// A receipt is held against the records that follow from one's own history.
    pub(super) fn receipted(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<ConsentReceipt>>,
        own: bool,
    ) -> Result<(), Error> {
        let (message, id) = (read(text)?, text.claimed_id()?);
        let receipt = message.body().clone();
        let excess = if own { Vec::new() } else { self.excess_of(between, &receipt)? };
        if own {
            between.awaits(message.jti(), message.iat());
        }
        let receipted = Receipted { id, receipt, at: message.iat(), excess, refused: false, letter: message.jti() };
        between.receipts.insert(id, Arc::new(receipted));
        Ok(())
    }

    fn excess_of(&self, between: &Relationship, receipt: &ConsentReceipt) -> Result<Vec<Excess>, Error> {
        let agreed = between.agreed(&receipt.agreement)?;
        if let Some(member) = agreed.differs_from(receipt) {
            return Err(StateError::OtherRecord { member }.into());
        }
        let expected = self.records(between, agreed, &between.unacknowledged);
        let terms = self.terms_of(agreed).ok_or(StateError::NotSigned)?;
        let vocabulary = terms.terms().vocabulary();
        let mut excess = excess(&receipt.record, receipt.kantara.as_ref(), &expected, vocabulary);
        excess.truncate(MOST_NAMED);
        Ok(excess)
    }
}

impl Agreed {
    /// The member of a receipt that is not of this agreement.
    fn differs_from(&self, receipt: &ConsentReceipt) -> Option<&'static str> {
        let document = self.agreement.document();
        let person = document.keys(Role::Person).sign();
        let members = [
            ("sub", receipt.sub == person.to_did()),
            ("terms", receipt.terms == *document.terms().pin()),
            ("person", receipt.person == person.thumbprint()),
            ("vendor", receipt.vendor == document.vendor().did && receipt.name == document.vendor().name),
        ];
        first_other(members)
    }
}

impl Relationship {
    /// Notes that the person refused a receipt; whether it is one.
    pub(super) fn refuse_receipt(&mut self, id: &SignedId) -> bool {
        let receipt = self.receipts.get_mut(id);
        let Some(receipt) = receipt else { return false };
        let letter = receipt.letter;
        Arc::make_mut(receipt).refused = true;
        self.acknowledged(&letter);
        true
    }
}

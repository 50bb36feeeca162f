//! A disclosure whose text lies beside the history: that the text is what the event says of it.

use super::Believe;
use super::check::Own;
use crate::agreement::Role;
use crate::error::Error;
use crate::history::Event;
use crate::keys::Unverified;
use crate::message::{Disclosure, Message, MessageVisitor as _};
use crate::time::Instant;
use crate::vault::{Disclosed, GivenItem};
use crate::view::Relationship;
use std::sync::Arc;

/// What an event says of a disclosure, and between whom it was when it was noted.
pub(super) struct Told {
    pub(super) between: Arc<Relationship>,
    pub(super) own: Role,
    pub(super) at: Instant,
    pub(super) event: Event,
}

impl Told {
    /// Whether a text is this disclosure, signed by the person for this vendor. The hashes of the values are under a key
    /// that did not come along.
    pub(super) fn is(&self, text: &str) -> bool {
        Unverified::<Message<Disclosure>>::parse(text.as_bytes())
            .is_ok_and(|text| self.tells_of(&text).unwrap_or(false))
    }

    fn tells_of(&self, text: &Unverified<Message<Disclosure>>) -> Result<bool, Error> {
        let Event::Disclosed { kid, jti, exp, agreement, grant, items } = &self.event else { return Ok(false) };
        match self.own {
            Role::Person => Own { between: &self.between, at: self.at }.visit(text.clone())?,
            Role::Vendor => Believe { between: &self.between, now: self.at }.visit(text.clone())?,
        }
        let message = text.peek()?;
        let said = (text.kid(), message.jti(), message.exp(), message.body().agreement, message.body().grant);
        let data = |item: &Disclosed, given: &GivenItem| item.data == given.data;
        let given = &message.body().items;
        let same = given.len() == items.len() && given.iter().zip(items).all(|(item, given)| data(item, given));
        Ok(same && said == (*kid, *jti, *exp, *agreement, *grant))
    }
}

//! An intention, as a vendor looks at it before it keeps anything.

use super::Announced;
use crate::border::Failure;
use vrm_core::keys::Verified;
use vrm_core::message::{Intention, Message};

impl TryFrom<&Verified<Message<Intention>>> for Announced {
    type Error = Failure;

    fn try_from(text: &Verified<Message<Intention>>) -> Result<Self, Failure> {
        let (message, Intention { keys, want, terms, audience, from }) = (text.value(), text.value().body());
        Ok(Self {
            id: text.id(),
            key: keys.sign().thumbprint(),
            want: want.try_into()?,
            terms: terms.iter().map(Into::into).collect(),
            audience: audience.into(),
            from: from.unwrap_or(message.iat()),
            until: message.exp(),
        })
    }
}

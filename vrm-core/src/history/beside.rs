//! What lies beside an event: documents by name, and what is known of a message that it does not keep.

use super::Event;
use crate::agreement::Role;
use crate::digest::tagged;
use crate::form::FormError;
use crate::keys::Thumbprint;
use crate::message::{Jti, MessageKind};
use crate::time::Instant;

/// What an event says of a message that it does not keep, since values of the person's are in it.
pub(crate) struct Spoken {
    pub(crate) by: Role,
    pub(crate) kind: MessageKind,
    pub(crate) kid: Thumbprint,
    pub(crate) jti: Jti,
    pub(crate) expires: Option<Instant>,
}

/// The name of the document that holds the text of such a message.
pub(crate) fn letter_name(jti: Jti) -> [u8; 32] {
    tagged("disclosed", &[jti.as_bytes()])
}

impl Event {
    /// The name of the document that lies beside it, where there is one: of a roster, its hash; of the texts of the terms
    /// under which `own` has signed, the agreement's; of an offer, the offer's; of a vendor's keys, a hash of
    /// them; of an item, a salted hash of its value; of a disclosure, a proof or a copy, a hash of its number; of what is left of one, a salted hash of it.
    pub(crate) fn document(&self, own: Role) -> Result<Option<[u8; 32]>, FormError> {
        match self {
            Self::RosterLoaded { document, .. } => Ok(Some(*document.as_bytes())),
            Self::Said { by, message } if *by == own => {
                let half = message.half()?.map(|half| half.claimed_id()).transpose()?;
                Ok(half.map(|id| *id.as_bytes()))
            }
            Self::Vouched { pin, .. } => Ok(Some(*pin)),
            Self::OfferHeld { offer, .. } => Ok(Some(*offer.as_bytes())),
            Self::Stored { content, .. } => Ok(Some(*content)),
            Self::Disclosed { jti, .. } | Self::ClaimCompleted { jti, .. } | Self::CopyGiven { jti, .. } => {
                Ok(Some(letter_name(*jti)))
            }
            Self::PartlyDeleted { rest, .. } => Ok(Some(*rest)),
            _ => Ok(None),
        }
    }

    /// The message that it is about, where it does not keep it.
    pub(crate) fn spoken(&self) -> Option<Spoken> {
        let (by, kind, kid, jti, expires) = match self {
            Self::Disclosed { kid, jti, exp, .. } => (Role::Person, MessageKind::Disclosure, kid, jti, Some(*exp)),
            Self::ClaimCompleted { kid, jti, .. } => (Role::Person, MessageKind::RightsRequest, kid, jti, None),
            Self::CopyGiven { kid, jti, .. } => (Role::Vendor, MessageKind::RightsAnswer, kid, jti, None),
            _ => return None,
        };
        Some(Spoken { by, kind, kid: *kid, jti: *jti, expires })
    }

    /// The names of documents that are kept no longer from then on.
    pub(crate) fn gone(&self) -> impl Iterator<Item = [u8; 32]> {
        let gone = match self {
            Self::OfferHeld { replaces, dropped, .. } => {
                [replaces, dropped].map(|offer| offer.map(|offer| *offer.as_bytes()))
            }
            Self::IntentionReopened { offer } => [Some(*offer.as_bytes()), None],
            Self::Stored { replaces, .. } => [*replaces, None],
            Self::Removed { content, .. } => [Some(*content), None],
            Self::Deleted { disclosure, rest: left } | Self::PartlyDeleted { disclosure, replaces: left, .. } => {
                [Some(left.unwrap_or_else(|| letter_name(*disclosure))), None]
            }
            _ => [None; 2],
        };
        gone.into_iter().flatten()
    }
}

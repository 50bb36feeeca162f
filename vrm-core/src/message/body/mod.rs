//! What messages say, one type each.

mod ask;
mod disclosure;
mod grants;
mod market;
mod negotiation;
mod presence;
mod proof;
mod rights;
mod steering;

pub use ask::{Answer, Ask, Reply};
pub use disclosure::Disclosure;
pub use grants::{GrantStep, Pause, Resume, Withdrawal};
pub use market::{Acceptance, Intention, Offer};
pub use negotiation::{Counter, Late, Proffer, Refusal, RefusalReason, Signature};
pub use presence::{Profile, Rotation};
pub use proof::{Consent, ConsentReceipt};
pub use rights::{Incident, RightsAnswer, RightsRequest, RightsStep};
pub use steering::{Ended, Seen};

use super::{Audience, Expiry, Jti};
use crate::chain::StreamHead;
use crate::decision::AgreementId;
use crate::form::FormError;
use crate::json::{Fields, Object};
use crate::keys::{PartyKeys, PublicSigningKey};
use crate::time::Instant;

/// What one type of message says, for whom it is and whether it stops counting. The types of this module implement it,
/// and nobody else can.
pub trait Body: Clone + PartialEq + private::Form {
    /// Its name, as in [`MessageKind`](super::MessageKind).
    const NAME: &'static str;

    /// For one reader, or for anyone.
    type Audience: Audience;

    /// Whether it stops counting.
    type Expiry: Expiry;
}

/// A body that carries the key it is signed with, and vouches for itself: a stranger's first word.
pub trait SelfCertified: Body {
    /// The key.
    fn key(&self) -> &PublicSigningKey;
}

/// A body by which a vendor introduces itself: the key it carries and is signed with must be one of its identifier's.
pub trait Introducing: Body {
    /// The vendor's keys, which are keys of its identifier.
    fn keys(&self) -> &PartyKeys;
}

pub(crate) mod private {
    use super::{AgreementId, Fields, FormError, Instant, Jti, Object, PublicSigningKey, StreamHead};

    /// How a body is read and written.
    pub trait Form: Sized {
        fn read(fields: &mut Fields<'_>) -> Result<Self, FormError>;

        fn write(&self, form: Object) -> Object;

        /// Whether `iss` must be the `did:key` of the key that it carries.
        const VOUCHES_FOR_ITSELF: bool = false;

        /// From when it counts, where that is later than when it was said.
        fn begins(&self) -> Option<Instant> {
            None
        }

        /// Where the sender's stream stands, where it says so.
        fn stream(&self) -> Option<StreamHead> {
            None
        }

        /// The numbers inside that are the message's own, each with where it stands; none for one that is no such number.
        fn numbers(&self) -> Vec<(&'static str, Option<Jti>)> {
            Vec::new()
        }

        /// The agreement that it calls late, where it does.
        fn late(&self) -> Option<AgreementId> {
            None
        }

        /// The key that must sign it, where it carries one.
        fn key_that_signs(&self) -> Option<&PublicSigningKey> {
            None
        }
    }
}

//! What travels between the two sides: typed, signed texts.
//!
//! A [`Message`] has a body of one type, who says it, to whom, and when. Each type has a name of its own, in the header
//! and in the payload, and a closed set of members; what a later minor version adds stands in `ext`, which is hashed and
//! may be passed over. Received bytes become [`Unverified`](crate::keys::Unverified), then
//! [`Verified`](crate::keys::Verified): with the key that is pinned for the sender, for the reader that they name, before
//! they expire.
//!
//! ```
//! use vrm_core::keys::{PartyKeyPairs, Unverified};
//! use vrm_core::message::{Message, Never, Refusal, RefusalReason};
//! use vrm_core::time::Instant;
//! # use vrm_core::keys::{Randomness, RandomnessFailed, SignedId};
//! # struct Host(u8);
//! # impl Randomness for Host {
//! #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
//! #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
//! #         Ok(())
//! #     }
//! # }
//! # let random = &mut Host(1);
//! # let counter = SignedId::from_bytes([7; 32]);
//! let now = Instant::parse("2026-03-01T09:30:00Z")?;
//! let (person, shop) = (PartyKeyPairs::generate(random)?, PartyKeyPairs::generate(random)?);
//! let reader = shop.sign().public().thumbprint();
//! let no = Refusal { answers: counter, why: RefusalReason::Agreement };
//! let sent = Message::new(no, person.sign().public().to_did(), reader, now, Never, random)?.sign(person.sign())?;
//! let sealed = sent.seal(shop.seal().public())?;
//!
//! // At the shop:
//! let opened = sealed.open(shop.seal())?;
//! let message = Unverified::<Message<Refusal>>::parse(opened.as_bytes())?;
//! let message = message.verify(person.sign().public(), reader, now)?;
//! assert_eq!(message.value().body().why, RefusalReason::Agreement);
//! assert_eq!(message.id(), sent.id());
//! # Ok::<(), vrm_core::Error>(())
//! ```

mod any;
mod audience;
mod body;
mod envelope;
mod error;
mod first_keys;
mod jti;
mod key_history;
mod kind;
mod roster;
mod verify;

pub use crate::decision::WhichGrants;
pub(crate) use any::MessageFacts;
pub use any::{AnyMessage, MessageVisitor};
pub use audience::{Anyone, Audience, Expiry, Never};
pub use body::{
    Acceptance, Answer, Ask, Body, Consent, ConsentReceipt, Counter, Disclosure, Ended, GrantStep, Incident, Intention,
    Introducing, Late, Offer, Pause, Proffer, Profile, Refusal, RefusalReason, Reply, Resume, RightsAnswer,
    RightsRequest, RightsStep, Rotation, Seen, SelfCertified, Signature, Withdrawal,
};
pub use envelope::Message;
pub use error::MessageError;
pub use first_keys::Introduction;
pub use jti::Jti;
pub use key_history::KeyHistory;
pub(crate) use key_history::RECEIVES;
pub use kind::MessageKind;
pub use roster::{RosterStatement, SignedRoster};

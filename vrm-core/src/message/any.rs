//! A message of whatever type it says it is of.

use super::{
    Acceptance, Answer, Ask, Body, Consent, ConsentReceipt, Counter, Disclosure, Ended, Expiry as _, Incident,
    Intention, Jti, Late, Message, MessageError, MessageKind, Offer, Pause, Proffer, Profile, Refusal, Resume,
    RightsAnswer, RightsRequest, Rotation, Seen, Signature, Withdrawal,
};
use crate::agreement::Document;
use crate::form::FormError;
use crate::keys::{SignedId, Thumbprint, Unverified};
use crate::time::Instant;

/// What is done alike with a message of every type.
pub trait MessageVisitor {
    /// What comes of it.
    type Output;

    /// Does it with a message of one type.
    fn visit<B: Body>(self, message: Unverified<Message<B>>) -> Self::Output;
}

/// The one list of types that have a body.
macro_rules! types {
    ($($type:ident)+) => {
        /// A message of any type that has a body, before its signature is checked: a `match` finds out which.
        ///
        /// ```
        /// use vrm_core::message::{AnyMessage, Late, Message, MessageKind, Never};
        /// # use vrm_core::decision::AgreementId;
        /// # use vrm_core::keys::{PartyKeyPairs, Randomness, RandomnessFailed};
        /// # use vrm_core::time::Instant;
        /// # struct Host(u8);
        /// # impl Randomness for Host {
        /// #     fn fill(&mut self, bytes: &mut [u8]) -> Result<(), RandomnessFailed> {
        /// #         for byte in bytes { self.0 = self.0.wrapping_mul(5).wrapping_add(3); *byte = self.0; }
        /// #         Ok(())
        /// #     }
        /// # }
        /// # let random = &mut Host(1);
        /// # let now = Instant::parse("2026-03-01T09:30:00Z")?;
        /// # let (person, shop) = (PartyKeyPairs::generate(random)?, PartyKeyPairs::generate(random)?);
        /// # let reader = shop.sign().public().thumbprint();
        /// # let late = Late { agreement: AgreementId::from_bytes([7; 32]) };
        /// # let message = Message::new(late, person.sign().public().to_did(), reader, now, Never, random)?;
        /// # let sent = message.sign(person.sign())?;
        /// # let received = sent.as_str().as_bytes();
        /// let message = AnyMessage::parse(received)?;
        /// assert_eq!(message.kind(), MessageKind::Late);
        /// let key = person.sign().public(); // pinned under message.kid()
        /// match message {
        ///     AnyMessage::Late(late) => assert_eq!(late.verify(key, reader, now)?.id(), sent.id()),
        ///     other => panic!("not expected: {:?}", other.kind()),
        /// }
        /// # Ok::<(), vrm_core::Error>(())
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[non_exhaustive]
        pub enum AnyMessage {
            $(#[doc = concat!("A [`", stringify!($type), "`].")] $type(Unverified<Message<$type>>),)+
        }

        impl AnyMessage {
            /// The types that have a body.
            pub const KINDS: &'static [MessageKind] = &[$(MessageKind::$type,)+];

            /// Takes bytes from outside through the gate as a message of one type.
            ///
            /// # Errors
            /// [`MessageError::Keys`], as [`Unverified::parse`]; [`MessageError::NoBody`].
            pub fn parse_as(kind: MessageKind, bytes: &[u8]) -> Result<Self, MessageError> {
                match kind {
                    $(MessageKind::$type => Ok(Self::$type(Unverified::parse(bytes)?)),)+
                    kind => Err(MessageError::NoBody { kind }),
                }
            }

            /// Its type.
            #[must_use]
            pub fn kind(&self) -> MessageKind {
                match self { $(Self::$type(_) => MessageKind::$type,)+ }
            }

            /// The thumbprint of the key it says it is signed with.
            #[must_use]
            pub fn kid(&self) -> Thumbprint {
                match self { $(Self::$type(message) => message.kid(),)+ }
            }

            /// The text as it came.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$type(message) => message.as_str(),)+ }
            }

            /// Does with it what is done alike with every type.
            pub fn visit<V: MessageVisitor>(self, visitor: V) -> V::Output {
                match self { $(Self::$type(message) => visitor.visit(message),)+ }
            }
        }
    };
}

types! {
    Profile Intention Offer Acceptance Proffer Counter Signature Refusal Late Ask Answer Consent Withdrawal Pause Resume ConsentReceipt
    Disclosure RightsRequest RightsAnswer Incident Rotation Ended Seen
}

/// What every type of message says of itself, believed by nobody yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MessageFacts {
    pub(crate) jti: Jti,
    pub(crate) id: SignedId,
    pub(crate) expires: Option<Instant>,
}

struct Facts;

impl MessageVisitor for Facts {
    type Output = Result<MessageFacts, FormError>;

    fn visit<B: Body>(self, text: Unverified<Message<B>>) -> Self::Output {
        let message = text.peek()?;
        Ok(MessageFacts { jti: message.jti(), id: text.claimed_id()?, expires: message.exp().ends() })
    }
}

impl AnyMessage {
    pub(crate) fn facts(&self) -> Result<MessageFacts, FormError> {
        self.clone().visit(Facts)
    }

    /// The document that its sender signed with it, where its type has one.
    pub(crate) fn half(&self) -> Result<Option<Unverified<Document>>, FormError> {
        Ok(match self {
            Self::Signature(text) => Some(text.peek()?.body().half.clone()),
            Self::Acceptance(text) => Some(text.peek()?.body().half.clone()),
            _ => None,
        })
    }

    /// Whether it has values of the person's in it, which no event keeps.
    pub(crate) fn has_values(&self) -> Result<bool, FormError> {
        Ok(match self {
            Self::Disclosure(_) => true,
            Self::RightsRequest(text) => text.peek()?.body().proof().is_some(),
            Self::RightsAnswer(text) => !text.peek()?.body().data.is_empty(),
            _ => false,
        })
    }

    /// Takes bytes from outside through the gate as a message of the type they name.
    ///
    /// # Errors
    /// [`MessageError::Keys`], as [`MessageKind::of`]; [`MessageError::NoBody`] for a type that is known and not read,
    /// and for an agreement's document, which is a [`HalfAgreement`](crate::agreement::HalfAgreement).
    pub fn parse(bytes: &[u8]) -> Result<Self, MessageError> {
        Self::parse_as(MessageKind::of(bytes)?, bytes)
    }
}

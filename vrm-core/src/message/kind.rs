//! The names of all that is signed.

use crate::keys::payload::typ;
use crate::keys::{KeyError, typ_of};

macro_rules! kinds {
    ($($variant:ident $name:literal $what:literal;)+) => {
        /// A type of signed text. Some have no body in this library yet; a text of such a type is told from the others
        /// and not read.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum MessageKind {
            $(#[doc = concat!("`", $name, "`: ", $what, ".")] $variant,)+
        }

        impl MessageKind {
            /// Every type.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name, the same in every language.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

kinds! {
    Profile "profile" "a desk's public page";
    Intention "intention" "what a person wants, announced to the market";
    Offer "offer" "a vendor's answer to one intention";
    Acceptance "acceptance" "the person's yes to one offer";
    Proffer "proffer" "the terms that a person proposes";
    Counter "counter" "the one other entry that a vendor proposes instead";
    Agreement "agreement" "the document that both sides sign";
    Signature "signature" "one side's signature over the document";
    Refusal "refusal" "a no";
    Late "late" "a signature that came too late";
    Ask "ask" "a request put to the person";
    Answer "answer" "the person's answer to it";
    Consent "consent" "a yes to an optional process or to marked data";
    Withdrawal "withdrawal" "the end of grants";
    Pause "pause" "grants held back";
    Resume "resume" "grants taken up again";
    Disclosure "disclosure" "data given";
    ConsentReceipt "consent-receipt" "the proof of a consent's state";
    RightsRequest "rights-request" "a right that the person claims";
    RightsAnswer "rights-answer" "the answer to it";
    Incident "incident" "a breach, notified";
    Ended "ended" "the end of an agreement";
    Rotation "rotation" "new keys, signed with the old one";
    Seen "seen" "a message and a position that the other side acknowledges";
}

impl MessageKind {
    /// The type that a signed text says it is of, after the gate's checks and before any other.
    ///
    /// # Errors
    /// [`KeyError`], as [`Unverified::parse`](crate::keys::Unverified::parse); `HeaderValue` for a type nobody knows.
    pub fn of(signed: &[u8]) -> Result<Self, KeyError> {
        let typ = typ_of(signed)?;
        let known = Self::ALL.iter().find(|kind| kind.typ() == typ);
        let expected = "vrm-NAME+jwt";
        known.copied().ok_or_else(|| KeyError::HeaderValue { member: "typ", found: typ, expected: expected.to_owned() })
    }

    /// The `typ` of its header.
    #[must_use]
    pub fn typ(self) -> String {
        typ(self.name())
    }
}

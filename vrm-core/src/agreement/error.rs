//! Why there is no agreement.

use super::Role;
use crate::decision::NotAuthorised;
use crate::error::{Code, Fault, quote};
use crate::form::FormError;
use crate::json::Pointer;
use crate::keys::{KeyError, Thumbprint};
use crate::terms::TermsError;
use crate::text::{Language, TextError};
use crate::time::Instant;

/// Why a document, a half or a whole agreement cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AgreementError {
    /// The signed text or its payload.
    #[error(transparent)]
    Form(#[from] FormError),
    /// A key, or the randomness.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The roster has other terms.
    #[error(transparent)]
    Terms(#[from] TermsError),
    /// The declaration does not pass under the terms.
    #[error(transparent)]
    NotAuthorised(#[from] Box<NotAuthorised>),
    /// A language of the roster.
    #[error(transparent)]
    Text(#[from] TextError),
    /// One key on both sides.
    #[error("a key of the person is also a key of the vendor, expected four signing and two sealing keys")]
    SharedKey,
    /// A vendor under an identifier that holds another key.
    #[error("the vendor's identifier holds another key than the one that signs for it")]
    OtherVendor,
    /// Times that do not follow one another.
    #[error("`{later}` is before `{earlier}`, or the same minute where it must be later")]
    OutOfOrder {
        /// What should be earlier.
        earlier: &'static str,
        /// What should be later.
        later: &'static str,
    },
    /// The person was shown a language in which there is no plain text.
    #[error("the terms have no plain text in {}, expected a language that the person was shown", quote(language))]
    NotShown {
        /// The language.
        language: String,
    },
    /// A layer under the same name is another text than was agreed.
    #[error("the {layer} text of {} in {} is not the one agreed on", quote(id), quote(language))]
    TermsChanged {
        /// The entry.
        id: String,
        /// The layer.
        layer: &'static str,
        /// The language.
        language: String,
    },
    /// A document that says something else than its second signer expects.
    #[error("the document's `{member}` is not what was expected")]
    NotExpected {
        /// The member.
        member: &'static str,
    },
    /// Signed with a key of neither side.
    #[error("the key {kid} is neither side's, expected a signing key that the document names")]
    NotASide {
        /// The thumbprint of the key.
        kid: Thumbprint,
    },
    /// Two signatures of one side.
    #[error("both signatures are the {}'s, expected one of each side", role.name())]
    OneSide {
        /// The side.
        role: Role,
    },
    /// Two signatures over two texts.
    #[error("the two signatures are over different texts, expected the same bytes")]
    OtherText,
    /// The time to accept is over.
    #[error("the time to accept ended at {accept_by}, and it is {now}")]
    TooLate {
        /// When it ended.
        accept_by: Instant,
        /// Now.
        now: Instant,
    },
    /// Made after now, or over before it.
    #[error("at {now} the agreement is not made yet, or over already")]
    NotNow {
        /// Now.
        now: Instant,
    },
    /// The second signature came more than 24 hours after the time to accept: there is no agreement, and the other side is
    /// told so.
    #[error("the second signature came at {now}, more than 24 hours after {accept_by}: answer with `late`")]
    Late {
        /// When the time to accept ended.
        accept_by: Instant,
        /// Now.
        now: Instant,
    },
}

impl AgreementError {
    pub(super) fn not_shown(language: &Language) -> Self {
        Self::NotShown { language: language.to_string() }
    }

    /// What a draft may be refused for, about a payload that was received.
    pub(super) fn in_form(self) -> FormError {
        let at = |name: &str| Pointer::root().member(name);
        match self {
            Self::OutOfOrder { earlier, later } => FormError::OutOfOrder { earlier: at(earlier), later: at(later) },
            Self::NotShown { language } => FormError::UnknownValue {
                path: at("terms").member("shown"),
                found: language,
                expected: "a language of the plain text",
            },
            Self::OtherVendor => FormError::OtherVendor,
            _ => KeyError::SameKey.into(),
        }
    }
}

impl Fault for AgreementError {
    fn code(&self) -> Code {
        match self {
            Self::Form(error) => error.code(),
            Self::Keys(error) => error.code(),
            Self::Terms(error) => error.code(),
            Self::NotAuthorised(error) => error.code(),
            Self::Text(error) => error.code(),
            Self::SharedKey => Code::KeysSameKey,
            Self::OutOfOrder { .. } => Code::FormOutOfOrder,
            Self::NotShown { .. } => Code::AgreementNotShown,
            Self::TermsChanged { .. } => Code::AgreementTermsChanged,
            Self::NotExpected { .. } => Code::AgreementNotExpected,
            Self::NotASide { .. } => Code::AgreementNotASide,
            Self::OneSide { .. } => Code::AgreementOneSide,
            Self::OtherText => Code::AgreementOtherText,
            Self::OtherVendor => Code::AgreementOtherVendor,
            Self::TooLate { .. } => Code::AgreementTooLate,
            Self::NotNow { .. } => Code::AgreementNotNow,
            Self::Late { .. } => Code::AgreementLate,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::Form(error) => error.path(),
            Self::Keys(error) => error.path(),
            Self::Terms(error) => error.path(),
            Self::OutOfOrder { later, .. } => Some(format!("/{later}")),
            Self::OtherVendor => Some("/vendor/did".to_owned()),
            Self::NotExpected { member } => Some(format!("/{member}")),
            Self::NotShown { .. } => Some("/terms/shown".to_owned()),
            _ => None,
        }
    }
}

//! Why data is not kept, not found or not given.

use super::ItemId;
use crate::decision::{Decision, GrantId, Reason};
use crate::error::{Code, Fault, quote};

/// Why data is not kept, not found or not given. None of these says a value.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// A value that is no JSON of this library's own.
    #[error("the value breaks a rule: {}", broken.rule())]
    Content {
        /// Which rule.
        broken: Code,
    },
    /// A value that is too long.
    #[error("the value has {length} bytes as JSON, at most {limit} are kept")]
    TooLong {
        /// The length in bytes.
        length: usize,
        /// The limit in bytes.
        limit: usize,
    },
    /// A word that does not say what data it is.
    #[error("{} does not say what data it is, expected a word of DPV below `dpv:PersonalData`", quote(word))]
    NotACategory {
        /// The word.
        word: String,
    },
    /// A validity that is too fine.
    #[error("the time for which the data holds begins or ends between two minutes")]
    NotAMinute,
    /// No such item, or one that was removed.
    #[error("there is no item {item}")]
    NoSuchItem {
        /// The item.
        item: ItemId,
    },
    /// Nothing to be given.
    #[error("no item is named, expected at least one")]
    NothingToGive,
    /// An item before or after its time.
    #[error("the item {item} does not hold now")]
    NotValid {
        /// The item.
        item: ItemId,
    },
    /// A grant that cannot be used now.
    #[error("the grant {grant} cannot be used now: {}", reason.name())]
    GrantHeld {
        /// The grant.
        grant: GrantId,
        /// What holds it back.
        reason: Reason,
    },
    /// Data that the grant is not of. An ordinary word never speaks for a marked one.
    #[error("{} is not data of the grant {grant}", quote(data))]
    NotOfGrant {
        /// The data, by its word.
        data: String,
        /// The grant.
        grant: GrantId,
    },
    /// The person's own decision is not a yes.
    #[error("the data may not be given: {}", why(decision))]
    NotPermitted {
        /// The decision, about the first use that is not permitted.
        decision: Box<Decision>,
    },
    /// No such disclosure.
    #[error("nothing was given by that number")]
    NoSuchDisclosure,
    /// A disclosure whose values were deleted.
    #[error("the values were deleted here")]
    Deleted,
}

/// The first reason of a no; an ask has none.
fn why(decision: &Decision) -> &'static str {
    decision.reasons().first().map_or("you are to be asked first", Reason::name)
}

impl Fault for VaultError {
    fn code(&self) -> Code {
        match self {
            Self::Content { broken } => *broken,
            Self::TooLong { .. } => Code::VaultTooLong,
            Self::NotACategory { .. } => Code::VaultNotACategory,
            Self::NotAMinute => Code::VaultNotAMinute,
            Self::NoSuchItem { .. } => Code::VaultNoSuchItem,
            Self::NothingToGive => Code::VaultNothingToGive,
            Self::NotValid { .. } => Code::VaultNotValid,
            Self::GrantHeld { .. } => Code::VaultGrantHeld,
            Self::NotOfGrant { .. } => Code::VaultNotOfGrant,
            Self::NotPermitted { .. } => Code::VaultNotPermitted,
            Self::NoSuchDisclosure => Code::VaultNoSuchDisclosure,
            Self::Deleted => Code::VaultDeleted,
        }
    }

    fn path(&self) -> Option<String> {
        match self {
            Self::NotACategory { .. } => Some("/data".to_owned()),
            Self::NotAMinute => Some("/window".to_owned()),
            _ => None,
        }
    }
}

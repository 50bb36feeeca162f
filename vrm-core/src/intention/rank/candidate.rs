//! An offer as it is ranked.

use crate::decision::NotAuthorised;
use crate::intention::{Quote, SignedId};
use crate::terms::EntryName;
use crate::time::Instant;

/// One offer for a want.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// The offer's id.
    pub id: SignedId,
    /// What is offered.
    pub quote: &'a Quote,
    /// When the offer was made.
    pub offered: Instant,
    /// The first moment at which it is no offer any more.
    pub until: Instant,
    /// What stands between its terms and the person's; nothing where they fit.
    pub terms: &'a [TermsFault],
}

/// Why the terms of an offer do not do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TermsFault {
    /// The vendor answers with another entry of the roster.
    Countered {
        /// The entry.
        entry: EntryName,
    },
    /// What the vendor declares does not pass the terms.
    Conflict(Box<NotAuthorised>),
    /// The vendor names an entry that no known roster has.
    Unknown {
        /// The entry.
        entry: EntryName,
    },
    /// The person blocked what it needs, or the vendor.
    Blocked {
        /// The block's id.
        block: String,
    },
}

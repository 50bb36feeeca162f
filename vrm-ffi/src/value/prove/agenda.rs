//! What falls due.

use crate::border::{BorderError, Failure};
use crate::value::Sentence;
use vrm_core::chain::StreamId;
use vrm_core::decision::{AgreementId, GrantId};
use vrm_core::keys::SignedId;
use vrm_core::message::Jti;
use vrm_core::time::Instant;
use vrm_core::vault::ItemId;
use vrm_core::view;
use vrm_core::vocab::Word;

/// What falls due, and what is overdue, the earliest first.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Agenda {
    /// One line a matter.
    pub lines: Vec<AgendaLine>,
}

/// One matter, and when it falls due.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct AgendaLine {
    /// When.
    pub at: Instant,
    /// With whom; none where it concerns nobody else.
    pub relationship: Option<StreamId>,
    /// What.
    pub matter: Matter,
    /// What falls due, and when, in a sentence.
    pub sentence: Sentence,
}

/// What falls due.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Enum)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Matter {
    /// A vendor's question stops counting.
    Question {
        /// The message that asked.
        id: SignedId,
    },
    /// A negotiation runs out.
    Negotiation {
        /// Whether the person's own word is waited for, and not the other side's.
        waits_for_us: bool,
    },
    /// Offers are taken until then.
    Intention {
        /// The cast.
        cast: StreamId,
    },
    /// An agreement's time ends.
    AgreementEnds {
        /// The agreement.
        agreement: AgreementId,
    },
    /// A grant's time ends, before its agreement's does.
    GrantEnds {
        /// The grant.
        grant: GrantId,
    },
    /// What the vendor has to delete by then, by what was agreed.
    Deletion {
        /// The agreement.
        agreement: AgreementId,
        /// The data.
        data: Word,
    },
    /// The vendor's answer to a claim is due; from then on it is overdue.
    RightsAnswer {
        /// The claim.
        claim: SignedId,
    },
    /// What is kept of the person's data holds until then.
    ItemEnds {
        /// The item.
        item: ItemId,
        /// What data it is.
        data: Word,
    },
    /// A letter of ours that the other side should have acknowledged by then.
    Unacknowledged {
        /// The letter.
        letter: Jti,
    },
}

impl TryFrom<&view::Agenda> for Agenda {
    type Error = Failure;

    fn try_from(agenda: &view::Agenda) -> Result<Self, Failure> {
        Ok(Self { lines: agenda.lines.iter().map(TryInto::try_into).collect::<Result<_, _>>()? })
    }
}

impl TryFrom<&view::AgendaLine> for AgendaLine {
    type Error = Failure;

    fn try_from(line: &view::AgendaLine) -> Result<Self, Failure> {
        let (matter, sentence) = ((&line.matter).try_into()?, (&line.sentence()).into());
        Ok(Self { at: line.at, relationship: line.relationship, matter, sentence })
    }
}

impl TryFrom<&view::Matter> for Matter {
    type Error = Failure;

    fn try_from(matter: &view::Matter) -> Result<Self, Failure> {
        use view::Matter as Of;
        Ok(match matter {
            Of::Question { id } => Self::Question { id: *id },
            Of::Negotiation { waits_for_us } => Self::Negotiation { waits_for_us: *waits_for_us },
            Of::Intention { cast } => Self::Intention { cast: *cast },
            Of::AgreementEnds { agreement } => Self::AgreementEnds { agreement: *agreement },
            Of::GrantEnds { grant } => Self::GrantEnds { grant: *grant },
            Of::Deletion { agreement, data } => Self::Deletion { agreement: *agreement, data: data.clone() },
            Of::RightsAnswer { claim } => Self::RightsAnswer { claim: *claim },
            Of::ItemEnds { item, data } => Self::ItemEnds { item: *item, data: data.clone() },
            Of::Unacknowledged { letter } => Self::Unacknowledged { letter: *letter },
            _ => return Err(BorderError::Internal.into()),
        })
    }
}

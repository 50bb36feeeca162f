//! What a command did.

use vrm_core::chain::StreamId;
use vrm_core::keys::SignedId;
use vrm_core::life;
use vrm_core::log::LogId;
use vrm_core::message::Jti;
use vrm_core::vault::ItemId;

/// What a command, or a message that was taken, did. The same command id gives the same outcome again.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Outcome {
    /// In whose history: the person's, or at a desk the customer's or the desk's own.
    pub log: LogId,
    /// The position of the first event in the history.
    pub first: u64,
    /// The position of the last.
    pub last: u64,
    /// The relationship that it was about; the owner's own stream where it was about none.
    pub relationship: StreamId,
    /// The kinds of the events, in order.
    pub kinds: Vec<String>,
    /// What was said from here: one letter of the outbox each.
    pub said: Vec<Sent>,
    /// The item of the person's data that was stored.
    pub item: Option<ItemId>,
}

/// A message that was said from here.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct Sent {
    /// Its letter in the outbox.
    pub letter: Jti,
    /// Its type, by name.
    pub kind: String,
    /// Its id, by which others answer it. A disclosure has none.
    pub id: Option<SignedId>,
}

impl From<life::Outcome> for Outcome {
    fn from(outcome: life::Outcome) -> Self {
        Self {
            log: outcome.log,
            first: outcome.first,
            last: outcome.last,
            relationship: outcome.relationship,
            kinds: outcome.kinds.into_iter().map(str::to_owned).collect(),
            said: outcome.said.into_iter().map(Sent::from).collect(),
            item: outcome.item,
        }
    }
}

impl From<life::Sent> for Sent {
    fn from(sent: life::Sent) -> Self {
        Self { letter: sent.letter, kind: sent.kind.name().to_owned(), id: sent.id }
    }
}

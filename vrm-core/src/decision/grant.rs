//! One permission in force, made from a declaration when an agreement comes into force.

use super::DecisionError;
use crate::digest::hex::shown_in_hex;
use crate::digest::tagged;
use crate::json::{Object, Value};
use crate::terms::{Basis, Conditions, Duty, Scope};
use crate::time::Window;
use crate::vocab::{Vocabulary, Word};

/// The name of an agreement: SHA-256 over `"vrm:agreement:v1\0"` and its payload.
///
/// Where agreements are not signed through this library, any 32 bytes that are the agreement's own will do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AgreementId([u8; 32]);

/// The name of a grant: SHA-256 over `"vrm:grant:v1\0"` and the canonical JSON of what made it (agreement, process, data
/// word, and the consent or answer, if one did), the same on both sides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct GrantId([u8; 32]);

/// One permission in force, the only thing that authorises. A change is a withdrawal and a new grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// Its name.
    pub id: GrantId,
    /// The agreement it lives under.
    pub agreement: AgreementId,
    /// The index of the process it was made from.
    pub process: u32,
    /// One data word, and the purposes, operations and recipients of its process.
    pub scope: Scope,
    /// The conditions of its process.
    pub conditions: Conditions,
    /// What it stands on; never a legal duty, which permits nothing.
    pub basis: Basis,
    /// Whether the person wants to be asked each time.
    pub ask: bool,
    /// The duties it carries.
    pub duties: Vec<Duty>,
    /// Whether a duty that must come first is still open, as our own history knows.
    pub duty_open: bool,
    /// When it can be used.
    pub window: Window,
    /// Active, paused, withdrawn or spent; expiry is the window's.
    pub status: GrantStatus,
    /// The grant it was made under; it is never wider than that one.
    pub parent: Option<GrantId>,
}

/// Where a grant is on its chart. Expired is not here: it follows from the window and the time, or from its one use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum GrantStatus {
    /// In use.
    #[default]
    Active,
    /// Held back; it comes back.
    Paused,
    /// Withdrawn, which is final.
    Withdrawn,
    /// Given once and used, which is final: it has expired before the end of its window.
    Spent,
}

/// A move on the chart of a grant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GrantMove {
    /// Hold it back.
    Pause,
    /// Take it up again.
    Resume,
    /// End it.
    Withdraw,
}

impl GrantStatus {
    /// The status after a move.
    ///
    /// # Errors
    /// [`DecisionError::WrongState`] for a move that is not on the chart.
    pub fn after(self, step: GrantMove) -> Result<Self, DecisionError> {
        match (self, step) {
            (Self::Active, GrantMove::Pause) => Ok(Self::Paused),
            (Self::Paused, GrantMove::Resume) => Ok(Self::Active),
            (Self::Active | Self::Paused, GrantMove::Withdraw) => Ok(Self::Withdrawn),
            (state, step) => Err(DecisionError::WrongState { state: state.name(), step: step.name() }),
        }
    }

    /// The status after its one use. A use may be recorded of a grant that was paused meanwhile.
    ///
    /// # Errors
    /// [`DecisionError::WrongState`] for a grant that is over already.
    pub(super) fn spent(self) -> Result<Self, DecisionError> {
        if self.is_final() {
            return Err(DecisionError::WrongState { state: self.name(), step: "be spent" });
        }
        Ok(Self::Spent)
    }

    /// Whether no move leads on from here.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Withdrawn | Self::Spent)
    }

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Withdrawn => "withdrawn",
            Self::Spent => "spent",
        }
    }
}

impl GrantMove {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pause => "pause",
            Self::Resume => "resume",
            Self::Withdraw => "withdraw",
        }
    }
}

impl AgreementId {
    /// The id of these 32 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl GrantId {
    /// The id of these 32 bytes, as somebody wrote it down.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The id of the grant of one data word of one process; `by` names the consent or answer that made it, if one did.
    #[must_use]
    pub fn of(agreement: &AgreementId, process: u32, data: &Word, by: Option<&[u8; 32]>) -> Self {
        let mut made = Object::new()
            .with("agreement", agreement.to_string())
            .with("process", i64::from(process))
            .with("data", data.iri());
        if let Some(by) = by {
            made.insert("by", Self(*by).to_string());
        }
        Self(tagged("grant", &[Value::Object(made).canonical().as_bytes()]))
    }

    /// The 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl Grant {
    /// Whether this allows nothing that the other does not: in no word, condition or moment, and asks where it asks.
    #[must_use]
    pub fn is_within(&self, other: &Self, vocabulary: &Vocabulary) -> bool {
        let words = super::point::is_within(&self.scope, &other.scope, vocabulary);
        let (mine, theirs) = (self.scope.permitted_recipients(), other.scope.permitted_recipients());
        words
            && mine.iter().all(|mine| theirs.iter().any(|theirs| mine.is_within(theirs)))
            && self.conditions.are_within(&other.conditions, vocabulary)
            && self.window.intersect(&other.window) == Some(self.window)
            && (self.ask || !other.ask)
    }
}

shown_in_hex!(AgreementId, GrantId);

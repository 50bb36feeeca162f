//! From what the preferences say to the move it makes.

use super::NegotiationMove;
use crate::terms::Choice;

impl NegotiationMove {
    /// The move that a choice makes.
    ///
    /// ```
    /// use vrm_core::negotiation::{NegotiationMove, NegotiationState};
    /// use vrm_core::terms::Choice;
    /// let counter = NegotiationMove::of(&Choice::Counter("SD-BASE-A".into()));
    /// assert_eq!(NegotiationState::Pending.after(counter)?, NegotiationState::Countered);
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    #[must_use]
    pub fn of(choice: &Choice) -> Self {
        match choice {
            Choice::Accept(_) => Self::Accept,
            Choice::Counter(_) => Self::Counter,
            Choice::NeedsHuman(_) => Self::AskHuman,
            Choice::AgreementRefused => Self::Refuse,
            Choice::NegotiationRefused => Self::RefuseToTalk,
        }
    }
}

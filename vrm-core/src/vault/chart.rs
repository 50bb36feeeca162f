//! The chart of a disclosure.

use crate::chart::chart;

chart! {
    "a disclosure"

    /// Where data stands that was given.
    ///
    /// That a letter has left is noted beside the history and is no event: what a history tells goes from prepared to
    /// acknowledged at once, and a deletion may be asked for whatever is known of the letter.
    ///
    /// ```
    /// use vrm_core::vault::{DisclosureMove, DisclosureState};
    /// let seen = DisclosureState::Prepared.after(DisclosureMove::Acknowledge)?;
    /// let asked = seen.after(DisclosureMove::AskDeletion)?;
    /// assert_eq!(asked.after(DisclosureMove::ConfirmDeletion)?, DisclosureState::DeletionConfirmed);
    /// assert!(seen.after(DisclosureMove::ConfirmDeletion).is_err());
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    DisclosureState {
        Prepared "prepared" "it is in the history and in the outbox";
        Left "left" "its letter has left";
        Acknowledged "acknowledged" "the vendor says that it has it";
        DeletionAsked "deletion-asked" "the vendor was asked to delete it";
        DeletionConfirmed "deletion-confirmed" "the vendor says that it has deleted it";
        Declined "declined" "it came when the vendor might not use it any more, and the vendor says that it keeps none of it";
    }

    /// A move on the chart of a disclosure.
    DisclosureMove {
        Leave "leave" "its letter leaves";
        Acknowledge "acknowledge" "the vendor acknowledges it";
        AskDeletion "ask-deletion" "the person asks for its deletion";
        ConfirmDeletion "confirm-deletion" "the vendor confirms the deletion";
        Decline "decline" "the vendor says that it came too late";
    }

    Prepared, Leave => Left;
    Prepared | Left, Acknowledge => Acknowledged;
    Prepared | Left | Acknowledged, AskDeletion => DeletionAsked;
    DeletionAsked, ConfirmDeletion => DeletionConfirmed;
    Prepared | Left | DeletionAsked, Decline => Declined;
}

//! The chart of an intention.

use crate::chart::chart;

chart! {
    "an intention"

    /// Where a person's intention stands.
    ///
    /// ```
    /// use vrm_core::intention::{IntentionMove, IntentionState};
    /// let open = IntentionState::Draft.after(IntentionMove::Announce)?;
    /// let accepted = open.after(IntentionMove::Accept)?;
    /// assert_eq!(accepted.after(IntentionMove::Reopen)?, IntentionState::Open);
    /// assert!(accepted.after(IntentionMove::Withdraw).is_err());
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    IntentionState {
        Draft "draft" "it has keys of its own and was not announced yet";
        Open "open" "it was announced, and offers are taken";
        Accepted "accepted" "an offer was accepted, and the vendor's signature is awaited";
        Fulfilled "fulfilled" "an agreement over the accepted offer is in force";
        Withdrawn "withdrawn" "the person wants it no more";
        Expired "expired" "its time is over";
    }

    /// A move on the chart of an intention.
    IntentionMove {
        Announce "announce" "the intention is signed with its one-time key and cast";
        Accept "accept" "one offer is accepted, and no other vendor is told";
        Fulfil "fulfil" "the agreement over the accepted offer comes into force";
        Reopen "reopen" "the accepted offer was refused, or not signed in time";
        Withdraw "withdraw" "the person takes it back, and nobody is told";
        Expire "expire" "its time runs out";
    }

    Draft, Announce => Open;
    Open, Accept => Accepted;
    Accepted, Fulfil => Fulfilled;
    Accepted, Reopen => Open;
    Open, Withdraw => Withdrawn;
    Open, Expire => Expired;
}

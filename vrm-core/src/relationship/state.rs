//! The chart of a relationship.

use crate::chart::chart;

chart! {
    "a relationship"

    /// Where a person's relationship with one vendor stands.
    ///
    /// ```
    /// use vrm_core::relationship::{RelationshipMove, RelationshipState};
    /// let met = RelationshipState::Unknown.after(RelationshipMove::Meet)?;
    /// let active = met.after(RelationshipMove::Agree)?;
    /// assert_eq!(active, RelationshipState::Active);
    /// let error = active.after(RelationshipMove::Meet).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "a relationship in the state active: meet is no move from there, only these are: lapse, terminate"
    /// );
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    RelationshipState {
        Unknown "unknown" "nothing is kept of the vendor";
        Potential "potential" "it is kept, and no agreement has been in force since";
        Active "active" "an agreement is in force, or a duty of one is open";
        Inactive "inactive" "no agreement is in force and no duty is open";
        Terminated "terminated" "it was ended, and its agreements and grants with it";
    }

    /// A move on the chart of a relationship. What changes no state, such as a second agreement beside one in force, is
    /// no move.
    RelationshipMove {
        Meet "meet" "the vendor is added or introduced, or its offer accepted; after the end with a fresh persona, for a new agreement";
        Agree "agree" "an agreement comes into force where none was";
        Lapse "lapse" "none is in force any more and no duty is open";
        Terminate "terminate" "the relationship is ended, which closes its agreements and grants";
    }

    Unknown | Terminated, Meet => Potential;
    Potential | Inactive, Agree => Active;
    Active, Lapse => Inactive;
    Potential | Active | Inactive, Terminate => Terminated;
}

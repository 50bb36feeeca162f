//! The chart of an agreement.

use crate::chart::chart;

chart! {
    "an agreement"

    /// Where one agreement stands.
    ///
    /// ```
    /// use vrm_core::relationship::{AgreementMove, AgreementState};
    /// let in_force = AgreementState::Half.after(AgreementMove::Complete)?;
    /// assert_eq!(in_force, AgreementState::InForce);
    /// assert!(in_force.after(AgreementMove::Lapse)?.is_over()); // the other side answered: late
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    AgreementState {
        Half "half" "one side has signed";
        InForce "in-force" "both sides have signed";
        Lapsed "lapsed" "the second signature was late or never came, and the agreement never was";
        Ended "ended" "one side ended it";
        Expired "expired" "its time is over";
        Replaced "replaced" "a newer one took its place";
    }

    /// A move on the chart of an agreement.
    AgreementMove {
        Complete "complete" "the second signature is there";
        Lapse "lapse" "no second signature came in time; of one in force, the other side says that it came late";
        End "end" "one side ends it";
        Expire "expire" "its time is over";
        Replace "replace" "another agreement that replaces it comes into force";
    }

    Half, Complete => InForce;
    Half | InForce, Lapse => Lapsed;
    InForce, End => Ended;
    InForce, Expire => Expired;
    InForce, Replace => Replaced;
}

//! The states of a consent.

use crate::chart::chart;

chart! {
    "a consent"

    /// Where one consent stands: the ten statuses of DPV 2.3. Two of them allow processing.
    ///
    /// ```
    /// use vrm_core::consent::{ConsentMove, ConsentStatus};
    /// // A person may consent before anybody asks.
    /// let given = ConsentStatus::Unknown.after(ConsentMove::Give)?;
    /// assert!(given.is_valid());
    /// assert!(!given.after(ConsentMove::Withdraw)?.is_valid());
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    ConsentStatus {
        Unknown "unknown" "nothing is known of it (`dpv:ConsentUnknown`)";
        Requested "requested" "the person was asked (`dpv:ConsentRequested`)";
        Deferred "deferred" "the person put the answer off (`dpv:ConsentRequestDeferred`)";
        Given "given" "the person said yes (`dpv:ConsentGiven`)";
        Renewed "renewed" "the person said yes again (`dpv:RenewedConsentGiven`)";
        Refused "refused" "the person said no (`dpv:ConsentRefused`)";
        Withdrawn "withdrawn" "the person took it back (`dpv:ConsentWithdrawn`)";
        Expired "expired" "its time is over (`dpv:ConsentExpired`)";
        Revoked "revoked" "the controller ended it (`dpv:ConsentRevoked`)";
        Invalidated "invalidated" "an authority ended it (`dpv:ConsentInvalidated`)";
    }

    /// A move on the chart of a consent.
    ConsentMove {
        Request "request" "the person is asked, for the first time or again";
        Defer "defer" "the person puts the answer off";
        Give "give" "the person says yes";
        Renew "renew" "the person says yes again";
        Refuse "refuse" "the person says no";
        Withdraw "withdraw" "the person takes it back";
        Expire "expire" "its time is over";
        Revoke "revoke" "the controller ends it";
        Invalidate "invalidate" "an authority ends it";
    }

    Unknown | Deferred | Expired | Refused | Withdrawn | Revoked | Invalidated, Request => Requested;
    Unknown | Requested | Deferred, Give => Given;
    Requested | Deferred, Refuse => Refused;
    Requested, Defer => Deferred;
    Requested, Expire => Expired;
    Given | Renewed | Expired, Renew => Renewed;
    Given | Renewed, Withdraw => Withdrawn;
    Given | Renewed, Expire => Expired;
    Given | Renewed, Revoke => Revoked;
    Given | Renewed, Invalidate => Invalidated;
}

impl ConsentStatus {
    /// Whether it allows processing.
    #[must_use]
    pub fn is_valid(self) -> bool {
        matches!(self, Self::Given | Self::Renewed)
    }

    /// The concept of DPV that says so.
    #[must_use]
    pub fn concept(self) -> &'static str {
        match self {
            Self::Unknown => "dpv:ConsentUnknown",
            Self::Requested => "dpv:ConsentRequested",
            Self::Deferred => "dpv:ConsentRequestDeferred",
            Self::Given => "dpv:ConsentGiven",
            Self::Renewed => "dpv:RenewedConsentGiven",
            Self::Refused => "dpv:ConsentRefused",
            Self::Withdrawn => "dpv:ConsentWithdrawn",
            Self::Expired => "dpv:ConsentExpired",
            Self::Revoked => "dpv:ConsentRevoked",
            Self::Invalidated => "dpv:ConsentInvalidated",
        }
    }
}

//! The states of a claim and of an incident.

use crate::chart::chart;

chart! {
    "a claim"

    /// Where a claim stands.
    ///
    /// ```
    /// use vrm_core::rights::{RightsMove, RightsState};
    /// let sent = RightsState::Draft.after(RightsMove::Send)?;
    /// let waits = sent.after(RightsMove::Acknowledge)?.after(RightsMove::AskMore)?;
    /// assert_eq!(waits.after(RightsMove::Complete)?, RightsState::Sent);
    /// assert!(sent.after(RightsMove::Fulfil)?.is_over());
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    RightsState {
        Draft "draft" "not said yet";
        Sent "sent" "said to the vendor";
        Acknowledged "acknowledged" "the vendor has it";
        NeedsMore "needs-more" "the vendor waits for something of the person's";
        Extended "extended" "the vendor put the answer off, as the law allows";
        Fulfilled "fulfilled" "answered in full";
        PartlyFulfilled "partly-fulfilled" "answered in part";
        Refused "refused" "answered with a refusal";
        Overdue "overdue" "not answered in time";
        Escalated "escalated" "put to an authority";
        Withdrawn "withdrawn" "taken back by the person";
    }

    /// A move on the chart of a claim.
    RightsMove {
        Send "send" "the person says it";
        Acknowledge "acknowledge" "the vendor says that it has it";
        AskMore "ask-more" "the vendor asks for something first";
        Complete "complete" "the person adds it";
        Extend "extend" "the vendor puts the answer off, with reasons";
        Fulfil "fulfil" "the vendor answers in full";
        AnswerInPart "answer-in-part" "the vendor answers in part";
        Refuse "refuse" "the vendor refuses, with reasons";
        RunOut "run-out" "the law's time is over";
        Escalate "escalate" "the person turns to an authority";
        Withdraw "withdraw" "the person takes it back";
    }

    Draft, Send => Sent;
    Sent, Acknowledge => Acknowledged;
    Sent | Acknowledged, AskMore => NeedsMore;
    NeedsMore, Complete => Sent;
    Sent | Acknowledged, Extend => Extended;
    Sent | Acknowledged | NeedsMore | Extended | Overdue | Escalated, Fulfil => Fulfilled;
    Sent | Acknowledged | NeedsMore | Extended | Overdue | Escalated, AnswerInPart => PartlyFulfilled;
    Sent | Acknowledged | NeedsMore | Extended | Overdue | Escalated, Refuse => Refused;
    Sent | Acknowledged | NeedsMore | Extended, RunOut => Overdue;
    Overdue | PartlyFulfilled | Refused, Escalate => Escalated;
    Sent | Acknowledged | NeedsMore | Extended | Overdue, Withdraw => Withdrawn;
}

impl RightsState {
    /// Whether the vendor has still to do something, or the person to add something.
    #[must_use]
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Sent | Self::Acknowledged | Self::NeedsMore | Self::Extended | Self::Overdue | Self::Escalated
        )
    }
}

chart! {
    "an incident"

    /// Where an incident stands.
    ///
    /// ```
    /// use vrm_core::rights::{IncidentMove, IncidentState};
    /// let reported = IncidentState::Open.after(IncidentMove::Report)?;
    /// assert!(reported.after(IncidentMove::Close)?.is_over());
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    IncidentState {
        Open "open" "noted";
        Reported "reported" "put to an auditor or an authority";
        Closed "closed" "done with";
    }

    /// A move on the chart of an incident.
    IncidentMove {
        Report "report" "the person puts it to an auditor or an authority";
        Close "close" "it is done with";
    }

    Open, Report => Reported;
    Reported, Close => Closed;
}

//! The chart of a negotiation.

use crate::chart::chart;

chart! {
    "a negotiation"

    /// Where one negotiation stands, on either side.
    ///
    /// ```
    /// use vrm_core::negotiation::{NegotiationMove, NegotiationState};
    /// let proffered = NegotiationState::Initiated.after(NegotiationMove::Proffer)?;
    /// let countered = proffered.after(NegotiationMove::Counter)?;
    /// assert_eq!(countered.after(NegotiationMove::Accept)?, NegotiationState::Accepted);
    /// assert_eq!(countered.after(NegotiationMove::Counter)?, NegotiationState::Invalid); // one counter only
    /// # Ok::<(), vrm_core::chart::ChartError>(())
    /// ```
    NegotiationState {
        Requested "requested" "one side asks whether the other would negotiate";
        Initiated "initiated" "both would, and nothing is proffered yet";
        Pending "pending" "an agreement, or a set, is proffered";
        Countered "countered" "another entry of the roster is proposed instead";
        NeedsHuman "needs-human" "a human must answer the proffer";
        CounterNeedsHuman "counter-needs-human" "a human must answer the counter";
        Clarify "clarify" "something must be made clear first";
        Paused "paused" "it rests";
        Accepted "accepted" "an agreement is chosen";
        Refused "refused" "they talked, and the answer is no";
        NegotiationRefused "negotiation-refused" "one side would not talk";
        Expired "expired" "no answer came in time";
        Invalid "invalid" "an answer broke the rules";
        Terminated "terminated" "one side broke it off";
        Unknown "unknown" "nobody can say";
    }

    /// A move on the chart of a negotiation, by whichever side it falls to.
    NegotiationMove {
        Initiate "initiate" "the other side would negotiate";
        Proffer "proffer" "the person proposes an agreement, or a set of which one may be accepted";
        Counter "counter" "another entry of the same roster is proposed instead, once; a second time is invalid";
        AskHuman "ask-human" "an agent leaves the answer to its human";
        AskClarity "ask-clarity" "something must be made clear before an answer";
        Resume "resume" "it is clear, or the rest is over";
        Accept "accept" "yes to an agreement";
        Refuse "refuse" "no to the agreement";
        RefuseToTalk "refuse-to-talk" "no to any negotiation";
        Expire "expire" "the time for an answer is over";
        Invalidate "invalidate" "an answer breaks the rules, such as a counter from outside the roster";
        Terminate "terminate" "one side breaks it off";
    }

    Requested, Initiate => Initiated;
    Initiated, Proffer => Pending;
    Pending | NeedsHuman, Counter => Countered;
    Countered | CounterNeedsHuman, Counter => Invalid;
    Pending, AskHuman => NeedsHuman;
    Countered, AskHuman => CounterNeedsHuman;
    Pending, AskClarity => Clarify;
    Clarify | Paused, Resume => Pending;
    Pending | Countered | NeedsHuman | CounterNeedsHuman, Accept => Accepted;
    Requested | Pending | Countered | NeedsHuman | CounterNeedsHuman, Refuse => Refused;
    Requested | Pending | Countered | NeedsHuman | CounterNeedsHuman, RefuseToTalk => NegotiationRefused;
    Requested | Pending | Countered | NeedsHuman | CounterNeedsHuman | Clarify | Paused, Expire => Expired;
    Pending | Countered | NeedsHuman | CounterNeedsHuman, Invalidate => Invalid;
    Pending | Countered | Clarify | Paused, Terminate => Terminated;
}

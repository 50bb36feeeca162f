//! Each chart, cell by cell: the table as it is meant, beside what the code says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use vrm_core::chart::ChartError;
use vrm_core::consent::{ConsentMove, ConsentStatus};
use vrm_core::error::{Code, Fault, Kind};
use vrm_core::intention::{IntentionMove, IntentionState};
use vrm_core::negotiation::{NegotiationMove, NegotiationState};
use vrm_core::relationship::{AgreementMove, AgreementState, RelationshipMove, RelationshipState};
use vrm_core::rights::{IncidentMove, IncidentState, RightsMove, RightsState};
use vrm_core::terms::Choice;
use vrm_core::vault::{DisclosureMove, DisclosureState};
use vrm_core::vocab::Word;

/// What every chart answers, so that one test can walk all of them.
trait Chart: Copy + Debug + PartialEq + 'static {
    type Move: Copy + Debug + PartialEq + 'static;
    const STATES: &'static [Self];
    const MOVES: &'static [Self::Move];
    fn name(self) -> &'static str;
    fn named(name: &str) -> Option<Self>;
    fn move_name(step: Self::Move) -> &'static str;
    fn move_named(name: &str) -> Option<Self::Move>;
    fn after(self, step: Self::Move) -> Result<Self, ChartError>;
    fn moves(self) -> Vec<Self::Move>;
    fn is_over(self) -> bool;
}

macro_rules! chart {
    ($state:ident $step:ident) => {
        impl Chart for $state {
            type Move = $step;
            const STATES: &'static [Self] = Self::ALL;
            const MOVES: &'static [$step] = $step::ALL;
            fn name(self) -> &'static str {
                self.name()
            }
            fn named(name: &str) -> Option<Self> {
                Self::from_name(name)
            }
            fn move_name(step: $step) -> &'static str {
                step.name()
            }
            fn move_named(name: &str) -> Option<$step> {
                $step::from_name(name)
            }
            fn after(self, step: $step) -> Result<Self, ChartError> {
                self.after(step)
            }
            fn moves(self) -> Vec<$step> {
                self.moves()
            }
            fn is_over(self) -> bool {
                self.is_over()
            }
        }
    };
}

chart!(RelationshipState RelationshipMove);
chart!(AgreementState AgreementMove);
chart!(NegotiationState NegotiationMove);
chart!(IntentionState IntentionMove);
chart!(ConsentStatus ConsentMove);
chart!(DisclosureState DisclosureMove);
chart!(RightsState RightsMove);
chart!(IncidentState IncidentMove);

/// Holds every cell of the table against the code, and the other way round: no state or move is missing.
fn holds<C: Chart>(chart: &str, table: &str) {
    let mut lines = table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()).filter(|line| line.len() > 1);
    let steps = lines.next().unwrap();
    let steps: Vec<C::Move> = steps.iter().map(|name| C::move_named(name).unwrap()).collect();
    assert_eq!(steps, C::MOVES);
    let rows: Vec<(C, Vec<&str>)> =
        lines.map(|line| (C::named(line.first().unwrap()).unwrap(), line.into_iter().skip(1).collect())).collect();
    assert_eq!(rows.iter().map(|(state, _)| *state).collect::<Vec<_>>(), C::STATES);
    for (state, cells) in &rows {
        assert_eq!(cells.len(), steps.len(), "{state:?}");
        for (step, cell) in steps.iter().zip(cells) {
            let answer = state.after(*step);
            let code = answer.as_ref().map_or("-", |state| state.name());
            assert_eq!(code, *cell, "{} {}", state.name(), C::move_name(*step));
            assert_eq!(state.moves().contains(step), answer.is_ok());
            if let Err(error) = answer {
                refused(chart, *state, *step, &error);
            }
        }
        assert_eq!(state.is_over(), cells.iter().all(|cell| *cell == "-"), "{state:?}");
    }
}

/// The error names the chart, the state, the move, and what would be right.
fn refused<C: Chart>(chart: &str, state: C, step: C::Move, error: &ChartError) {
    assert_eq!((error.code(), error.kind(), error.path()), (Code::ChartNoSuchMove, Kind::WrongState, None));
    let text = error.to_string();
    let start = format!("{chart} in the state {}: {} is no move from there, ", state.name(), C::move_name(step));
    let rest = text.strip_prefix(&start).unwrap_or_else(|| panic!("{text}"));
    assert_eq!(rest == "none is", state.is_over());
    assert!(state.moves().iter().all(|step| rest.contains(C::move_name(*step))), "{text}");
}

fn names<C: Chart>() {
    let states: BTreeSet<&str> = C::STATES.iter().map(|state| state.name()).collect();
    let steps: BTreeSet<&str> = C::MOVES.iter().map(|step| C::move_name(*step)).collect();
    assert_eq!((states.len(), steps.len()), (C::STATES.len(), C::MOVES.len()));
    for name in states.iter().chain(&steps) {
        assert!(name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{name}");
    }
    assert!(C::STATES.iter().all(|state| C::named(state.name()) == Some(*state)));
    assert!(C::MOVES.iter().all(|step| C::move_named(C::move_name(*step)) == Some(*step)));
    for other in ["", "Unknown", "in force", "nowhere"] {
        assert_eq!((C::named(other), C::move_named(other)), (None, None));
    }
}

#[test]
fn names_are_stable_and_read_back() {
    names::<RelationshipState>();
    names::<AgreementState>();
    names::<NegotiationState>();
    names::<IntentionState>();
    names::<ConsentStatus>();
    names::<DisclosureState>();
    names::<RightsState>();
    names::<IncidentState>();
}

#[test]
fn a_relationship() {
    holds::<RelationshipState>(
        "a relationship",
        "
                     meet       agree   lapse     terminate
        unknown      potential  -       -         -
        potential    -          active  -         terminated
        active       -          -       inactive  terminated
        inactive     -          active  -         terminated
        terminated   potential  -       -         -
        ",
    );
}

#[test]
fn an_agreement() {
    holds::<AgreementState>(
        "an agreement",
        "
                     complete  lapse   end    expire   replace
        half         in-force  lapsed  -      -        -
        in-force     -         lapsed  ended  expired  replaced
        lapsed       -         -       -      -        -
        ended        -         -       -      -        -
        expired      -         -       -      -        -
        replaced     -         -       -      -        -
        ",
    );
}

#[test]
fn an_intention() {
    holds::<IntentionState>(
        "an intention",
        "
                    announce  accept    fulfil     reopen  withdraw   expire
        draft       open      -         -          -       -          -
        open        -         accepted  -          -       withdrawn  expired
        accepted    -         -         fulfilled  open    -          -
        fulfilled   -         -         -          -       -          -
        withdrawn   -         -         -          -       -          -
        expired     -         -         -          -       -          -
        ",
    );
}

#[test]
fn a_disclosure() {
    holds::<DisclosureState>(
        "a disclosure",
        "
                           leave  acknowledge   ask-deletion    confirm-deletion    decline
        prepared           left   acknowledged  deletion-asked  -                   declined
        left               -      acknowledged  deletion-asked  -                   declined
        acknowledged       -      -             deletion-asked  -                   -
        deletion-asked     -      -             -               deletion-confirmed  declined
        deletion-confirmed -      -             -               -                   -
        declined           -      -             -               -                   -
        ",
    );
}

#[test]
fn a_claim() {
    holds::<RightsState>(
        "a claim",
        "
                          send  acknowledge   ask-more    complete  extend    fulfil     answer-in-part    refuse   run-out  escalate   withdraw
        draft             sent  -             -           -         -         -          -                 -        -        -          -
        sent              -     acknowledged  needs-more  -         extended  fulfilled  partly-fulfilled  refused  overdue  -          withdrawn
        acknowledged      -     -             needs-more  -         extended  fulfilled  partly-fulfilled  refused  overdue  -          withdrawn
        needs-more        -     -             -           sent      -         fulfilled  partly-fulfilled  refused  overdue  -          withdrawn
        extended          -     -             -           -         -         fulfilled  partly-fulfilled  refused  overdue  -          withdrawn
        fulfilled         -     -             -           -         -         -          -                 -        -        -          -
        partly-fulfilled  -     -             -           -         -         -          -                 -        -        escalated  -
        refused           -     -             -           -         -         -          -                 -        -        escalated  -
        overdue           -     -             -           -         -         fulfilled  partly-fulfilled  refused  -        escalated  withdrawn
        escalated         -     -             -           -         -         fulfilled  partly-fulfilled  refused  -        -          -
        withdrawn         -     -             -           -         -         -          -                 -        -        -          -
        ",
    );
}

#[test]
fn an_incident() {
    holds::<IncidentState>(
        "an incident",
        "
                  report    close
        open      reported  -
        reported  -         closed
        closed    -         -
        ",
    );
}

/// Whatever comes of an offer, no second one is accepted beside it, and what is over stays so.
#[test]
fn an_intention_has_one_accepted_offer_on_every_way() {
    let mut ways = vec![(IntentionState::Draft, 0_i32, 0)];
    while let Some((state, taken, length)) = ways.pop() {
        assert_eq!(
            taken,
            i32::from(matches!(state, IntentionState::Accepted | IntentionState::Fulfilled)),
            "{state:?}"
        );
        for step in state.moves().into_iter().filter(|_| length < 9) {
            let more = match step {
                IntentionMove::Accept => 1,
                IntentionMove::Reopen => -1,
                _ => 0,
            };
            ways.push((state.after(step).unwrap(), taken + more, length + 1));
        }
    }
}

#[test]
fn a_consent() {
    holds::<ConsentStatus>(
        "a consent",
        "
                     request    defer     give   renew    refuse   withdraw   expire   revoke   invalidate
        unknown      requested  -         given  -        -        -          -        -        -
        requested    -          deferred  given  -        refused  -          expired  -        -
        deferred     requested  -         given  -        refused  -          -        -        -
        given        -          -         -      renewed  -        withdrawn  expired  revoked  invalidated
        renewed      -          -         -      renewed  -        withdrawn  expired  revoked  invalidated
        refused      requested  -         -      -        -        -          -        -        -
        withdrawn    requested  -         -      -        -        -          -        -        -
        expired      requested  -         -      renewed  -        -          -        -        -
        revoked      requested  -         -      -        -        -          -        -        -
        invalidated  requested  -         -      -        -        -          -        -        -
        ",
    );
}

/// Nobody but the person makes a consent valid, and DPV has a concept for each status.
#[test]
fn a_consent_allows_by_a_yes_alone() {
    for (state, step) in
        ConsentStatus::ALL.iter().flat_map(|state| ConsentMove::ALL.iter().map(move |step| (state, step)))
    {
        if state.after(*step).is_ok_and(ConsentStatus::is_valid) {
            assert!(matches!(step, ConsentMove::Give | ConsentMove::Renew), "{state:?} {step:?}");
        }
    }
    let concepts: BTreeSet<Word> = ConsentStatus::ALL.iter().map(|status| status.concept().parse().unwrap()).collect();
    assert_eq!(concepts.len(), 10);
    assert!(concepts.iter().all(Word::is_known));
    let valid: Vec<&str> =
        ConsentStatus::ALL.iter().filter(|status| status.is_valid()).map(|status| status.concept()).collect();
    assert_eq!(valid, ["dpv:ConsentGiven", "dpv:RenewedConsentGiven"]);
}

#[test]
fn a_negotiation() {
    let table = "
                            initiate   proffer  counter    ask-human            ask-clarity  resume   accept    refuse   refuse-to-talk       expire   invalidate  terminate
        requested           initiated  -        -          -                    -            -        -         refused  negotiation-refused  expired  -           -
        initiated           -          pending  -          -                    -            -        -         -        -                    -        -           -
        pending             -          -        countered  needs-human          clarify      -        accepted  refused  negotiation-refused  expired  invalid     terminated
        countered           -          -        invalid    counter-needs-human  -            -        accepted  refused  negotiation-refused  expired  invalid     terminated
        needs-human         -          -        countered  -                    -            -        accepted  refused  negotiation-refused  expired  invalid     -
        counter-needs-human -          -        invalid    -                    -            -        accepted  refused  negotiation-refused  expired  invalid     -
        clarify             -          -        -          -                    -            pending  -         -        -                    expired  -           terminated
        paused              -          -        -          -                    -            pending  -         -        -                    expired  -           terminated
        accepted            -          -        -          -                    -            -        -         -        -                    -        -           -
        refused             -          -        -          -                    -            -        -         -        -                    -        -           -
        negotiation-refused -          -        -          -                    -            -        -         -        -                    -        -           -
        expired             -          -        -          -                    -            -        -         -        -                    -        -           -
        invalid             -          -        -          -                    -            -        -         -        -                    -        -           -
        terminated          -          -        -          -                    -            -        -         -        -                    -        -           -
        unknown             -          -        -          -                    -            -        -         -        -                    -        -           -
        ";
    holds::<NegotiationState>("a negotiation", table);
}

/// DPV's table of exits, with the states that two readings of ours add.
#[test]
fn a_negotiation_has_the_exits_that_dpv_gives_it() {
    use NegotiationState as S;
    let dpv: [(S, &[S]); 8] = [
        (S::Requested, &[S::Initiated, S::Refused, S::Expired]),
        (S::Initiated, &[S::Pending]),
        (
            S::Pending,
            &[S::Accepted, S::Countered, S::NeedsHuman, S::Refused, S::Clarify, S::Expired, S::Invalid, S::Terminated],
        ),
        (S::Countered, &[S::Accepted, S::CounterNeedsHuman, S::Refused, S::Expired, S::Invalid, S::Terminated]),
        (S::NeedsHuman, &[S::Accepted, S::Refused, S::Expired]),
        (S::CounterNeedsHuman, &[S::Accepted, S::Refused, S::Expired]),
        (S::Clarify, &[S::Pending, S::Expired, S::Terminated]),
        (S::Paused, &[S::Pending, S::Expired, S::Terminated]),
    ];
    let ours: BTreeMap<S, &[S]> = [
        (S::Requested, &[S::NegotiationRefused][..]),
        (S::Pending, &[S::NegotiationRefused]),
        (S::Countered, &[S::NegotiationRefused]),
        (S::NeedsHuman, &[S::NegotiationRefused, S::Countered, S::Invalid]),
        (S::CounterNeedsHuman, &[S::NegotiationRefused, S::Invalid]),
    ]
    .into();
    let exits: BTreeMap<S, &[S]> = dpv.into();
    for state in S::ALL {
        let of = |map: &BTreeMap<S, &'static [S]>| map.get(state).copied().unwrap_or_default().to_vec();
        let expected: BTreeSet<S> = of(&exits).into_iter().chain(of(&ours)).collect();
        let found: BTreeSet<S> = state.moves().into_iter().map(|step| state.after(step).unwrap()).collect();
        assert_eq!(found, expected, "{state:?}");
    }
}

#[test]
fn there_is_one_counter_on_every_way() {
    let mut ways = vec![(NegotiationState::Requested, 0, 0)];
    while let Some((state, counters, length)) = ways.pop() {
        assert!(counters < 2, "{state:?}");
        // Longer ways go in circles between pending and clarify.
        for step in state.moves().into_iter().filter(|_| length < 9) {
            let next = state.after(step).unwrap();
            ways.push((next, counters + usize::from(next == NegotiationState::Countered), length + 1));
        }
    }
}

#[test]
fn every_status_is_a_term_of_dpv_and_read_back() {
    for state in NegotiationState::ALL.iter().copied() {
        let word = Word::parse(state.iri()).unwrap();
        assert!(word.is_known(), "{word}");
        assert_eq!(word.kind(), Some("ieee-7012:AgreementNegotiationStatus"), "{word}");
        let old = state.iri().replace("ieee/7012#", "p7012#");
        let read = match state {
            NegotiationState::NeedsHuman => NegotiationState::CounterNeedsHuman,
            other => other,
        };
        for iri in [state.iri(), &old, &word.name()] {
            assert_eq!(NegotiationState::from_iri(iri), Some(read), "{iri}");
        }
    }
    let statuses = Word::all().filter(|word| word.kind() == Some("ieee-7012:AgreementNegotiationStatus"));
    for status in statuses {
        assert!(NegotiationState::from_iri(&status.iri()).is_some(), "{status}");
    }
    for other in ["", "AgreementAccepted", "dpv:Purpose", "https://w3id.org/dpv#AgreementAccepted"] {
        assert_eq!(NegotiationState::from_iri(other), None);
    }
}

#[test]
fn a_choice_is_a_move() {
    let id = || "SD-BASE".to_owned();
    for (choice, step) in [
        (Choice::Accept(id()), NegotiationMove::Accept),
        (Choice::Counter(id()), NegotiationMove::Counter),
        (Choice::NeedsHuman(None), NegotiationMove::AskHuman),
        (Choice::NeedsHuman(Some(id())), NegotiationMove::AskHuman),
        (Choice::AgreementRefused, NegotiationMove::Refuse),
        (Choice::NegotiationRefused, NegotiationMove::RefuseToTalk),
    ] {
        assert_eq!(NegotiationMove::of(&choice), step);
        assert!(NegotiationState::Pending.moves().contains(&step));
    }
}

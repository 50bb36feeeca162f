//! The answer to a case, in the members that the case expects.

use super::{Case, Question};
use std::collections::BTreeSet;
use vrm_core::Error;
use vrm_core::decision::{FitVerdict, Ground, Reason};
use vrm_core::json::{Object, Value};
use vrm_core::terms::Declaration;

pub(super) fn of(case: &Case) -> Result<Value, Error> {
    let terms = case.terms.compile();
    let answer = Object::new().with("id", case.id.as_str());
    Ok(Value::Object(match &case.question {
        Question::Judge(request) => {
            let decision = terms.judge(request);
            let forbidden = decision.reasons().iter().filter_map(|reason| match reason {
                Reason::Forbidden { rule } => Some(rule.as_str()),
                _ => None,
            });
            let covering = decision.grounds().iter().filter_map(|ground| match ground {
                Ground::Rule(id) => Some(id.as_str()),
                Ground::Grant(_) => None,
            });
            answer
                .with("effect", decision.effect().name())
                .with("forbidden", sorted(forbidden))
                .with("covering", sorted(covering))
                .with("why", sorted(decision.reasons().iter().map(Reason::name)))
                .with("excludes_marked", decision.verdict().excludes_marked)
        }
        Question::Fits(process) => {
            let fit = Declaration::new([process.as_ref().clone()])?.fits(&terms);
            let processes = fit.processes.iter();
            let consent: Vec<String> =
                processes.clone().flat_map(|process| &process.consent_needed).map(|word| word.name()).collect();
            let unknowns = processes.flat_map(|process| process.unknowns.iter().map(|part| part.name()));
            let answer = answer.with("verdict", fit.verdict.name()).with("unknowns", sorted(unknowns));
            if fit.verdict == FitVerdict::Fits {
                answer.with("consent_needed", sorted(consent.iter().map(String::as_str)))
            } else {
                answer
            }
        }
    }))
}

fn sorted<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<Value> {
    texts.collect::<BTreeSet<&str>>().into_iter().map(Value::from).collect()
}

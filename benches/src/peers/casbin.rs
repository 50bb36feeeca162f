//! Casbin: one policy line a rule, decided by a matcher.
//!
//! The matcher calls one function a dimension, which looks up whether the word of the line holds (or, in a prohibition,
//! touches) the word that is asked for. Roles can say the same, and take several times as long; vendors and their
//! sectors, which are what roles are made for, are roles.

use super::DIMENSIONS;
use crate::made::{Against, Kind, Person, Question, Rule, Text};
use crate::words::Words;
use casbin::function_map::OperatorFunction;
use casbin::rhai::{Dynamic, ImmutableString};
use casbin::{CoreApi, DefaultModel, Enforcer, MemoryAdapter, MgmtApi};
use std::collections::{HashMap, HashSet};
use std::pin::pin;
use std::sync::OnceLock;
use std::task::{Context, Poll, Waker};

const JUDGE: &str = "
[request_definition]
r = data, purpose, operation, recipient, form

[policy_definition]
p = data, purpose, operation, recipient, form, eft

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = about(r.data, p.data) && about(r.purpose, p.purpose) && about(r.operation, p.operation) && \
about(r.recipient, p.recipient) && \
(p.eft == \"allow\" && r.form <= p.form || p.eft == \"deny\" && r.form >= p.form)
";

const DECIDE: &str = "
[request_definition]
r = vendor, data, purpose, operation, recipient, form

[policy_definition]
p = vendor, data, purpose, operation, recipient, form, eft

[role_definition]
g = _, _

[policy_effect]
e = some(where (p.eft == allow)) && !some(where (p.eft == deny))

[matchers]
m = (r.vendor == p.vendor || p.eft == \"deny\" && g(r.vendor, p.vendor)) && \
about(r.data, p.data) && about(r.purpose, p.purpose) && about(r.operation, p.operation) && \
about(r.recipient, p.recipient) && \
(p.eft == \"allow\" && r.form <= p.form || p.eft == \"deny\" && r.form >= p.form)
";

/// Words of questions with the words of rules that are about them; a function of Casbin's can hold no state.
static ABOUT: OnceLock<HashMap<String, HashSet<String>>> = OnceLock::new();

/// The text, one line a rule.
pub fn judge(words: &Words, text: &Text) -> impl FnMut(usize) -> bool + use<> {
    let lines = text.rules.iter().map(|rule| line(words, rule)).collect();
    let asked = text.questions.iter().map(|question| request(words, question)).collect();
    answers(words, JUDGE, lines, Vec::new(), asked)
}

/// Vendors, one line a grant or block.
pub fn decide(words: &Words, person: &Person) -> impl FnMut(usize) -> bool + use<> {
    let of = |who: String, rule: &Rule| [who].into_iter().chain(line(words, rule)).collect::<Vec<String>>();
    let grants =
        person.grantees.iter().flat_map(|grantee| grantee.grants.iter().map(move |rule| of(grantee.did.clone(), rule)));
    let blocks = person.blocks.iter().map(|block| {
        let who = match block.against {
            Against::Everyone => String::from("everyone"),
            Against::Sector(sector) => format!("sector-{sector}"),
            Against::Vendor(vendor) => person.grantees[vendor].did.clone(),
        };
        of(who, &block.rule)
    });
    let lines: Vec<Vec<String>> = grants.chain(blocks).collect();
    let roles = person.grantees.iter().flat_map(|grantee| {
        let sector = vec![grantee.did.clone(), format!("sector-{}", grantee.sector)];
        [sector, vec![grantee.did.clone(), String::from("everyone")]]
    });
    let asked = person.questions.iter().map(|question| {
        let vendor = Dynamic::from(person.grantees[question.vendor].did.clone());
        [vendor].into_iter().chain(request(words, question)).collect()
    });
    answers(words, DECIDE, lines, roles.collect(), asked.collect())
}

fn answers(
    words: &Words,
    model: &str,
    lines: Vec<Vec<String>>,
    roles: Vec<Vec<String>>,
    asked: Vec<Vec<Dynamic>>,
) -> impl FnMut(usize) -> bool + use<> {
    ABOUT.get_or_init(|| about(words));
    let enforcer = wait(async {
        let model = DefaultModel::from_str(model).await?;
        let mut enforcer = Enforcer::new(model, MemoryAdapter::default()).await?;
        enforcer.add_function("about", OperatorFunction::Arg2(|asked, ruled| is_about(&asked, &ruled).into()));
        enforcer.add_policies(lines).await?;
        if !roles.is_empty() {
            enforcer.add_grouping_policies(roles).await?;
        }
        Ok::<_, casbin::Error>(enforcer)
    })
    .expect("a model and lines that mean something");
    move |number| enforcer.enforce(Ready(&asked[number])).expect("an answer")
}

/// A request made ready beforehand.
struct Ready<'a>(&'a [Dynamic]);

impl casbin::EnforceArgs for Ready<'_> {
    fn try_into_vec(self) -> casbin::Result<Vec<Dynamic>> {
        Ok(self.0.to_vec())
    }

    fn cache_key(&self) -> u64 {
        0
    }
}

/// Polls what never waits: nothing here is read from anywhere.
fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return value;
        }
    }
}

fn is_about(asked: &Dynamic, ruled: &Dynamic) -> bool {
    let (Ok(asked), Ok(ruled)) = (text(asked), text(ruled)) else { return false };
    ABOUT.get().and_then(|about| about.get(asked.as_str())).is_some_and(|about| about.contains(ruled.as_str()))
}

fn text(value: &Dynamic) -> Result<ImmutableString, &'static str> {
    value.clone().into_immutable_string()
}

fn about(words: &Words) -> HashMap<String, HashSet<String>> {
    let mut about = HashMap::new();
    for (dimension, mine) in words.dimensions().iter().enumerate() {
        for word in 0..mine.len() {
            let held = mine.holders[word].iter().map(|above| ruled(words, dimension, Kind::Permit, *above));
            let touched = mine.touchers[word].iter().map(|above| ruled(words, dimension, Kind::Forbid, *above));
            about.insert(asked(words, dimension, word), held.chain(touched).collect());
        }
    }
    about
}

fn line(words: &Words, rule: &Rule) -> Vec<String> {
    let mine = rule.words.iter().enumerate().map(|(dimension, word)| ruled(words, dimension, rule.kind, *word));
    let effect = match rule.kind {
        Kind::Permit => "allow",
        Kind::Forbid => "deny",
    };
    mine.chain([rule.form.to_string(), effect.to_owned()]).collect()
}

fn request(words: &Words, question: &Question) -> Vec<Dynamic> {
    let mine = question.words.iter().enumerate().map(|(dimension, word)| asked(words, dimension, *word));
    mine.chain([question.form.to_string()]).map(Dynamic::from).collect()
}

fn asked(words: &Words, dimension: usize, word: usize) -> String {
    format!("{}/{}", DIMENSIONS[dimension], words.dimensions()[dimension].names[word])
}

fn ruled(words: &Words, dimension: usize, kind: Kind, word: usize) -> String {
    let layer = match kind {
        Kind::Permit => "held",
        Kind::Forbid => "touched",
    };
    format!("{layer}/{}", asked(words, dimension, word))
}

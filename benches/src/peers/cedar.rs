//! Cedar: rules as policies, words as entities.
//!
//! A word that is asked for is an entity whose parents are the words of permissions that hold it and the words of
//! prohibitions that touch it, so that each policy says `in` and nothing else. The recipient of a text is the
//! principal; where vendors ask, the vendor is, its sector above it, and the recipient stands in the context.

use super::named;
use crate::made::{Against, Kind, Person, Question, Rule, SECTORS, Text};
use crate::words::Words;
use cedar_policy::{
    Authorizer, Context, Decision, Entities, Entity, EntityId, EntityTypeName, EntityUid, Policy, PolicyId, PolicySet,
    Request, RestrictedExpression,
};
use std::collections::HashSet;
use std::str::FromStr;

/// The text as it comes: one policy a rule, all of them in one set.
pub fn judge(words: &Words, text: &Text) -> impl FnMut(usize) -> bool + use<> {
    let mut policies = PolicySet::new();
    for (number, rule) in text.rules.iter().enumerate() {
        let head = format!(r#"principal in {}"#, ruled(words, rule, 3));
        policies.add(policy(words, rule, number, &head, "")).expect("a fresh id");
    }
    let requests: Vec<Request> =
        text.questions.iter().map(|question| request(words, question, asked(words, question, 3), None)).collect();
    let entities = entities(words, None);
    let authorizer = Authorizer::new();
    move |number| permits(&authorizer, &requests[number], &policies, &entities)
}

/// Vendors as they come: all grants and blocks in one set.
pub fn decide(words: &Words, person: &Person) -> impl FnMut(usize) -> bool + use<> {
    let mut policies = PolicySet::new();
    for policy in blocks(words, person, |_| true) {
        policies.add(policy).expect("a fresh id");
    }
    for vendor in 0..person.grantees.len() {
        for policy in grants(words, person, vendor) {
            policies.add(policy).expect("a fresh id");
        }
    }
    let requests = requests(words, person);
    let entities = entities(words, Some(person));
    let authorizer = Authorizer::new();
    move |number| permits(&authorizer, &requests[number], &policies, &entities)
}

/// Vendors sliced by hand: for each the set of its own grants and of the blocks that reach it, looked up by its DID.
pub fn decide_sliced(words: &Words, person: &Person) -> impl FnMut(usize) -> bool + use<> {
    let slices: std::collections::HashMap<String, PolicySet> = (0..person.grantees.len())
        .map(|vendor| {
            let mut policies = PolicySet::new();
            let reaches = |against: Against| match against {
                Against::Everyone => true,
                Against::Sector(sector) => person.grantees[vendor].sector == sector,
                Against::Vendor(blocked) => blocked == vendor,
            };
            for policy in blocks(words, person, reaches).into_iter().chain(grants(words, person, vendor)) {
                policies.add(policy).expect("a fresh id");
            }
            (person.grantees[vendor].did.clone(), policies)
        })
        .collect();
    let vendors: Vec<String> =
        person.questions.iter().map(|question| person.grantees[question.vendor].did.clone()).collect();
    let requests = requests(words, person);
    let entities = entities(words, Some(person));
    let authorizer = Authorizer::new();
    move |number| permits(&authorizer, &requests[number], &slices[&vendors[number]], &entities)
}

fn permits(authorizer: &Authorizer, request: &Request, policies: &PolicySet, entities: &Entities) -> bool {
    let response = authorizer.is_authorized(request, policies, entities);
    debug_assert!(response.diagnostics().errors().next().is_none());
    response.decision() == Decision::Allow
}

fn grants(words: &Words, person: &Person, vendor: usize) -> Vec<Policy> {
    let grantee = &person.grantees[vendor];
    let head = format!("principal == Vendor::\"{}\"", grantee.did);
    let made = grantee.grants.iter().enumerate().map(|(number, rule)| {
        let number = 1_000_000 + vendor * grantee.grants.len() + number;
        policy(words, rule, number, &head, &recipient(words, rule))
    });
    made.collect()
}

fn blocks(words: &Words, person: &Person, reaches: impl Fn(Against) -> bool) -> Vec<Policy> {
    let made = person.blocks.iter().enumerate().filter(|(_, block)| reaches(block.against)).map(|(number, block)| {
        let head = match block.against {
            Against::Everyone => String::from("principal"),
            Against::Sector(sector) => format!("principal in Sector::\"{sector}\""),
            Against::Vendor(vendor) => format!("principal == Vendor::\"{}\"", person.grantees[vendor].did),
        };
        policy(words, &block.rule, number, &head, &recipient(words, &block.rule))
    });
    made.collect()
}

fn recipient(words: &Words, rule: &Rule) -> String {
    format!("context.recipient in {} && ", ruled(words, rule, 3))
}

fn policy(words: &Words, rule: &Rule, number: usize, principal: &str, also: &str) -> Policy {
    let (effect, form) = match rule.kind {
        Kind::Permit => ("permit", format!("context.form <= {}", rule.form)),
        Kind::Forbid => ("forbid", format!("context.form >= {}", rule.form)),
    };
    let (data, purpose, operation) = (ruled(words, rule, 0), ruled(words, rule, 1), ruled(words, rule, 2));
    let text = format!(
        "{effect}({principal}, action in {operation}, resource in {data}) \
         when {{ {also}context.purpose in {purpose} && {form} }};"
    );
    Policy::parse(Some(PolicyId::new(format!("rule-{number}"))), text).expect("a policy")
}

fn requests(words: &Words, person: &Person) -> Vec<Request> {
    let made = person.questions.iter().map(|question| {
        let vendor = uid("Vendor", &person.grantees[question.vendor].did);
        request(words, question, vendor, Some(asked(words, question, 3)))
    });
    made.collect()
}

fn request(words: &Words, question: &Question, principal: EntityUid, recipient: Option<EntityUid>) -> Request {
    let purpose = (String::from("purpose"), RestrictedExpression::new_entity_uid(asked(words, question, 1)));
    let form = i64::try_from(question.form).expect("three forms");
    let form = (String::from("form"), RestrictedExpression::new_long(form));
    let recipient = recipient.map(|uid| (String::from("recipient"), RestrictedExpression::new_entity_uid(uid)));
    let context = Context::from_pairs([purpose, form].into_iter().chain(recipient)).expect("a context");
    let (action, resource) = (asked(words, question, 2), asked(words, question, 0));
    Request::new(principal, action, resource, context, None).expect("a request")
}

/// Every word that can be asked for, below what holds and what touches it; every vendor, below its sector.
fn entities(words: &Words, person: Option<&Person>) -> Entities {
    let mut all = Vec::new();
    for (dimension, (_, mine)) in named(words).enumerate() {
        for word in 0..mine.len() {
            let held = mine.holders[word].iter().map(|above| (Kind::Permit, *above));
            let touched = mine.touchers[word].iter().map(|above| (Kind::Forbid, *above));
            let parents = held.chain(touched).map(|(kind, above)| word_of(words, dimension, kind.layer(), above));
            all.push(Entity::new_no_attrs(word_of(words, dimension, "asked", word), parents.collect()));
            for kind in [Kind::Permit, Kind::Forbid] {
                all.push(Entity::new_no_attrs(word_of(words, dimension, kind.layer(), word), HashSet::new()));
            }
        }
    }
    if let Some(person) = person {
        all.extend((0..SECTORS).map(|sector| Entity::new_no_attrs(uid("Sector", &sector.to_string()), HashSet::new())));
        all.extend(person.grantees.iter().map(|grantee| {
            let sector = uid("Sector", &grantee.sector.to_string());
            Entity::new_no_attrs(uid("Vendor", &grantee.did), HashSet::from([sector]))
        }));
    }
    Entities::from_entities(all, None).expect("entities")
}

impl Kind {
    fn layer(self) -> &'static str {
        match self {
            Self::Permit => "held",
            Self::Forbid => "touched",
        }
    }
}

/// The word of a rule, as policies write it.
fn ruled(words: &Words, rule: &Rule, dimension: usize) -> String {
    word_of(words, dimension, rule.kind.layer(), rule.words[dimension]).to_string()
}

/// The word of a question.
fn asked(words: &Words, question: &Question, dimension: usize) -> EntityUid {
    word_of(words, dimension, "asked", question.words[dimension])
}

/// Operations are of Cedar's own type for actions.
fn word_of(words: &Words, dimension: usize, layer: &str, word: usize) -> EntityUid {
    const TYPES: [&str; 4] = ["Data", "Purpose", "Action", "Recipient"];
    uid(TYPES[dimension], &format!("{layer}/{}", words.dimensions()[dimension].names[word]))
}

fn uid(kind: &str, id: &str) -> EntityUid {
    EntityUid::from_type_name_and_id(EntityTypeName::from_str(kind).expect("a type"), EntityId::new(id))
}

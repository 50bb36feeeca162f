//! The machine form, written: RFC 8785 JSON, words and places as full IRIs, sets sorted, the widest left out.

use super::origin::Origin;
use super::parts::Parts;
use super::{Conditions, Declaration, Duty, Form, Keep, Necessity, Permission, Process, Prohibition, Scope, Stated};
use crate::json::{Object, Value};
use crate::time::Window;
use crate::vocab::{DPV_VERSION, OwnWord, Place, Places, Recipient, Word};
use std::collections::BTreeSet;

pub(super) fn machine(text: &Parts) -> String {
    let mut form = Object::new().with("v", 1).with("dpv", DPV_VERSION);
    if let Origin::Roster(name) = &text.origin {
        form.insert("roster", name.roster.as_str());
        form.insert("id", name.id.as_str());
        form.insert("version", name.version.as_str());
    }
    put(&mut form, "extends", list(text.vocabulary.own(), own_word));
    put(&mut form, "permissions", list(&text.permissions, permission));
    put(&mut form, "prohibitions", list(&text.prohibitions, prohibition));
    put(&mut form, "duties", list(&text.duties, duty));
    Value::Object(form).canonical()
}

fn own_word(own: &OwnWord) -> Value {
    Value::Object(Object::new().with("iri", own.word.iri()).with("below", words(&own.below)))
}

fn permission(rule: &Permission) -> Value {
    let mut form = scope(&rule.id, &rule.scope);
    conditions(&mut form, &rule.conditions);
    if rule.ask {
        form.insert("ask", true);
    }
    put(&mut form, "duties", list(&rule.duties, duty));
    if rule.window != Window::ALWAYS {
        form.insert("window", window(rule.window));
    }
    Value::Object(form)
}

/// A prohibition in the machine form.
pub(crate) fn prohibition(rule: &Prohibition) -> Value {
    let mut form = scope(&rule.id, &rule.scope);
    if rule.limits.keep != Keep::Unlimited {
        form.insert("keep", keep(rule.limits.keep));
    }
    if let Some(at) = rule.limits.form {
        form.insert("form", at.name());
    }
    put(&mut form, "places", places(&rule.limits.places));
    put(&mut form, "measures", words(&rule.limits.measures));
    Value::Object(form)
}

fn scope(id: &str, scope: &Scope) -> Object {
    let mut form = Object::new().with("id", id);
    put(&mut form, "data", words(&scope.data));
    put(&mut form, "purpose", words(&scope.purpose));
    put(&mut form, "operation", words(&scope.operation));
    put(&mut form, "recipient", recipients(&scope.recipient));
    form
}

/// Adds what is not the widest.
pub(crate) fn conditions(form: &mut Object, conditions: &Conditions) {
    if conditions.keep != Keep::Unlimited {
        form.insert("keep", keep(conditions.keep));
    }
    if conditions.form != Form::Identified {
        form.insert("form", conditions.form.name());
    }
    put(form, "places", places(&conditions.places));
    put(form, "measures", words(&conditions.measures));
}

impl Declaration {
    /// The declaration as JSON: `{"processes": [...]}` with the string `unknown` where a member is not stated.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().canonical()
    }

    /// As a member of a larger text.
    pub(crate) fn to_value(&self) -> Value {
        Object::new().with("processes", list(self.processes(), process)).into()
    }
}

fn process(process: &Process) -> Value {
    let mut form = Object::new().with("basis", process.basis.name());
    if process.necessity == Necessity::Optional {
        form.insert("necessity", process.necessity.name());
    }
    stated(&mut form, "data", &process.data, |set| words(set));
    stated(&mut form, "purpose", &process.purpose, |set| words(set));
    stated(&mut form, "operation", &process.operation, |set| words(set));
    stated(&mut form, "recipient", &process.recipient, recipients);
    stated(&mut form, "keep", &process.keep, |at| if *at == Keep::Unlimited { Vec::new().into() } else { keep(*at) });
    stated(&mut form, "form", &process.form, |at| {
        if *at == Form::Identified { Vec::new().into() } else { at.name().into() }
    });
    stated(&mut form, "places", &process.places, places);
    stated(&mut form, "measures", &process.measures, |set| words(set));
    Value::Object(form)
}

fn stated<T>(form: &mut Object, name: &str, part: &Stated<T>, write: impl Fn(&T) -> Value) {
    put(form, name, part.known().map_or_else(|| Value::from("unknown"), write));
}

/// Adds a member unless it is an empty list.
pub(super) fn put(form: &mut Object, name: &str, value: Value) {
    if !matches!(&value, Value::Array(items) if items.is_empty()) {
        form.insert(name, value);
    }
}

pub(super) fn list<T>(items: &[T], write: impl Fn(&T) -> Value) -> Value {
    items.iter().map(write).collect::<Vec<_>>().into()
}

fn words<'a>(words: impl IntoIterator<Item = &'a Word>) -> Value {
    words.into_iter().map(|word| Value::from(word.iri())).collect::<Vec<_>>().into()
}

fn recipients(recipients: &BTreeSet<Recipient>) -> Value {
    let sorted: BTreeSet<String> = recipients.iter().map(Recipient::iri).collect();
    sorted.into_iter().map(Value::from).collect::<Vec<_>>().into()
}

fn places(places: &Places) -> Value {
    places.named().iter().map(Place::iri).map(Value::from).collect::<Vec<_>>().into()
}

fn keep(keep: Keep) -> Value {
    match keep {
        Keep::Unlimited => Vec::new().into(),
        Keep::Days { days, from } => {
            Value::Object(Object::new().with("days", i64::from(days)).with("from", from.name()))
        }
    }
}

fn duty(duty: &Duty) -> Value {
    let mut form = Object::new().with("what", duty.what.iri()).with("when", duty.timing.name());
    if let Some(due) = duty.due {
        form.insert(
            "due",
            Value::Object(Object::new().with("days", i64::from(due.days)).with("from", due.from.name())),
        );
    }
    Value::Object(form)
}

/// A window in the machine form.
pub(crate) fn window(window: Window) -> Value {
    let mut form = Object::new();
    if let Some(from) = window.from() {
        form.insert("from", from.unix());
    }
    if let Some(until) = window.until() {
        form.insert("until", until.unix());
    }
    Value::Object(form)
}

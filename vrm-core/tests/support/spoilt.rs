//! An export while it is spoilt.

use super::carried::{Lines, bytes};
use vrm_core::json::{Object, Value, foreign};
use vrm_core::keys::{PartyKeyPairs, Thumbprint};

/// An export, another person's beside it, and how it is spoilt by somebody who makes hashes anew.
pub(crate) struct Spoilt {
    pub(crate) lines: Lines,
    pub(crate) other: Lines,
    /// The bytes, where they are no lines.
    pub(crate) bytes: Option<Vec<u8>>,
}

impl Spoilt {
    pub(crate) fn event(&self, kind: &str) -> usize {
        self.lines.events(kind)[0]
    }

    pub(crate) fn line(&self, kind: &str) -> usize {
        self.lines.all(kind)[0]
    }

    pub(crate) fn last(&self, kind: &str) -> usize {
        *self.lines.all(kind).last().unwrap()
    }

    pub(crate) fn remove(&mut self, index: usize) {
        self.lines.0.remove(index);
        self.seal();
    }

    pub(crate) fn seal(&mut self) {
        self.lines = self.lines.clone().sealed();
    }

    pub(crate) fn chain(&mut self) {
        self.lines = self.lines.clone().chained();
    }

    pub(crate) fn set(&mut self, index: usize, member: &str, value: impl Into<Value>) {
        self.lines.set(index, member, value);
        self.seal();
    }

    pub(crate) fn replace(&mut self, index: usize, from: &str, to: &str) {
        assert!(self.lines.0[index].contains(from), "{}", self.lines.0[index]);
        self.lines.0[index] = self.lines.0[index].replacen(from, to, 1);
        self.seal();
    }

    /// Another text of an event, and the chain as it leads on from there.
    pub(crate) fn rewrite(&mut self, kind: &str, from: &str, to: &str) {
        let index = self.event(kind);
        self.lines.rewrite(index, from, to);
        self.chain();
    }

    /// The member of an event's body.
    pub(crate) fn body(&self, index: usize, member: &str) -> String {
        let Value::Object(event) = foreign::parse(self.lines.text_at(index, "event").as_bytes()).unwrap() else {
            panic!()
        };
        let Some(Value::Object(body)) = event.get("body") else { panic!() };
        let Some(Value::String(text)) = body.get(member) else { panic!() };
        text.clone()
    }

    /// Another message in an event.
    pub(crate) fn say(&mut self, index: usize, text: &str) {
        let said = self.body(index, "text");
        self.lines.rewrite(index, &said, text);
        self.chain();
    }

    /// One bit of a signature.
    pub(crate) fn flip(&mut self, kind: &str) {
        let index = self.event(kind);
        let said = self.body(index, "text");
        let (rest, signature) = said.rsplit_once('.').unwrap();
        let first = if signature.starts_with('A') { 'B' } else { 'A' };
        self.say(index, &format!("{rest}.{first}{}", &signature[1..]));
    }
}

pub(crate) fn payload(jws: &str) -> Object {
    use base64::Engine as _;
    let payload = jws.split('.').nth(1).unwrap();
    let payload = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).unwrap();
    match foreign::parse(&payload).unwrap() {
        Value::Object(object) => object,
        other => panic!("{other:?}"),
    }
}

/// The person's pairs that sign with this key.
pub(crate) fn pairs(lines: &Lines, sign: Thumbprint) -> PartyKeyPairs {
    let all = lines.all("keys").into_iter();
    let mut all = all.map(|index| PartyKeyPairs::from_secret(&bytes(&lines.text_at(index, "secret"))).unwrap());
    all.find(|pairs| pairs.sign().public().thumbprint() == sign).unwrap()
}

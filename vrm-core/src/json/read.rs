//! The one reader beneath both: serde_json's tokens, our own values.

use super::member::{Member, MemberSeed};
use super::{JsonError, Number, Object, Pointer, Value};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::marker::PhantomData;

/// What one of the two readers allows beyond the grammar.
pub(super) trait Rules {
    /// How many arrays and objects may enclose one another. serde_json itself stops at 128.
    const DEPTH: usize;
    /// How many members an object may have.
    const MEMBERS: usize;

    /// The rule that a number breaks.
    fn number(number: Number) -> Result<(), Breach>;

    /// The rule that a member name breaks.
    fn name(name: &str) -> Result<(), Breach>;
}

/// A rule that was broken; the place is known only further out.
#[derive(Clone, Copy)]
pub(super) enum Breach {
    Depth,
    Members,
    Duplicate,
    NumberRange,
    NotWhole,
    NotNfc,
}

/// Reads one value that fills the whole of `bytes`.
pub(super) fn read<R: Rules>(bytes: &[u8]) -> Result<Value, JsonError> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(JsonError::ByteOrderMark);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() })?;
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let mut reader = Reader::<R> { depth: 0, breach: None, trail: Vec::new(), rules: PhantomData };
    let value = reader.deserialize(&mut deserializer);
    value.and_then(|value| deserializer.end().map(|()| value)).map_err(|error| reader.explain(&error))
}

struct Reader<R> {
    depth: usize,
    breach: Option<Breach>,
    /// The way from the fault outwards, written while the error travels up: a good text pays nothing for it.
    trail: Vec<Step>,
    rules: PhantomData<R>,
}

enum Step {
    Member(String),
    Item(usize),
}

impl<R: Rules> Reader<R> {
    fn explain(&self, error: &serde_json::Error) -> JsonError {
        let path = self.trail.iter().rev().fold(Pointer::root(), |path, step| match step {
            Step::Member(name) => path.member(name),
            Step::Item(index) => path.item(*index),
        });
        match self.breach {
            Some(Breach::Depth) => JsonError::TooDeep { path, limit: R::DEPTH },
            Some(Breach::Members) => JsonError::TooManyMembers { path, limit: R::MEMBERS },
            Some(Breach::Duplicate) => JsonError::DuplicateMember { path },
            Some(Breach::NumberRange) => JsonError::NumberRange { path },
            Some(Breach::NotWhole) => JsonError::NotWhole { path },
            Some(Breach::NotNfc) => JsonError::NameNotNfc { path },
            None => syntax(error, path),
        }
    }

    fn broken<E: serde::de::Error>(&mut self, breach: Breach) -> E {
        self.breach = Some(breach);
        E::custom("")
    }

    fn number<E: serde::de::Error>(&mut self, number: Option<Number>) -> Result<Value, E> {
        let number = number.ok_or(Breach::NumberRange);
        match number.and_then(|number| R::number(number).map(|()| number)) {
            Ok(number) => Ok(number.into()),
            Err(breach) => Err(self.broken(breach)),
        }
    }

    fn enter<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > R::DEPTH { Err(self.broken(Breach::Depth)) } else { Ok(()) }
    }

    fn at_member<E: serde::de::Error>(&mut self, name: &str, breach: Breach) -> E {
        self.trail.push(Step::Member(name.to_owned()));
        self.broken(breach)
    }
}

impl<'de, R: Rules> DeserializeSeed<'de> for &mut Reader<R> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, R: Rules> Visitor<'de> for &mut Reader<R> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Value, E> {
        self.number(Some(value.into()))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
        self.number(Some(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        self.number(Number::from_f64(value))
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E: serde::de::Error>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut items = Vec::new();
        loop {
            match sequence.next_element_seed(&mut *self) {
                Ok(Some(item)) => items.push(item),
                Ok(None) => break,
                Err(error) => {
                    self.trail.push(Step::Item(items.len()));
                    return Err(error);
                }
            }
        }
        self.depth -= 1;
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut members = Vec::new();
        self.enter()?;
        while let Some(member) = map.next_key_seed(MemberSeed)? {
            let name = match member {
                Member::Named(name) => name,
                Member::NumberLiteral => {
                    self.depth -= 1;
                    return self.number(Number::from_literal(&map.next_value::<String>()?));
                }
            };
            if members.len() == R::MEMBERS {
                return Err(self.broken(Breach::Members));
            }
            R::name(&name).map_err(|breach| self.at_member(&name, breach))?;
            match map.next_value_seed(&mut *self) {
                Ok(value) => members.push((name, value)),
                Err(error) => {
                    self.trail.push(Step::Member(name));
                    return Err(error);
                }
            }
        }
        self.depth -= 1;
        match Object::from_members(members) {
            Ok(object) => Ok(object.into()),
            Err(name) => Err(self.at_member(&name, Breach::Duplicate)),
        }
    }
}

fn syntax(error: &serde_json::Error, path: Pointer) -> JsonError {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    match text.strip_suffix(&place).unwrap_or(&text) {
        "number out of range" => JsonError::NumberRange { path },
        reason => JsonError::Syntax {
            line: error.line(),
            column: error.column(),
            reason: reason.replace("EOF", "end of text"),
        },
    }
}

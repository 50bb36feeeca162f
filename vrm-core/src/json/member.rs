//! The name of a member, told apart from a number in disguise.

use serde::de::{Deserialize, DeserializeSeed, Deserializer, Visitor};
use std::fmt;

/// What stands where a member name is due.
pub(super) enum Member {
    /// A name.
    Named(String),
    /// No object at all: when some crate of the build turns on serde_json's `arbitrary_precision`, every number
    /// comes as a map of one entry, and this is its key; the literal is the value.
    NumberLiteral,
}

/// Reads a [`Member`].
///
/// A member of that map's very key must not pass for a number, so the key's text proves nothing. What does:
/// asked for an option, a real name answers with `visit_some` (a name is never null), the disguise with a string.
pub(super) struct MemberSeed;

impl<'de> DeserializeSeed<'de> for MemberSeed {
    type Value = Member;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        deserializer.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for MemberSeed {
    type Value = Member;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a member name")
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Member, D::Error> {
        String::deserialize(deserializer).map(Member::Named)
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<Member, E> {
        Ok(Member::NumberLiteral)
    }
}

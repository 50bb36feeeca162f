//! The arguments of a step.

use super::seen::Told;
use serde_json::Value;
use std::collections::BTreeMap;
use vrm::core::chain::StreamId;
use vrm::core::decision::{AgreementId, GrantId};
use vrm::core::keys::SignedId;
use vrm::core::log::LogId;
use vrm::core::message::Jti;
use vrm::core::time::Instant;
use vrm::core::vault::ItemId;

pub(crate) struct Arguments(pub(crate) Value);

impl Arguments {
    /// A text that is `$name/member` is what the step of that name told.
    pub(crate) fn with(arguments: &Value, told: &BTreeMap<String, Told>) -> Result<Self, String> {
        let mut arguments = arguments.clone();
        replace(&mut arguments, told)?;
        Ok(Self(arguments))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some()
    }

    pub(crate) fn text(&self, name: &str) -> &str {
        self.0[name].as_str().unwrap_or_else(|| panic!("no text {name}"))
    }

    pub(crate) fn number(&self, name: &str) -> u64 {
        self.0[name].as_u64().unwrap_or_else(|| panic!("no number {name}"))
    }

    pub(crate) fn numbers(&self, name: &str) -> Vec<u32> {
        let number = |number: &Value| number.as_u64().unwrap().try_into().unwrap();
        self.0[name].as_array().unwrap().iter().map(number).collect()
    }

    pub(crate) fn texts(&self, name: &str) -> Vec<&str> {
        texts(&self.0[name])
    }

    pub(crate) fn time(&self, name: &str) -> Instant {
        time(&self.0[name])
    }

    /// A document as its JSON.
    pub(crate) fn document(&self, name: &str) -> Vec<u8> {
        assert!(self.has(name), "no document {name}");
        self.0[name].to_string().into_bytes()
    }

    pub(crate) fn id<T: Id>(&self, name: &str) -> T {
        id(self.text(name))
    }

    pub(crate) fn ids<T: Id>(&self, name: &str) -> Vec<T> {
        self.texts(name).into_iter().map(id).collect()
    }
}

fn replace(value: &mut Value, told: &BTreeMap<String, Told>) -> Result<(), String> {
    match value {
        Value::String(text) => {
            let Some((name, member)) = text.strip_prefix('$').and_then(|text| text.split_once('/')) else {
                return Ok(());
            };
            let found = told.get(name).and_then(|told| told.get(member)).ok_or_else(|| format!("nothing is {text}"))?;
            *text = found.clone();
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| replace(item, told))?,
        Value::Object(members) => members.values_mut().try_for_each(|item| replace(item, told))?,
        _ => {}
    }
    Ok(())
}

pub(crate) fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

pub(crate) fn time(seconds: &Value) -> Instant {
    Instant::from_unix(seconds.as_i64().unwrap()).unwrap()
}

pub(crate) fn id<T: Id>(text: &str) -> T {
    T::id(text).unwrap_or_else(|| panic!("no id: {text}"))
}

/// What is written as hexadecimal digits.
pub(crate) trait Id: Sized {
    fn id(text: &str) -> Option<Self>;
}

macro_rules! ids {
    ($($type:ty)+) => {$(
        impl Id for $type {
            fn id(text: &str) -> Option<Self> {
                Self::parse(text)
            }
        }
    )+};
}

ids! { AgreementId GrantId ItemId Jti LogId SignedId StreamId }

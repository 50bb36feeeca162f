//! Whoever lives in the scenario, and what a step does and shows.

use super::acts;
use super::arguments::Arguments;
use super::host::Counting;
use super::seen::{Refused, Told};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use vrm::core::chain::Head;
use vrm::core::desk::Desk;
use vrm::core::history::CommandId;
use vrm::core::person::Person;
use vrm::core::store::Memory;
use vrm::core::terms::TermsHash;
use vrm::core::time::Instant;

/// A handle and the randomness that is its own.
pub(crate) struct Seat<T> {
    pub(crate) of: T,
    pub(crate) random: Counting,
}

#[derive(Default)]
pub(crate) struct Player {
    pub(crate) people: BTreeMap<String, Seat<Person>>,
    pub(crate) desks: BTreeMap<String, Seat<Desk>>,
    pub(crate) stores: BTreeMap<String, Arc<Memory>>,
    /// What the steps told, by the names that they gave it.
    pub(crate) told: BTreeMap<String, Told>,
    heads: BTreeMap<String, String>,
}

/// One step, its references replaced by what they refer to.
pub(crate) struct Step<'a> {
    pub(crate) on: &'a str,
    pub(crate) name: &'a str,
    pub(crate) at: Instant,
    pub(crate) command: Option<CommandId>,
    pub(crate) arguments: Arguments,
}

pub(crate) type Done = Result<Told, Refused>;
pub(crate) type Act = fn(&mut Player, &Step<'_>) -> Done;

impl Player {
    /// What the step shows: what it tells, or the error that it must end in; and the histories that stand elsewhere now.
    pub(crate) fn play(&mut self, step: &Value) -> Result<Value, String> {
        let (on, name, call) = (text(step, "on"), text(step, "as"), text(step, "call"));
        let act = acts::find(call).ok_or("no such call")?;
        let arguments = Arguments::with(&step["args"], &self.told)?;
        let at = Instant::from_unix(step["at"].as_i64().ok_or("no time")?).map_err(|error| error.to_string())?;
        let command = step["command"].as_str().map(|id| CommandId::parse(id).ok_or("no command's id")).transpose()?;
        let done = act(self, &Step { on, name, at, command, arguments });
        let mut expect = match (done, step["fails"].as_str()) {
            (Ok(told), None) => {
                let shown = json!({ "told": shown(&told) });
                if !name.is_empty() {
                    self.told.insert(name.to_owned(), told);
                }
                shown
            }
            (Err(refused), Some(name)) if refused.name == name => json!({ "error": refused }),
            (Err(refused), _) => return Err(format!("{refused:?}")),
            (Ok(_), Some(name)) => return Err(format!("it did not fail, expected {name}")),
        };
        let now = self.heads();
        let gone = self.heads.keys().filter(|of| !now.contains_key(*of)).map(|of| (of.clone(), Value::Null));
        let moved = now.iter().filter(|(of, head)| self.heads.get(*of) != Some(head));
        let heads: serde_json::Map<_, _> = moved.map(|(of, head)| (of.clone(), json!(head))).chain(gone).collect();
        if step["fails"].is_string() && !heads.is_empty() {
            return Err("it failed, and changed something".to_owned());
        }
        expect["heads"] = heads.into();
        self.heads = now;
        Ok(expect)
    }

    fn heads(&mut self) -> BTreeMap<String, String> {
        let shown = |head: Head| {
            let hash: String = head.hash().iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{}:{hash}", head.p())
        };
        let mut heads: BTreeMap<_, _> =
            self.people.iter().map(|(name, person)| (name.clone(), shown(person.of.head()))).collect();
        for (name, Seat { of: desk, .. }) in &mut self.desks {
            heads.insert(name.clone(), shown(desk.view().head()));
            for customer in desk.customers().unwrap() {
                heads.insert(format!("{name}/{customer}"), shown(desk.head(customer).unwrap()));
            }
        }
        heads
    }

    /// Where every history stands in the end, as each language says it.
    pub(crate) fn ends(&self) -> String {
        let heads: Vec<_> = self.heads.iter().map(|(of, head)| format!("{of}={head}")).collect();
        format!("scenario: {}", heads.join(" "))
    }
}

/// What is compared: bytes by their hash; what is sealed not at all, as sealing draws on randomness that is not the host's.
fn shown(told: &Told) -> Value {
    let member = |(name, value): (&&str, &String)| match *name {
        "bytes" => ("bytes".to_owned(), json!(TermsHash::of(value.as_bytes()).to_string())),
        name => (name.to_owned(), json!(value)),
    };
    Value::Object(told.iter().filter(|(name, _)| **name != "sealed").map(member).collect())
}

fn text<'a>(step: &'a Value, member: &str) -> &'a str {
    step[member].as_str().unwrap_or_default()
}

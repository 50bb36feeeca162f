//! The person's data in a script, and what is seen of it.

use super::acts::strings;
use super::{Notes, PERSON, Player, Turn, form, key, text};
use serde_json::Value;
use vrm_core::chain::StreamId;
use vrm_core::decision::GrantId;
use vrm_core::desk::Desk;
use vrm_core::error::Error;
use vrm_core::life::Outcome;
use vrm_core::message::Jti;
use vrm_core::person::Person;
use vrm_core::time::{Instant, Window};
use vrm_core::vault::{Content, ItemId, NewItem};

/// The item that a step keeps.
fn new_item(step: &Value) -> NewItem {
    let item = NewItem::new(text(step, "data").parse().unwrap(), Content::parse(&form(step, "value")).unwrap());
    let until = step.get("until").map(|until| Instant::parse(until.as_str().unwrap()).unwrap());
    item.unwrap().during(Window::new(None, until).unwrap()).unwrap()
}

impl Notes {
    fn item(&self, name: &str) -> ItemId {
        self.items[name]
    }

    /// What a step names by the letter that it left in.
    fn disclosure(&self, step: &Value) -> Jti {
        self.letters[text(step, "disclosure")].letter.id
    }

    fn grant(&self, step: &Value) -> GrantId {
        let (grant, agreement) = (&step["grant"], self.agreements[text(step, "agreement")]);
        let process = u32::try_from(grant["process"].as_u64().unwrap()).unwrap();
        GrantId::of(&agreement, process, &text(grant, "data").parse().unwrap(), None)
    }
}

/// A command of a person's about its data.
pub(super) fn of_person(
    person: &mut Person,
    notes: &Notes,
    with: impl Fn() -> StreamId,
    turn: &mut Turn<'_>,
) -> Result<Outcome, Error> {
    let (step, at, command, random) = (turn.step, turn.at, turn.command, turn.random.as_mut());
    let item = || notes.item(text(step, "item"));
    match text(step, "do") {
        "store_item" => person.store_item(&new_item(step), command, at, random),
        "replace_item" => person.replace_item(item(), &new_item(step), command, at, random),
        "remove_item" => person.remove_item(item(), command, at, random),
        "give" => {
            let items: Vec<ItemId> = strings(step, "items").into_iter().map(|name| notes.item(name)).collect();
            person.give(with(), notes.grant(step), &items, command, at, random)
        }
        "forget_data" => person.forget_data(with(), notes.disclosure(step), command, at, random),
        other => panic!("a person does not {other}"),
    }
}

/// A command of a desk's about a customer's data.
pub(super) fn of_desk(desk: &mut Desk, notes: &Notes, turn: &mut Turn<'_>) -> Result<Outcome, Error> {
    let (step, at, command, random) = (turn.step, turn.at, turn.command, turn.random.as_mut());
    match text(step, "do") {
        "forget_data" => desk.forget_data(notes.customers[&key(step)], notes.disclosure(step), command, at, random),
        other => panic!("a desk does not {other}"),
    }
}

impl Player {
    /// The value of an item.
    pub(super) fn read_item(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        let id = self.notes.item(text(turn.step, "item"));
        let item = self.person()?.item(id)?;
        turn.see("value", serde_json::from_str::<Value>(item.content.danger_expose()).unwrap());
        Ok(())
    }

    /// The values of a disclosure.
    pub(super) fn read_data(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        let id = self.notes.disclosure(turn.step);
        let values = match turn.who {
            PERSON => {
                let with = self.notes.relationships[text(turn.step, "vendor")];
                self.person()?.disclosed(with, &id)?
            }
            who => {
                let customer = self.notes.customers[&key(turn.step)];
                self.desk(who)?.disclosed(customer, &id)?
            }
        };
        let values = values.iter().map(|item| serde_json::from_str(item.value.danger_expose()).unwrap());
        turn.see("values", values.collect::<Vec<Value>>());
        Ok(())
    }

    /// Notes the item that a command stored.
    pub(super) fn stored(&mut self, outcome: &Outcome, turn: &Turn<'_>) {
        if let (Some(item), Some(name)) = (outcome.item, turn.step.pointer("/names/item")) {
            self.notes.items.insert(name.as_str().unwrap().to_owned(), item);
        }
    }
}

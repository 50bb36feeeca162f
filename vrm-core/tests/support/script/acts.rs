//! The commands of a script, one for one the calls of the two handles.

use super::data;
use super::market::{announcement, quote};
use super::{Player, Turn, form, key, text};
use crate::support::clinic::issuer;
use crate::support::web_shop::page;
use serde_json::Value;
use vrm_core::decision::{AgreementId, Block, GrantId, Host, Request, WhichGrants};
use vrm_core::error::Error;
use vrm_core::history::{About, Settings};
use vrm_core::life::Outcome;
use vrm_core::log::LogId;
use vrm_core::message::Reply;
use vrm_core::terms::{Declaration, Terms};
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::vocab::Sector;

impl Player {
    pub(super) fn of_person(&mut self, turn: &mut Turn<'_>) -> Result<Outcome, Error> {
        let (step, at, command) = (turn.step, turn.at, turn.command);
        let (notes, random) = (&self.notes, turn.random.as_mut());
        let person = self.person.as_mut().unwrap();
        let vendor = || text(step, "vendor");
        let with = || notes.relationships[vendor()];
        let agreement = || notes.agreements[text(step, "agreement")];
        match text(step, "do") {
            "set_settings" => {
                person.set_settings(&Settings::parse(&form(step, "settings")).unwrap(), command, at, random)
            }
            "set_terms" => {
                let terms = step.get("terms").map(|_| Terms::parse(&form(step, "terms")).unwrap());
                person.set_terms(terms.as_ref(), command, at, random)
            }
            "accept_clock" => person.accept_clock(command, at, random),
            "add_vendor" => person.add_vendor(&notes.vendors[vendor()], &about(step), command, at, random),
            "describe_vendor" => person.describe_vendor(with(), &about(step), command, at, random),
            "introduce" => person.introduce(with(), None, command, at, random),
            "proffer" => person.proffer(with(), &strings(step, "entries"), command, at, random),
            "renew" => person.renew(with(), agreement(), &strings(step, "entries"), command, at, random),
            "accept" => person.accept(with(), command, at, random),
            "refuse" => person.refuse(with(), command, at, random),
            "answer" => {
                let reply = Reply::ALL.iter().find(|reply| reply.name() == text(step, "reply")).unwrap();
                person.answer(with(), notes.questions[text(step, "question")], *reply, command, at, random)
            }
            "consent" => {
                let (process, data) = (step["process"].as_u64().unwrap().try_into().unwrap(), text(step, "data"));
                person.consent(with(), agreement(), process, &data.parse().unwrap(), command, at, random)
            }
            "withdraw" => person.withdraw(with(), agreement(), &grants(step, agreement()), command, at, random),
            "pause" => person.pause(with(), agreement(), &grants(step, agreement()), command, at, random),
            "resume" => person.resume(with(), agreement(), &grants(step, agreement()), command, at, random),
            "block" => {
                let mut block = String::from_utf8(form(step, "block")).unwrap();
                for (name, did) in &notes.vendors {
                    block = block.replace(&format!("@{name}"), did.as_str());
                }
                person.block(&Block::parse(block.as_bytes()).unwrap(), command, at, random)
            }
            "unblock" => person.unblock(text(step, "block"), command, at, random),
            "record_use" => {
                let question = notes.questions[text(&step["grant"], "question")];
                let grant = person.view().relationship(with())?.question(&question).unwrap().grant.unwrap();
                person.record_use(with(), grant, command, at, random)
            }
            "rotate_keys" => person.rotate_keys(with(), command, at, random),
            "expire" => person.expire(command, at, random),
            "end" => person.end(with(), agreement(), command, at, random),
            "terminate" => person.terminate(with(), command, at, random),
            "erase" => {
                let cast = step.get("intention").map(|_| notes.cast(step));
                person.erase(cast.unwrap_or_else(with), command, at, random)
            }
            "announce" => person.announce(&announcement(step, notes), command, at, random),
            "withdraw_intention" => person.withdraw_intention(notes.intention(step), command, at, random),
            "introduce_offerer" => {
                let (did, page) = (&notes.vendors[vendor()], page(&self.desks[vendor()].keys()?));
                person.introduce_offerer(notes.intention(step), did, page.as_bytes(), command, at, random)
            }
            "choose" => person.choose(notes.intention(step), notes.offers[text(step, "offer")], command, at, random),
            "danger_choose" => {
                person.danger_choose(notes.intention(step), notes.offers[text(step, "offer")], command, at, random)
            }
            "close_life" => person.close_life(command, at, random),
            _ => data::of_person(person, notes, with, turn),
        }
    }

    pub(super) fn of_desk(&mut self, turn: &mut Turn<'_>) -> Result<Outcome, Error> {
        let (step, at, command) = (turn.step, turn.at, turn.command);
        let (notes, random) = (&self.notes, turn.random.as_mut());
        let desk = self.desks.get_mut(turn.who).unwrap();
        let customer = || notes.customers[&key(step)];
        match text(step, "do") {
            "declare" => {
                let declaration = Declaration::parse(&form(step, "declaration")).unwrap();
                desk.declare(text(step, "entry"), &declaration, command, at, random)
            }
            "set_settings" => {
                desk.set_settings(&Settings::parse(&form(step, "settings")).unwrap(), command, at, random)
            }
            "publish" => desk.publish(command, at, random),
            "rotate_keys" => desk.rotate_keys(command, at, random),
            "accept_clock" => desk.accept_clock(LogId::DESK, command, at, random),
            "announce_keys" => desk.announce_keys(customer(), command, at, random),
            "accept" => desk.accept(customer(), text(step, "entry"), command, at, random),
            "counter" => desk.counter(customer(), text(step, "entry"), command, at, random),
            "refuse" => desk.refuse(customer(), command, at, random),
            "ask" => {
                let request = Request::parse(&form(step, "request")).unwrap();
                let agreement = notes.agreements[text(step, "agreement")];
                desk.ask(customer(), agreement, &request, command, at, random)
            }
            "record_use" => {
                let question = notes.questions[text(&step["grant"], "question")];
                let view = desk.customer(customer())?;
                let asked = view.relationships().next().unwrap().question(&question).unwrap().grant;
                desk.record_use(customer(), asked.unwrap(), command, at, random)
            }
            "offer" => {
                let until = Instant::parse(text(step, "until")).unwrap();
                desk.offer(customer(), &quote(step), text(step, "entry"), until, command, at, random)
            }
            "issue" => {
                let agreement = notes.agreements[text(step, "agreement")];
                desk.issue(customer(), agreement, &issuer(), command, at, random)
            }
            "expire" => desk.expire(customer(), command, at, random),
            "end" => desk.end(customer(), notes.agreements[text(step, "agreement")], command, at, random),
            "terminate" => desk.terminate(customer(), command, at, random),
            "erase" => desk.erase(customer(), command, at, random),
            _ => data::of_desk(desk, notes, turn),
        }
    }
}

pub(super) fn strings<'a>(step: &'a Value, member: &str) -> Vec<&'a str> {
    step[member].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect()
}

fn about(step: &Value) -> About {
    let about = &step["about"];
    About {
        name: about.get("name").map(|name| Name::parse(name.as_str().unwrap()).unwrap()),
        hosts: strings(about, "hosts").iter().map(|host| Host::parse(host).unwrap()).collect(),
        sectors: strings(about, "sectors").iter().map(|name| Sector::from_name(name).unwrap()).collect(),
    }
}

fn grants(step: &Value, agreement: AgreementId) -> WhichGrants {
    let Some(these) = step["grants"].as_array() else { return WhichGrants::All };
    let id = |grant: &Value| {
        let process = u32::try_from(grant["process"].as_u64().unwrap()).unwrap();
        GrantId::of(&agreement, process, &text(grant, "data").parse().unwrap(), None)
    };
    WhichGrants::These(these.iter().map(id).collect())
}

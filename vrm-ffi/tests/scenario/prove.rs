//! The calls by name: data, consent, receipts, rights, incidents.

use super::acts::{bytes, desk, person};
use super::arguments::{id, texts, time};
use super::player::{Act, Step};
use super::seen::{Refused, Told, joined, optional, outcome};
use serde_json::Value;
use std::collections::BTreeSet;
use vrm::core::consent::{Contact, PostalAddress};
use vrm::core::desk::Issuer;
use vrm::core::did::Did;
use vrm::core::message::Incident;
use vrm::core::rights::{Claim, Law, Right, RightsOutcome, Scope, Statement};
use vrm::core::sentence::Tongue;
use vrm::core::time::Window;
use vrm::core::vault::{Content, Disclosed, NewItem, Source};
use vrm::core::vocab::{Place, Word};

pub(crate) const ACTS: &[(&str, Act)] = &[
    ("person.store_item", |p, s| {
        let new = new_item(s)?;
        person!(p, s, |person, command, at, random| person.store_item(&new, command, at, random))
    }),
    ("person.replace_item", |p, s| {
        let (item, new) = (s.arguments.id("item"), new_item(s)?);
        person!(p, s, |person, command, at, random| person.replace_item(item, &new, command, at, random))
    }),
    ("person.remove_item", |p, s| {
        let item = s.arguments.id("item");
        person!(p, s, |person, command, at, random| person.remove_item(item, command, at, random))
    }),
    ("person.item", |p, s| {
        let item = p.people.get_mut(s.on).unwrap().of.item(s.arguments.id("item"))?;
        Ok(Told::from([("data", item.facts.data.to_string()), ("content", item.content.danger_expose().to_owned())]))
    }),
    ("person.give", |p, s| {
        let (with, grant, items) = (s.arguments.id("relationship"), s.arguments.id("grant"), s.arguments.ids("items"));
        person!(p, s, |person, command, at, random| person.give(with, grant, &items, command, at, random))
    }),
    ("person.disclosed", |p, s| {
        let person = &mut p.people.get_mut(s.on).unwrap().of;
        Ok(values(&person.disclosed(s.arguments.id("relationship"), &s.arguments.id("disclosure"))?))
    }),
    ("desk.disclosed", |p, s| {
        let desk = &mut p.desks.get_mut(s.on).unwrap().of;
        Ok(values(&desk.disclosed(s.arguments.id("customer"), &s.arguments.id("disclosure"))?))
    }),
    ("person.forget_data", |p, s| {
        let (with, disclosure) = (s.arguments.id("relationship"), s.arguments.id("disclosure"));
        person!(p, s, |person, command, at, random| person.forget_data(with, disclosure, command, at, random))
    }),
    ("person.consent", |p, s| {
        let (with, agreement) = (s.arguments.id("relationship"), s.arguments.id("agreement"));
        let (process, data) = (s.arguments.number("process").try_into().unwrap(), word(s.arguments.text("data")));
        person!(p, s, |person, command, at, random| person
            .consent(with, agreement, process, &data, command, at, random))
    }),
    ("desk.issue", |p, s| {
        let (customer, agreement, issuer) = (s.arguments.id("customer"), s.arguments.id("agreement"), issuer(s));
        desk!(p, s, |desk, command, at, random| desk.issue(customer, agreement, &issuer, command, at, random))
    }),
    ("person.claim", |p, s| {
        let (with, claim) = (s.arguments.id("relationship"), claim(s)?);
        person!(p, s, |person, command, at, random| person.claim(with, &claim, command, at, random))
    }),
    ("person.complete_claim", |p, s| {
        let (with, answer) = (s.arguments.id("relationship"), s.arguments.id("answer"));
        let proof = s.arguments.has("proof").then(|| Statement::parse(s.arguments.text("proof"))).transpose()?;
        person!(p, s, |person, command, at, random| person.complete_claim(
            with,
            answer,
            proof.as_ref(),
            command,
            at,
            random
        ))
    }),
    ("person.withdraw_claim", |p, s| {
        let (with, claim) = (s.arguments.id("relationship"), s.arguments.id("claim"));
        person!(p, s, |person, command, at, random| person.withdraw_claim(with, claim, command, at, random))
    }),
    ("desk.answer_right", |p, s| {
        let (customer, claim, answer) = (s.arguments.id("customer"), s.arguments.id("claim"), answer(s)?);
        desk!(p, s, |desk, command, at, random| desk.answer_right(customer, claim, &answer, command, at, random))
    }),
    ("desk.notify_incident", |p, s| {
        let (customer, incident) = (s.arguments.id("customer"), incident(s)?);
        desk!(p, s, |desk, command, at, random| desk.notify_incident(customer, &incident, command, at, random))
    }),
    ("person.copy", |p, s| {
        let person = &mut p.people.get_mut(s.on).unwrap().of;
        Ok(values(&person.copy(s.arguments.id("relationship"), &s.arguments.id("letter"))?))
    }),
    ("desk.proof", |p, s| {
        let desk = &mut p.desks.get_mut(s.on).unwrap().of;
        let proof = desk.proof(s.arguments.id("customer"), &s.arguments.id("letter"))?;
        Ok(Told::from([("proof", proof.as_str().to_owned())]))
    }),
    ("desk.give_copy", |p, s| {
        let (customer, claim, answer) = (s.arguments.id("customer"), s.arguments.id("claim"), answer(s)?);
        let data = copied(s)?;
        desk!(p, s, |desk, command, at, random| desk.give_copy(customer, claim, &answer, &data, command, at, random))
    }),
    ("person.escalate_claim", |p, s| {
        let (with, claim) = (s.arguments.id("relationship"), s.arguments.id("claim"));
        person!(p, s, |person, command, at, random| person.escalate_claim(with, claim, command, at, random))
    }),
    ("person.report_incident", |p, s| {
        let (with, incident) = (s.arguments.id("relationship"), s.arguments.id("incident"));
        person!(p, s, |person, command, at, random| person.report_incident(with, incident, command, at, random))
    }),
    ("person.close_incident", |p, s| {
        let (with, incident) = (s.arguments.id("relationship"), s.arguments.id("incident"));
        person!(p, s, |person, command, at, random| person.close_incident(with, incident, command, at, random))
    }),
    ("person.forget_values", |p, s| {
        let (with, disclosure) = (s.arguments.id("relationship"), s.arguments.id("disclosure"));
        let places = s.arguments.numbers("places");
        person!(p, s, |person, command, at, random| person
            .forget_values(with, disclosure, &places, command, at, random))
    }),
    ("view.items", |p, s| {
        let view = p.view(s)?;
        Ok(Told::from([("items", joined(view.items().map(|item| item.id)))]))
    }),
    ("view.givable", |p, s| {
        let givable = p.view(s)?.givable(s.arguments.id("relationship"), s.at)?;
        Ok(Told::from([
            ("grant", optional(givable.first().map(|(grant, _)| grant))),
            ("item", optional(givable.first().map(|(_, item)| item))),
            ("grants", joined(givable.iter().map(|(grant, _)| grant))),
        ]))
    }),
    ("view.disclosures", |p, s| {
        let view = p.view(s)?;
        let given: Vec<_> = view.relationship(s.arguments.id("relationship"))?.disclosures().collect();
        Ok(Told::from([
            ("disclosures", joined(given.iter().map(|(id, _)| id))),
            ("states", joined(given.iter().map(|(_, given)| given.state.name()))),
        ]))
    }),
    ("view.consents", |p, s| {
        let view = p.view(s)?;
        let consents: Vec<_> = view.relationship(s.arguments.id("relationship"))?.consents().collect();
        let records = consents.iter().filter_map(|consent| consent.record.as_ref().map(|record| record.to_json()));
        let mut told = bytes(&records.collect::<Vec<_>>().join("\n"));
        told.extend([
            ("consents", joined(consents.iter().map(|consent| consent.id))),
            ("statuses", joined(consents.iter().map(|consent| consent.status().name()))),
        ]);
        Ok(told)
    }),
    ("view.receipt", |p, s| {
        let view = p.view(s)?;
        let receipt = view.relationship(s.arguments.id("relationship"))?.receipt(&s.arguments.id("receipt")).unwrap();
        let mut told = bytes(&receipt.receipt.record.to_json());
        told.extend([("excess", receipt.excess.len().to_string()), ("refused", receipt.refused.to_string())]);
        Ok(told)
    }),
    ("view.rights", |p, s| {
        let view = p.view(s)?;
        let rights: Vec<_> = view.relationship(s.arguments.id("relationship"))?.rights().collect();
        Ok(Told::from([
            ("claims", joined(rights.iter().map(|(id, _)| id))),
            ("states", joined(rights.iter().map(|(_, claimed)| claimed.state_at(s.at).name()))),
            ("due", joined(rights.iter().filter_map(|(_, claimed)| claimed.due_at(s.at)))),
        ]))
    }),
    ("view.incidents", |p, s| {
        let view = p.view(s)?;
        let incidents: Vec<_> = view.relationship(s.arguments.id("relationship"))?.incidents().collect();
        Ok(Told::from([
            ("incidents", joined(incidents.iter().map(|(id, _)| id))),
            ("states", joined(incidents.iter().map(|(_, notified)| notified.state.name()))),
        ]))
    }),
    ("view.exposure", |p, s| {
        let lines = p.view(s)?.exposure(s.at)?.lines;
        let said = lines.iter().flat_map(|line| line.sentences());
        let said: Vec<_> = said.flat_map(|said| [said.say(Tongue::English), said.say(Tongue::French)]).collect();
        let mut told = bytes(&said.join("\n"));
        told.extend([("lines", lines.len().to_string())]);
        Ok(told)
    }),
    ("view.agenda", |p, s| {
        let lines = p.view(s)?.agenda(s.at)?.lines;
        let said = lines.iter().map(|line| line.sentence());
        let said: Vec<_> = said.flat_map(|said| [said.say(Tongue::English), said.say(Tongue::French)]).collect();
        let mut told = bytes(&said.join("\n"));
        told.extend([("lines", lines.len().to_string())]);
        Ok(told)
    }),
];

fn word(text: &str) -> Word {
    text.parse().unwrap()
}

fn text(of: &Value, member: &str) -> String {
    of[member].as_str().unwrap_or_else(|| panic!("no {member}")).to_owned()
}

fn values(disclosed: &[Disclosed]) -> Told {
    let values: Vec<_> = disclosed.iter().map(|of| of.value.danger_expose()).collect();
    Told::from([("data", joined(disclosed.iter().map(|of| &of.data))), ("values", values.join(" "))])
}

/// What a copy holds.
fn copied(step: &Step<'_>) -> Result<BTreeSet<Disclosed>, Refused> {
    let of = |item: &Value| {
        let value = Content::parse(item["value"].to_string().as_bytes())?;
        Ok(Disclosed { data: word(&text(item, "data")), value })
    };
    step.arguments.0["data"].as_array().unwrap().iter().map(of).collect()
}

fn new_item(step: &Step<'_>) -> Result<NewItem, Refused> {
    let of = &step.arguments.0["new"];
    let item = NewItem::new(word(&text(of, "data")), Content::parse(of["content"].to_string().as_bytes())?)?;
    let item = match of.get("source") {
        Some(source) if text(source, "kind") == "issuer" => {
            item.from(Source::Issuer(Did::parse(&text(source, "did"))?))
        }
        _ => item,
    };
    let window = of.get("window");
    let edge = |name| window.and_then(|window| window.get(name)).map(time);
    Ok(item.during(Window::new(edge("from"), edge("until"))?)?)
}

fn issuer(step: &Step<'_>) -> Issuer {
    let (of, contact) = (&step.arguments.0["issuer"], &step.arguments.0["issuer"]["contact"]);
    let address = |name| contact["address"][name].as_str().map(str::to_owned);
    Issuer {
        contact: Contact {
            office: text(contact, "office"),
            address: PostalAddress {
                street: address("street"),
                locality: address("locality"),
                region: address("region"),
                postal_code: address("postal_code"),
                box_number: address("box_number"),
                country: address("country"),
            },
            email: text(contact, "email"),
            phone: text(contact, "phone"),
            url: contact["url"].as_str().map(str::to_owned),
        },
        jurisdiction: texts(&of["jurisdiction"]).into_iter().map(|place| place.parse::<Place>().unwrap()).collect(),
        exercised_at: text(of, "exercised_at"),
        policy: text(of, "policy"),
    }
}

fn claim(step: &Step<'_>) -> Result<Claim, Refused> {
    let (of, scope) = (&step.arguments.0["claim"], &step.arguments.0["claim"]["scope"]);
    let right = *Right::ALL.iter().find(|right| right.name() == text(of, "right")).unwrap();
    let law = *Law::ALL.iter().find(|law| law.name() == text(of, "law")).unwrap();
    let scope = match text(scope, "kind").as_str() {
        "all" => Scope::All,
        "data" => Scope::Data(texts(&scope["words"]).into_iter().map(word).collect()),
        "agreement" => Scope::Agreement(id(&text(scope, "id"))),
        other => panic!("no scope: {other}"),
    };
    Ok(Claim::new(right, law, scope)?)
}

fn answer(step: &Step<'_>) -> Result<RightsOutcome, Refused> {
    let of = &step.arguments.0["answer"];
    let reason = || Statement::parse(&text(of, "reason"));
    Ok(match text(of, "kind").as_str() {
        "full" => RightsOutcome::Full,
        "part" => RightsOutcome::Part(reason()?),
        "refused" => RightsOutcome::Refused(reason()?),
        "needs-more" => RightsOutcome::NeedsMore(reason()?),
        "extended" => RightsOutcome::Extended(reason()?),
        other => panic!("no answer: {other}"),
    })
}

fn incident(step: &Step<'_>) -> Result<Incident, Refused> {
    let of = &step.arguments.0["incident"];
    Ok(Incident {
        agreement: id(&text(of, "agreement")),
        at: time(&of["at"]),
        what: Statement::parse(&text(of, "what"))?,
        data: texts(&of["data"]).into_iter().map(word).collect(),
    })
}

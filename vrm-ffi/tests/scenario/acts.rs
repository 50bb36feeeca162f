//! The calls by name: handles, one's own pages, meeting, agreeing, deciding, leaving, carrying.

use super::host::{Byte, Counting};
use super::player::{Act, Done, Player, Seat, Step};
use super::seen::{Refused, Told, joined, optional, outcome, reception};
use super::{market, prove};
use std::sync::Arc;
use vrm::core::decision::{Block, Decision, Host, Request, WhichGrants};
use vrm::core::desk::Desk;
use vrm::core::did::Did;
use vrm::core::dispute::Bundle;
use vrm::core::history::{About, Settings};
use vrm::core::message::Reply;
use vrm::core::person::Person;
use vrm::core::store::Memory;
use vrm::core::terms::{Declaration, Roster, Terms};
use vrm::core::text::Name;
use vrm::core::view::View;
use vrm::core::vocab::Sector;

pub(crate) fn find(call: &str) -> Option<Act> {
    let all = ACTS.iter().chain(market::ACTS).chain(prove::ACTS);
    all.into_iter().find(|(name, _)| *name == call).map(|(_, act)| *act)
}

/// A person's command: the handle, its randomness, and what every command takes besides.
macro_rules! person {
    ($player:ident, $step:ident, |$person:ident, $command:ident, $at:ident, $random:ident| $call:expr) => {{
        let seat = $player.people.get_mut($step.on).unwrap();
        let ($person, $command, $at, $random) = (&mut seat.of, $step.command, $step.at, &mut seat.random);
        Ok(outcome(&$call?))
    }};
}
pub(crate) use person;

/// A desk's.
macro_rules! desk {
    ($player:ident, $step:ident, |$desk:ident, $command:ident, $at:ident, $random:ident| $call:expr) => {{
        let seat = $player.desks.get_mut($step.on).unwrap();
        let ($desk, $command, $at, $random) = (&mut seat.of, $step.command, $step.at, &mut seat.random);
        Ok(outcome(&$call?))
    }};
}
pub(crate) use desk;

const ACTS: &[(&str, Act)] = &[
    ("person.create", |p, s| {
        let settings = settings(s)?;
        let mut random = Counting(s.arguments.number("seed"));
        let person = Person::create(p.store(s.name), Arc::new(Byte), &settings, s.at, &mut random)?;
        Ok(p.seated(s, person, random))
    }),
    ("person.open", |p, s| {
        let random = Counting(s.arguments.number("seed"));
        let store = Arc::clone(&p.stores[s.arguments.text("store")]);
        let person = Person::open(store, Arc::new(Byte), s.arguments.id("id"))?;
        Ok(p.seated(s, person, random))
    }),
    ("person.danger_export", |p, s| {
        let export = p.people[s.on].of.danger_export()?;
        Ok(Told::from([("sealed", export.danger_expose().to_owned())]))
    }),
    ("person.import", |p, s| {
        let mut random = Counting(s.arguments.number("seed"));
        let export = s.arguments.text("bytes").as_bytes();
        let person = Person::import(export, p.store(s.name), Arc::new(Byte), &mut random)?;
        Ok(p.seated(s, person, random))
    }),
    ("person.free", |p, s| {
        p.people.remove(s.on).unwrap();
        Ok(Told::new())
    }),
    ("desk.create", |p, s| {
        let (settings, name) = (settings(s)?, Name::parse(s.arguments.text("name"))?);
        let did = s.arguments.has("did").then(|| Did::parse(s.arguments.text("did"))).transpose()?;
        let mut random = Counting(s.arguments.number("seed"));
        let desk = Desk::create(p.store(s.name), Arc::new(Byte), did.as_ref(), &name, &settings, s.at, &mut random)?;
        let did = desk.did()?;
        p.desks.insert(s.name.to_owned(), Seat { of: desk, random });
        Ok(Told::from([("did", did.to_string())]))
    }),
    // One's own pages.
    ("person.set_settings", |p, s| {
        let settings = settings(s)?;
        person!(p, s, |person, command, at, random| person.set_settings(&settings, command, at, random))
    }),
    ("person.set_terms", |p, s| {
        let terms = s.arguments.has("terms").then(|| Terms::parse(s.arguments.text("terms").as_bytes())).transpose()?;
        person!(p, s, |person, command, at, random| person.set_terms(terms.as_ref(), command, at, random))
    }),
    ("person.load_roster", |p, s| {
        let authority = Did::parse(s.arguments.text("authority"))?.public_key()?;
        let authority = vrm::core::keys::PublicSigningKey::new(authority)?;
        let (document, statement) = (s.arguments.text("document").as_bytes(), s.arguments.text("statement").as_bytes());
        person!(p, s, |person, command, at, random| person
            .load_roster(document, statement, &authority, command, at, random))
    }),
    ("roster.entry_pin", |_, s| {
        let pin = Roster::builtin().entry(s.arguments.text("id"))?.pin();
        Ok(Told::from([("hash", pin.machine.to_string()), ("version", pin.name.version)]))
    }),
    ("desk.declare", |p, s| {
        let declaration = Declaration::parse(&s.arguments.document("declaration"))?;
        let entry = s.arguments.text("entry");
        desk!(p, s, |desk, command, at, random| desk.declare(entry, &declaration, command, at, random))
    }),
    ("desk.set_settings", |p, s| {
        let settings = settings(s)?;
        desk!(p, s, |desk, command, at, random| desk.set_settings(&settings, command, at, random))
    }),
    ("desk.publish", |p, s| desk!(p, s, |desk, command, at, random| desk.publish(command, at, random))),
    ("desk.rotate_keys", |p, s| desk!(p, s, |desk, command, at, random| desk.rotate_keys(command, at, random))),
    ("desk.profile", |p, s| Ok(bytes(p.desks[s.on].of.profile().unwrap()))),
    ("desk.customers", |p, s| {
        let customers = p.desks[s.on].of.customers()?;
        let last = optional(customers.last());
        Ok(Told::from([("customers", joined(customers)), ("last", last)]))
    }),
    // Meeting.
    ("person.add_vendor", |p, s| {
        let (vendor, about) = (Did::parse(s.arguments.text("vendor"))?, about(s)?);
        person!(p, s, |person, command, at, random| person.add_vendor(&vendor, &about, command, at, random))
    }),
    ("person.describe_vendor", |p, s| {
        let (with, about) = (s.arguments.id("relationship"), about(s)?);
        person!(p, s, |person, command, at, random| person.describe_vendor(with, &about, command, at, random))
    }),
    ("person.receive", |p, s| {
        let Seat { of: person, random } = p.people.get_mut(s.on).unwrap();
        Ok(reception(&person.receive(s.arguments.text("bytes").as_bytes(), s.at, random)?))
    }),
    ("desk.receive", |p, s| {
        let Seat { of: desk, random } = p.desks.get_mut(s.on).unwrap();
        Ok(reception(&desk.receive(s.arguments.text("bytes").as_bytes(), s.at, random)?))
    }),
    // Letters.
    ("person.outbox", |p, s| {
        let letters = p.people[s.on].of.outbox(s.at)?;
        let to = s.arguments.has("to").then(|| Did::parse(s.arguments.text("to"))).transpose()?;
        let first = letters.iter().find(|letter| letter.to == to).unwrap();
        let text = String::from_utf8(first.bytes.clone()).unwrap();
        let ids = joined(letters.iter().map(|letter| letter.id));
        Ok(Told::from([("letters", ids), ("letter", first.id.to_string()), ("sealed", text)]))
    }),
    ("person.sent", |p, s| {
        p.people.get_mut(s.on).unwrap().of.sent(s.arguments.id("letter"))?;
        Ok(Told::new())
    }),
    ("carry", carry),
    // Agreeing.
    ("person.proffer", |p, s| {
        let (with, entries) = (s.arguments.id("relationship"), s.arguments.texts("entries"));
        person!(p, s, |person, command, at, random| person.proffer(with, &entries, command, at, random))
    }),
    ("person.accept", |p, s| {
        let with = s.arguments.id("relationship");
        person!(p, s, |person, command, at, random| person.accept(with, command, at, random))
    }),
    // Deciding.
    ("person.decide", |p, s| {
        let (vendor, request) = (Did::parse(s.arguments.text("vendor"))?, request(s)?);
        Ok(decision(&p.people[s.on].of.decide(&vendor, &request, s.at)?))
    }),
    ("desk.decide", |p, s| {
        let (customer, request) = (s.arguments.id("customer"), request(s)?);
        Ok(decision(&p.desks.get_mut(s.on).unwrap().of.decide(customer, &request, s.at)?))
    }),
    ("desk.ask", |p, s| {
        let (customer, agreement) = (s.arguments.id("customer"), s.arguments.id("agreement"));
        let request = request(s)?;
        desk!(p, s, |desk, command, at, random| desk.ask(customer, agreement, &request, command, at, random))
    }),
    ("person.answer", |p, s| {
        let (with, question) = (s.arguments.id("relationship"), s.arguments.id("question"));
        let reply = *Reply::ALL.iter().find(|reply| reply.name() == s.arguments.text("reply")).unwrap();
        person!(p, s, |person, command, at, random| person.answer(with, question, reply, command, at, random))
    }),
    ("person.withdraw", |p, s| {
        let (with, agreement, which) = (s.arguments.id("relationship"), s.arguments.id("agreement"), which(s));
        person!(p, s, |person, command, at, random| person.withdraw(with, agreement, &which, command, at, random))
    }),
    ("person.pause", |p, s| {
        let (with, agreement, which) = (s.arguments.id("relationship"), s.arguments.id("agreement"), which(s));
        person!(p, s, |person, command, at, random| person.pause(with, agreement, &which, command, at, random))
    }),
    ("person.resume", |p, s| {
        let (with, agreement, which) = (s.arguments.id("relationship"), s.arguments.id("agreement"), which(s));
        person!(p, s, |person, command, at, random| person.resume(with, agreement, &which, command, at, random))
    }),
    ("person.block", |p, s| {
        let block = Block::parse(&s.arguments.document("block"))?;
        person!(p, s, |person, command, at, random| person.block(&block, command, at, random))
    }),
    ("person.unblock", |p, s| {
        let id = s.arguments.text("id");
        person!(p, s, |person, command, at, random| person.unblock(id, command, at, random))
    }),
    ("person.record_use", |p, s| {
        let (with, grant) = (s.arguments.id("relationship"), s.arguments.id("grant"));
        person!(p, s, |person, command, at, random| person.record_use(with, grant, command, at, random))
    }),
    ("person.rotate_keys", |p, s| {
        let with = s.arguments.id("relationship");
        person!(p, s, |person, command, at, random| person.rotate_keys(with, command, at, random))
    }),
    ("desk.announce_keys", |p, s| {
        let customer = s.arguments.id("customer");
        desk!(p, s, |desk, command, at, random| desk.announce_keys(customer, command, at, random))
    }),
    ("person.expire", |p, s| person!(p, s, |person, command, at, random| person.expire(command, at, random))),
    // Leaving.
    ("person.end", |p, s| {
        let (with, agreement) = (s.arguments.id("relationship"), s.arguments.id("agreement"));
        person!(p, s, |person, command, at, random| person.end(with, agreement, command, at, random))
    }),
    ("person.terminate", |p, s| {
        let with = s.arguments.id("relationship");
        person!(p, s, |person, command, at, random| person.terminate(with, command, at, random))
    }),
    ("person.erase", |p, s| {
        let with = s.arguments.id("relationship");
        person!(p, s, |person, command, at, random| person.erase(with, command, at, random))
    }),
    ("person.close_life", |p, s| person!(p, s, |person, command, at, random| person.close_life(command, at, random))),
    ("desk.erase", |p, s| {
        let customer = s.arguments.id("customer");
        desk!(p, s, |desk, command, at, random| desk.erase(customer, command, at, random))
    }),
    // What is kept and what it proves.
    ("person.leads_through", |p, s| {
        p.people[s.on].of.leads_through(&p.people[s.arguments.text("of")].of.head())?;
        Ok(Told::new())
    }),
    ("person.events_since", |p, s| {
        let (position, limit) = (s.arguments.number("position"), s.arguments.number("limit"));
        let events = p.people[s.on].of.events_since(position, limit.try_into().unwrap())?;
        let texts: String = events.iter().map(|entry| entry.to_text()).collect();
        let mut told = bytes(&texts);
        told.extend([("kinds", joined(events.iter().map(|entry| entry.event().kind())))]);
        Ok(told)
    }),
    ("person.bundle", |p, s| {
        let agreement = s.arguments.id("agreement");
        Ok(bytes(&p.people[s.on].of.bundle(s.arguments.id("relationship"), &agreement)?.to_json()?))
    }),
    ("bundle.verify", |_, s| {
        let findings = Bundle::parse(s.arguments.text("bytes").as_bytes())?.verify(s.at);
        let labels = joined(findings.statements.iter().map(|finding| finding.label.name()));
        Ok(Told::from([("agreement", optional(findings.agreement)), ("labels", labels)]))
    }),
    ("view.relationship", |p, s| {
        let view = p.view(s)?;
        let between = view.relationship(s.arguments.id("relationship"))?;
        let agreements: Vec<_> = between.agreements().map(|agreed| agreed.agreement.id()).collect();
        Ok(Told::from([
            ("vendor", between.vendor().to_string()),
            ("state", between.state().name().to_owned()),
            ("negotiation", optional(between.negotiation().map(|of| of.state().name()))),
            ("last", optional(agreements.last())),
            ("agreements", joined(agreements)),
            ("in_force", joined(between.in_force().map(|agreed| agreed.agreement.id()))),
            ("questions", joined(between.questions().map(|(id, _)| id))),
            ("waiting", between.waiting().count().to_string()),
        ]))
    }),
    ("view.agreement", |p, s| {
        let view = p.view(s)?;
        let between = view.relationship(s.arguments.id("relationship"))?;
        let agreed = between.agreement(&s.arguments.id("agreement")).unwrap();
        let signed = |role| agreed.agreement.half(role).signed().as_str().to_owned();
        let both = signed(vrm::core::agreement::Role::Person) + "\n" + &signed(vrm::core::agreement::Role::Vendor);
        let mut told = bytes(&both);
        told.extend([
            ("id", agreed.agreement.id().to_string()),
            ("state", agreed.state.name().to_owned()),
            ("first", agreed.first.name().to_owned()),
        ]);
        Ok(told)
    }),
    ("view.grants", |p, s| {
        let view = p.view(s)?;
        let grants: Vec<_> = view.grants(s.arguments.id("relationship"))?.collect();
        Ok(Told::from([
            ("grants", joined(grants.iter().map(|grant| grant.id))),
            ("statuses", joined(grants.iter().map(|grant| grant.status.name()))),
            ("first", optional(grants.first().map(|grant| grant.id))),
        ]))
    }),
    ("view.question", |p, s| {
        let view = p.view(s)?;
        let question =
            view.relationship(s.arguments.id("relationship"))?.question(&s.arguments.id("question")).unwrap();
        let reply = optional(question.reply.map(Reply::name));
        Ok(Told::from([("reply", reply), ("grant", optional(question.grant))]))
    }),
    ("view.tombstones", |p, s| {
        let view = p.view(s)?;
        let tombstones: Vec<_> = view.tombstones().collect();
        Ok(Told::from([("ids", joined(tombstones.iter().map(|(id, _)| id)))]))
    }),
];

impl Player {
    fn store(&mut self, name: &str) -> Arc<Memory> {
        Arc::clone(self.stores.entry(name.to_owned()).or_insert_with(|| Arc::new(Memory::new())))
    }

    fn seated(&mut self, step: &Step<'_>, of: Person, random: Counting) -> Told {
        let id = of.id().to_string();
        self.people.insert(step.name.to_owned(), Seat { of, random });
        Told::from([("id", id)])
    }

    /// The person's life, or a desk's customer's.
    pub(crate) fn view(&mut self, step: &Step<'_>) -> Result<Arc<View>, Refused> {
        match self.desks.get_mut(step.on) {
            Some(desk) => Ok(desk.of.customer(step.arguments.id("customer"))?),
            None => Ok(self.people[step.on].of.view()),
        }
    }
}

/// Carries letters until there are none: all of the person's to every desk, which refuses what is not for it; then those of
/// each desk.
fn carry(p: &mut Player, s: &Step<'_>) -> Done {
    let desks = s.arguments.texts("desks");
    let Seat { of: person, random } = p.people.get_mut(s.on).unwrap();
    let (mut count, mut refused) = (0, Vec::new());
    let mut heard = |told: Told| refused.extend(told.get("error").cloned());
    loop {
        let before = count;
        for letter in person.outbox(s.at)? {
            count += 1;
            for desk in &desks {
                let Seat { of: desk, random } = p.desks.get_mut(*desk).unwrap();
                heard(reception(&desk.receive(&letter.bytes, s.at, random)?));
            }
            person.sent(letter.id)?;
        }
        for desk in &desks {
            let Seat { of: desk, .. } = p.desks.get_mut(*desk).unwrap();
            for (customer, letter) in desk.outbox(s.at)? {
                count += 1;
                heard(reception(&person.receive(&letter.bytes, s.at, random)?));
                desk.sent(customer, letter.id)?;
            }
        }
        if count == before {
            return Ok(Told::from([("letters", count.to_string()), ("refused", joined(refused))]));
        }
    }
}

pub(crate) fn bytes(text: &str) -> Told {
    Told::from([("bytes", text.to_owned())])
}

fn settings(step: &Step<'_>) -> Result<Settings, Refused> {
    Ok(Settings::parse(&step.arguments.document("settings"))?)
}

fn request(step: &Step<'_>) -> Result<Request, Refused> {
    Ok(Request::parse(&step.arguments.document("request"))?)
}

fn about(step: &Step<'_>) -> Result<About, Refused> {
    let about = &step.arguments.0["about"];
    let texts = super::arguments::texts;
    Ok(About {
        name: about.get("name").map(|name| Name::parse(name.as_str().unwrap())).transpose()?,
        hosts: texts(&about["hosts"]).into_iter().map(Host::parse).collect::<Result<_, _>>()?,
        sectors: texts(&about["sectors"]).into_iter().map(|name| Sector::from_name(name).unwrap()).collect(),
    })
}

fn which(step: &Step<'_>) -> WhichGrants {
    let which = &step.arguments.0["which"];
    match which["kind"].as_str().unwrap() {
        "all" => WhichGrants::All,
        "these" => {
            let grants = super::arguments::texts(&which["grants"]);
            WhichGrants::These(grants.into_iter().map(super::arguments::id).collect())
        }
        other => panic!("no grants: {other}"),
    }
}

fn decision(decision: &Decision) -> Told {
    let kind = match decision {
        Decision::Permit(_) => "permit",
        Decision::Deny(_) => "deny",
        Decision::Ask(_) => "ask",
    };
    Told::from([("decision", kind.to_owned())])
}

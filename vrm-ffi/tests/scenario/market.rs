//! The calls by name: intentions and offers.

use super::acts::{desk, person};
use super::arguments::{id, texts, time};
use super::player::{Act, Step};
use super::seen::{Refused, Told, joined, optional, outcome};
use std::collections::BTreeSet;
use vrm::core::intention::{Quote, Rates, Want};
use vrm::core::person::{Announcement, Market};
use vrm::core::vocab::Sector;

pub(crate) const ACTS: &[(&str, Act)] = &[
    ("person.announce", |p, s| {
        let announcement = announcement(s)?;
        person!(p, s, |person, command, at, random| person.announce(&announcement, command, at, random))
    }),
    ("person.withdraw_intention", |p, s| {
        let intention = s.arguments.id("intention");
        person!(p, s, |person, command, at, random| person.withdraw_intention(intention, command, at, random))
    }),
    ("desk.offer", |p, s| {
        let quote = Quote::parse(&s.arguments.document("quote"))?;
        let (customer, entry, until) =
            (s.arguments.id("customer"), s.arguments.text("entry"), s.arguments.time("until"));
        desk!(p, s, |desk, command, at, random| desk.offer(customer, &quote, entry, until, command, at, random))
    }),
    ("person.inbox", |p, s| {
        let inbox = p.people.get_mut(s.on).unwrap().of.inbox(s.arguments.id("intention"))?;
        Ok(Told::from([("offers", joined(inbox.offers().map(|offer| offer.id)))]))
    }),
    ("person.inbox_rank", |p, s| {
        let inbox = p.people.get_mut(s.on).unwrap().of.inbox(s.arguments.id("intention"))?;
        let ranking = inbox.rank(&Rates::none(), s.at, s.arguments.number("limit").try_into().unwrap());
        Ok(Told::from([
            ("offers", joined(ranking.offers.iter().map(|offer| offer.id))),
            ("scores", joined(ranking.offers.iter().map(|offer| offer.score))),
            ("left_out", joined(ranking.left_out.iter().map(|offer| offer.id))),
            ("best", optional(ranking.offers.first().map(|offer| offer.id))),
        ]))
    }),
    ("person.choose", |p, s| {
        let (intention, offer) = (s.arguments.id("intention"), s.arguments.id("offer"));
        person!(p, s, |person, command, at, random| person.choose(intention, offer, command, at, random))
    }),
    ("view.casts", |p, s| {
        let view = p.view(s)?;
        Ok(Told::from([
            ("casts", joined(view.casts().map(|cast| cast.id()))),
            ("states", joined(view.casts().map(|cast| cast.state().name()))),
        ]))
    }),
];

fn announcement(step: &Step<'_>) -> Result<Announcement, Refused> {
    let of = &step.arguments.0["announcement"];
    let market = &of["market"];
    let market = match market["kind"].as_str().unwrap() {
        "anyone" => Market::Anyone,
        "sectors" => {
            let sectors = texts(&market["sectors"]).into_iter();
            Market::Sectors(sectors.map(|name| Sector::from_name(name).unwrap()).collect())
        }
        "vendors" => Market::Vendors(texts(&market["vendors"]).into_iter().map(id).collect::<BTreeSet<_>>()),
        "agreed" => Market::Agreed,
        other => panic!("no market: {other}"),
    };
    Ok(Announcement {
        want: Want::parse(of["want"].to_string().as_bytes())?,
        terms: texts(&of["terms"]).into_iter().map(str::to_owned).collect(),
        market,
        from: of.get("from").map(time),
        until: time(&of["until"]),
    })
}

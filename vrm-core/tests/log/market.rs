//! Whatever a store does to what was written of casts and offers is found: when the log is opened, or by the call that reads
//! the offers, the letters, or an offer that comes again.

use crate::code;
use crate::support::life::{keeper, received, rows};
use crate::support::lived::holding;
use crate::support::market::{Market, quote};
use crate::support::two::{Seeded, later};
use std::collections::BTreeSet;
use vrm_core::Error;
use vrm_core::chain::StreamId;
use vrm_core::error::{Code, Fault as _, Kind};
use vrm_core::history::About;
use vrm_core::life::Reception;
use vrm_core::log::LogId;
use vrm_core::message::Jti;
use vrm_core::person::{Announcement, Market as Audience, Person};
use vrm_core::store::Pair;
use vrm_core::terms::Who;
use vrm_core::time::Instant;

/// A life with a cast for anyone and two by name, offers that are held, one under a `did:web`, one replaced, one chosen.
struct Case {
    id: LogId,
    at: Instant,
    rows: Vec<Pair>,
    casts: Vec<StreamId>,
    intentions: BTreeSet<StreamId>,
    letters: Vec<Jti>,
    /// Offers as they came.
    offers: Vec<Vec<u8>>,
}

impl Case {
    fn new() -> Self {
        let mut market = Market::of(2);
        let (web, at) = (market.open_web_shop(Who::Agent), market.at);
        let announcement = market.announcement();
        let first = market.person.announce(&announcement, None, at, &mut market.random).unwrap();
        let (intention, public) = (first.relationship, market.letters().remove(0));
        let (did, page) = (market.did(web), market.page(web));
        market.person.introduce_offerer(intention, &did, page.as_bytes(), None, at, &mut market.random).unwrap();
        let until = later(at, 86_400);
        let mut offers = Vec::new();
        for (shop, prices) in [(0, [280, 270].as_slice()), (web, &[200])] {
            let customer = received(market.at_shop(shop, &public)).log;
            for price in prices {
                let (desk, random) = (&mut market.desks[shop], &mut market.random);
                desk.offer(customer, &quote(*price, 3), "SD-BASE", until, None, at, random).unwrap();
                offers.extend(market.answers(shop));
                received(market.at_person(offers.last().unwrap()));
            }
        }
        let vendors = [0, 1].map(|shop| {
            let (did, profile) = (market.did(shop), market.desks[shop].profile().unwrap().as_bytes().to_vec());
            let added = market.person.add_vendor(&did, &About::default(), None, at, &mut market.random).unwrap();
            received(market.at_person(&profile));
            added.relationship
        });
        let announcement = Announcement { market: Audience::Vendors(vendors.into()), ..market.announcement() };
        let second = market.person.announce(&announcement, None, at, &mut market.random).unwrap();
        let named = second.relationship;
        for letter in market.letters() {
            for shop in 0..2 {
                if let Ok(Some(outcome)) = market.at_shop(shop, &letter).accepted() {
                    market.offer_again(shop, outcome.log, &quote(190, 3), "SD-BASE");
                }
            }
        }
        let offer = market.person.inbox(named).unwrap().offers().next().unwrap().id;
        let chosen = market.choose(named, offer);
        let view = market.person.view();
        let letters = [first, second, chosen].into_iter().flat_map(|outcome| outcome.said).map(|sent| sent.letter);
        let case = Self {
            id: market.person.id(),
            at,
            rows: rows(&market.store),
            casts: view.casts().map(|cast| cast.id()).collect(),
            intentions: [intention, named].into(),
            letters: letters.collect(),
            offers,
        };
        case.read(&case.rows).unwrap();
        case
    }

    /// The rows of a kind that are of casts.
    fn of(&self, kind: char) -> Vec<usize> {
        let cast = |bytes: &[u8]| self.casts.iter().any(|cast| bytes.windows(16).any(|id| id == cast.as_bytes()));
        let own = |(key, value): &Pair| match kind {
            'E' => self.casts.iter().any(|cast| value.starts_with(cast.as_bytes())),
            _ => cast(&key[16..]),
        };
        let all = (0..self.rows.len()).filter(|index| char::from(self.rows[*index].0[16]) == kind);
        all.filter(|index| own(&self.rows[*index])).collect()
    }

    fn with(&self, index: usize, value: &[u8]) -> Vec<Pair> {
        let mut rows = self.rows.clone();
        rows[index].1 = value.to_vec();
        rows
    }

    fn without(&self, index: usize) -> Vec<Pair> {
        let mut rows = self.rows.clone();
        rows.remove(index);
        rows
    }

    /// Opens the life, and makes every call that reads what is of casts.
    fn read(&self, rows: &[Pair]) -> Result<(), Error> {
        let mut person = Person::open(holding(rows), keeper(), self.id)?;
        for intention in &self.intentions {
            person.inbox(*intention)?;
        }
        for letter in &self.letters {
            person.resend(*letter)?;
        }
        person.outbox(self.at)?;
        for offer in &self.offers {
            let again = person.receive(offer, self.at, &mut Seeded::new(1))?;
            assert!(matches!(again, Reception::Replay { .. }), "{again:?}");
        }
        Ok(())
    }

    /// What was changed has to be refused, for what it is.
    fn refused(&self, kind: char, rows: &[Pair], change: &str) {
        let error = self.read(rows).err().unwrap_or_else(|| panic!("{kind}: {change} was not found"));
        let about = match kind {
            'E' => ["event", "chain"].as_slice(),
            'K' => &["key", "event"],
            'D' => &["document"],
            'O' => &["letter"],
            other => panic!("{other}"),
        };
        assert!(about.iter().any(|about| error.to_string().contains(about)), "{kind} {change}: {error}");
        let kinds = [Kind::Damaged, Kind::Locked, Kind::NotFound];
        assert!(kinds.contains(&error.kind()), "{kind} {change}: {error}");
    }
}

const KINDS: [char; 4] = ['E', 'K', 'D', 'O'];

#[test]
fn there_are_rows_of_every_kind() {
    let case = Case::new();
    // Three casts: events; a stream's key and the one-time keys of each; four offers and a pin; three letters.
    assert_eq!(KINDS.map(|kind| case.of(kind).len()), [case.of('E').len(), 6, 5, 3]);
    assert!(case.of('E').len() > 10);
}

#[test]
fn changed_cut_longer_and_gone() {
    let case = Case::new();
    for kind in KINDS {
        for (nth, index) in case.of(kind).into_iter().enumerate() {
            let value = &case.rows[index].1;
            for at in (nth % 7..value.len()).step_by(if value.len() > 200 { 97 } else { 13 }).chain([value.len() - 1]) {
                // A letter's first byte says whether it has left, and may say so falsely.
                if kind == 'O' && at == 0 {
                    continue;
                }
                let mut other = value.clone();
                other[at] ^= 1 << (at % 8);
                case.refused(kind, &case.with(index, &other), &format!("byte {at} of row {index}"));
                case.refused(kind, &case.with(index, &value[..at]), &format!("row {index} cut to {at}"));
            }
            case.refused(kind, &case.with(index, &[value, [0].as_slice()].concat()), &format!("row {index}, longer"));
            if kind != 'O' {
                case.refused(kind, &case.without(index), &format!("row {index} gone"));
            }
        }
    }
}

#[test]
fn every_pair_of_rows_of_a_kind_swapped() {
    let case = Case::new();
    for kind in KINDS {
        let indices = case.of(kind);
        for (nth, one) in indices.iter().enumerate() {
            for other in &indices[nth + 1..] {
                let mut rows = case.rows.clone();
                (rows[*one].1, rows[*other].1) = (rows[*other].1.clone(), rows[*one].1.clone());
                case.refused(kind, &rows, &format!("rows {one} and {other} swapped"));
                case.refused(kind, &case.with(*one, &case.rows[*other].1), &format!("row {other} also in {one}"));
            }
        }
    }
}

/// An offer that is gone is said to be, and not to have been replaced; nothing else is the worse for it.
#[test]
fn an_offer_whose_document_is_gone_is_named_so() {
    let case = Case::new();
    let mut found = BTreeSet::new();
    for index in case.of('D') {
        let mut person = Person::open(holding(&case.without(index)), keeper(), case.id).unwrap();
        let codes = case.intentions.iter().map(|id| person.inbox(*id).err().map(|error| error.code()));
        found.insert(codes.collect::<Vec<_>>().iter().flatten().copied().collect::<Vec<_>>());
        assert_eq!(person.view().casts().count(), 3);
    }
    // One document is the pin, which is read when an offer comes.
    assert_eq!(found, [vec![], vec![Code::LogNoDocument]].into());
}

/// The store of another life has none of it.
#[test]
fn a_cast_in_another_life_is_not_opened() {
    let case = Case::new();
    let other = LogId::from_bytes([7; 16]);
    let moved: Vec<Pair> =
        case.rows.iter().map(|(key, value)| ([other.as_bytes(), &key[16..]].concat(), value.clone())).collect();
    assert_eq!(code(Person::open(holding(&moved), keeper(), other)), Code::LogDamaged);
}

//! A person who wants something, and shops that answer: everything through the handles, letters carried by hand.

use super::life::{desk, keeper, received, settings};
use super::two::{Seeded, later, now};
use std::sync::Arc;
use vrm_core::chain::StreamId;
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::intention::{
    Basis, Budget, Delivery, IntentionState, Item, Kind, Measure, Number, Price, Property, PropertyName, PropertyValue,
    Quote, Requirement, Taste, Test, Want, Weight, Wish,
};
use vrm_core::keys::SignedId;
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::LogId;
use vrm_core::money::{Currency, Money};
use vrm_core::person::{Announcement, Market as Audience, Person};
use vrm_core::store::{Memory, Store};
use vrm_core::terms::Who;
use vrm_core::text::Text;
use vrm_core::time::{Days, Instant};

/// A person and shops, none of which knows the other.
pub(crate) struct Market {
    pub(crate) person: Person,
    pub(crate) desks: Vec<Desk>,
    pub(crate) at: Instant,
    pub(crate) random: Seeded,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) shelves: Vec<Arc<dyn Store>>,
}

pub(crate) fn item() -> Item {
    Item {
        title: Text::within("Office chair", 256).unwrap(),
        description: None,
        category: None,
        gtin: None,
        mpn: None,
        condition: None,
    }
}

pub(crate) fn property(name: &str) -> Property {
    Property::Named(PropertyName::parse(name).unwrap())
}

pub(crate) fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

/// A chair for at most 300 euros that carries 110 kg; the cheaper and the sooner the better.
pub(crate) fn want() -> Want {
    let ceiling = Budget { most: Money::parse("300 EUR").unwrap(), basis: Basis::All, tax: true, delivery: true };
    let carries = Test::AtLeast(Measure { number: number("110"), unit: None });
    let wish = |property, weight, best: &str, worst: &str| Wish {
        property,
        weight: Weight::new(weight).unwrap(),
        taste: Taste::Between { best: number(best), worst: number(worst), unit: None },
    };
    Want::new(Kind::Buy, item(), Currency::parse("EUR").unwrap())
        .and_then(|want| want.with_budget(ceiling))
        .and_then(|want| want.require(Requirement { property: property("carries"), test: carries }))
        .and_then(|want| want.prefer(wish(Property::BuiltIn(vrm_core::intention::BuiltIn::Price), 60, "100", "300")))
        .and_then(|want| want.prefer(wish(Property::BuiltIn(vrm_core::intention::BuiltIn::Delivery), 40, "1", "21")))
        .unwrap()
}

pub(crate) fn quote(euros: i64, days: u32) -> Quote {
    let carries = PropertyValue::Measure(Measure { number: number("120"), unit: None });
    let goods = Money::parse(&format!("{euros} EUR")).unwrap();
    Quote::new(item(), Price::all_in(goods).unwrap())
        .and_then(|quote| quote.with_delivery(Delivery::Within(Days::new(days))))
        .and_then(|quote| quote.with_property(PropertyName::parse("carries").unwrap(), carries))
        .unwrap()
}

impl Market {
    /// So many shops, which accept `SD-BASE` and `SD-BASE-A` and let their agent say yes.
    pub(crate) fn of(shops: usize) -> Self {
        Self::by(shops, Who::Agent)
    }

    pub(crate) fn by(shops: usize, who: Who) -> Self {
        let (at, mut random) = (now(), Seeded::new(11));
        let store: Arc<dyn Store> = Arc::new(Memory::new());
        let person = Person::create(Arc::clone(&store), keeper(), &settings(&["SD-BASE"], Who::Agent), at, &mut random);
        let shelves: Vec<Arc<dyn Store>> = (0..shops).map(|_| Arc::new(Memory::new()) as Arc<dyn Store>).collect();
        let open =
            |(index, shelf)| desk(shelf, &format!("Shop {index}"), &["SD-BASE", "SD-BASE-A"], who, at, &mut random);
        let desks = shelves.iter().enumerate().map(open).collect();
        Self { person: person.unwrap(), desks, at, random, store, shelves }
    }

    pub(crate) fn announcement(&self) -> Announcement {
        Announcement {
            want: want(),
            terms: vec!["SD-BASE".to_owned()],
            market: Audience::Anyone,
            from: None,
            until: later(self.at, 7 * 86_400),
        }
    }

    /// The person announces; the intention's id, and what anyone can read.
    pub(crate) fn announce(&mut self) -> (StreamId, Vec<u8>) {
        let outcome = self.person.announce(&self.announcement(), None, self.at, &mut self.random).unwrap();
        let letter = self.letters().remove(0);
        (outcome.relationship, letter)
    }

    /// What the person has to send, as bytes; it has left.
    pub(crate) fn letters(&mut self) -> Vec<Vec<u8>> {
        let letters = self.person.outbox(self.at).unwrap();
        letters.iter().for_each(|letter| self.person.sent(letter.id).unwrap());
        letters.into_iter().map(|letter| letter.bytes).collect()
    }

    /// What a shop has to send; it has left.
    pub(crate) fn answers(&mut self, shop: usize) -> Vec<Vec<u8>> {
        let letters = self.desks[shop].outbox(self.at).unwrap();
        for (customer, letter) in &letters {
            self.desks[shop].sent(*customer, letter.id).unwrap();
        }
        letters.into_iter().map(|(_, letter)| letter.bytes).collect()
    }

    pub(crate) fn at_shop(&mut self, shop: usize, bytes: &[u8]) -> Reception {
        self.desks[shop].receive(bytes, self.at, &mut self.random).unwrap()
    }

    pub(crate) fn at_person(&mut self, bytes: &[u8]) -> Reception {
        self.person.receive(bytes, self.at, &mut self.random).unwrap()
    }

    /// A shop reads the intention and makes an offer under an entry, which the person takes: the customer there.
    pub(crate) fn offer(&mut self, shop: usize, cast: &[u8], quote: &Quote, entry: &str) -> (LogId, SignedId) {
        let customer = received(self.at_shop(shop, cast)).log;
        let offer = self.offer_again(shop, customer, quote, entry);
        (customer, offer)
    }

    pub(crate) fn offer_again(&mut self, shop: usize, customer: LogId, quote: &Quote, entry: &str) -> SignedId {
        let until = later(self.at, 3 * 86_400);
        let outcome = self.desks[shop].offer(customer, quote, entry, until, None, self.at, &mut self.random).unwrap();
        let offer = outcome.said[0].id.unwrap();
        for letter in self.answers(shop) {
            received(self.at_person(&letter));
        }
        offer
    }

    pub(crate) fn choose(&mut self, intention: StreamId, offer: SignedId) -> Outcome {
        self.person.choose(intention, offer, None, self.at, &mut self.random).unwrap()
    }

    pub(crate) fn state(&self, intention: StreamId) -> IntentionState {
        self.person.view().intention(intention).unwrap()[0].state()
    }

    pub(crate) fn did(&self, shop: usize) -> Did {
        self.desks[shop].did().unwrap()
    }
}

//! What a third can tell of an agreement that began by an offer, and what it cannot.

#![cfg(feature = "keys")]
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use support::buyer::{Buyer, Offered};
use support::life::received;
use support::market::{Market, quote};
use support::seller::{in_force, unsealed};
use support::two::later;
use vrm_core::agreement::{Agreement, HalfAgreement, Role};
use vrm_core::dispute::{Bundle, Label, Subject};
use vrm_core::keys::Sealed;
use vrm_core::message::{Acceptance, Anyone, GrantStep, Intention, Message, Never, WhichGrants, Withdrawal};

/// An agreement over an offer, and everything that was said on the way, as texts.
struct Made {
    market: Market,
    buyer: Buyer,
    offer: Offered,
    offered: String,
    yes: String,
    agreement: Agreement,
}

impl Made {
    fn new() -> Self {
        let mut market = Market::of(1);
        let buyer = Buyer::new(&mut market);
        let customer = buyer.heard_at(0, &mut market);
        let (until, at) = (later(market.at, 86_400), market.at);
        let desk = &mut market.desks[0];
        desk.offer(customer, &quote(200, 3), "SD-BASE", until, None, at, &mut market.random).unwrap();
        let [letter] = market.answers(0).try_into().unwrap();
        let offered = unsealed(&letter, &buyer.cast).as_str().to_owned();
        let offer = buyer.open(&letter, at);
        let half = buyer.half(&buyer.draft(&offer, &market), &mut market);
        let letter = buyer.yes_with(&offer, &half, &mut market);
        received(market.at_shop(0, &letter));
        let there = market.there(0, customer);
        let agreement = there.agreement(&in_force(&there)[0]).unwrap().agreement.clone();
        let yes = said_by(&buyer, &offer, &half, &mut market);
        Self { market, buyer, offer, offered, yes, agreement }
    }

    /// Who signed each of these messages, to somebody with the agreement alone.
    fn labels(&self, messages: &[&str]) -> Vec<Label> {
        let bundle = messages.iter().fold(Bundle::of(&self.agreement), |bundle, text| bundle.with_message(text));
        let bundle = Bundle::parse(bundle.to_json().unwrap().as_bytes()).unwrap();
        let said = bundle.verify(self.market.at).statements.into_iter();
        said.filter_map(|said| matches!(said.subject, Subject::Message { .. }).then_some(said.label)).collect()
    }
}

/// The yes with a buyer's key, as a text.
fn said_by(buyer: &Buyer, offer: &Offered, half: &HalfAgreement, market: &mut Market) -> String {
    let (reader, until) = (offer.body.keys.sign().thumbprint(), later(market.at, 86_400));
    let yes = Acceptance::of(offer.id, half).unwrap();
    let message = Message::new(yes, buyer.did(), reader, market.at, until, &mut market.random).unwrap();
    message.sign(buyer.cast.sign()).unwrap().as_str().to_owned()
}

#[test]
fn the_yes_is_the_persons_where_the_offer_is_shown() {
    let made = Made::new();
    assert_eq!(made.labels(&[&made.offered, &made.yes]), [Label::Vendor, Label::Person]);
    assert_eq!(made.labels(&[&made.yes, &made.offered]), [Label::Person, Label::Vendor], "in whatever order");
    // Nothing else ties the key to the person.
    assert_eq!(made.labels(&[&made.yes]), [Label::Asserted]);
}

#[test]
fn a_yes_of_a_key_that_was_not_asked_is_nobodys() {
    let mut made = Made::new();
    let half = made.agreement.half(Role::Person).clone();
    let other = Buyer::new(&mut made.market);
    let forged = said_by(&other, &made.offer, &half, &mut made.market);
    assert_eq!(made.labels(&[&made.offered, &forged]), [Label::Vendor, Label::Asserted]);
    assert_eq!(made.labels(&[&made.offered, &forged, &made.yes]), [Label::Vendor, Label::Asserted, Label::Person]);
    // Another offer of the vendor's, to that key, is not the one that the agreement answers.
    let customer = other.heard_at(0, &mut made.market);
    let (until, at) = (later(made.market.at, 86_400), made.market.at);
    let desk = &mut made.market.desks[0];
    desk.offer(customer, &quote(100, 3), "SD-BASE", until, None, at, &mut made.market.random).unwrap();
    let for_other = |letter: &&Vec<u8>| Sealed::parse(letter).unwrap().open(other.cast.seal()).is_ok();
    let letters = made.market.answers(0);
    let offered = unsealed(letters.iter().find(for_other).unwrap(), &other.cast).as_str().to_owned();
    assert_eq!(made.labels(&[&offered, &forged]), [Label::Vendor, Label::Asserted]);
}

#[test]
fn the_key_that_asked_tells_nothing_else() {
    let mut made = Made::new();
    let (buyer, market) = (&made.buyer, &mut made.market);
    let order = GrantStep { agreement: made.agreement.id(), n: 1, which: WhichGrants::All, at: market.at };
    let reader = made.offer.body.keys.sign().thumbprint();
    let taken_back =
        Message::new(Withdrawal(order), buyer.did(), reader, market.at, Never, &mut market.random).unwrap();
    let taken_back = taken_back.sign(buyer.cast.sign()).unwrap().as_str().to_owned();
    let until = later(market.at, 86_400);
    let body: Intention = buyer.body();
    let wanted = Message::new(body, buyer.did(), Anyone, market.at, until, &mut market.random).unwrap();
    let wanted = wanted.sign(buyer.cast.sign()).unwrap().as_str().to_owned();
    let labels = made.labels(&[&made.offered, &made.yes, &taken_back, &wanted]);
    assert_eq!(labels, [Label::Vendor, Label::Person, Label::Asserted, Label::Person]);
}

//! A person without a handle in a market: its keys are in its own hands, and it keeps no rules.

use super::life::{french, received};
use super::market::{Market, quote, want};
use super::seller::{sealed, unsealed};
use super::two::later;
use super::vendor::pin;
use std::sync::Arc;
use vrm_core::agreement::{AgreedTerms, AgreementDraft, HalfAgreement, VendorParty};
use vrm_core::did::Did;
use vrm_core::intention::Reach;
use vrm_core::keys::{PartyKeyPairs, SignedId};
use vrm_core::log::LogId;
use vrm_core::message::{Acceptance, AnyMessage, Anyone, Intention, Message, Offer};
use vrm_core::terms::Roster;
use vrm_core::time::Instant;

/// The keys of one cast, and a persona for whoever wins.
#[derive(Clone)]
pub(crate) struct Buyer {
    pub(crate) cast: Arc<PartyKeyPairs>,
    pub(crate) persona: Arc<PartyKeyPairs>,
}

/// An offer as it came to a buyer.
#[derive(Clone)]
pub(crate) struct Offered {
    pub(crate) id: SignedId,
    pub(crate) from: Did,
    pub(crate) body: Offer,
    pub(crate) until: Instant,
}

impl Offered {
    pub(crate) fn party(&self) -> VendorParty {
        VendorParty { did: self.from.clone(), name: self.body.name.clone(), keys: self.body.keys }
    }
}

impl Buyer {
    pub(crate) fn new(market: &mut Market) -> Self {
        let mut pairs = || Arc::new(PartyKeyPairs::generate(&mut market.random).unwrap());
        Self { cast: pairs(), persona: pairs() }
    }

    /// Another wish of the same person's, whose persona stays.
    pub(crate) fn again(&self, market: &mut Market) -> Self {
        Self { persona: Arc::clone(&self.persona), ..Self::new(market) }
    }

    pub(crate) fn did(&self) -> Did {
        self.cast.sign().public().to_did()
    }

    pub(crate) fn body(&self) -> Intention {
        let (keys, terms) = (self.cast.public().cast(), [pin("SD-BASE")].into());
        Intention { keys, want: want(), terms, audience: Reach::Anyone, from: None }
    }

    /// What it announces, for a week.
    pub(crate) fn announce(&self, body: Intention, market: &mut Market) -> String {
        let until = later(market.at, 7 * 86_400);
        let message = Message::new(body, self.did(), Anyone, market.at, until, &mut market.random).unwrap();
        message.sign(self.cast.sign()).unwrap().as_str().to_owned()
    }

    /// A shop hears of it: the customer there.
    pub(crate) fn heard_at(&self, shop: usize, market: &mut Market) -> LogId {
        let cast = self.announce(self.body(), market);
        received(market.at_shop(shop, cast.as_bytes())).log
    }

    /// A shop hears of it and offers.
    pub(crate) fn offered(&self, shop: usize, market: &mut Market) -> (LogId, Offered) {
        let customer = self.heard_at(shop, market);
        (customer, self.offered_again(shop, customer, market))
    }

    /// A shop makes an offer that stands for three days.
    pub(crate) fn offered_again(&self, shop: usize, customer: LogId, market: &mut Market) -> Offered {
        let (until, at) = (later(market.at, 3 * 86_400), market.at);
        let desk = &mut market.desks[shop];
        desk.offer(customer, &quote(200, 3), "SD-BASE", until, None, at, &mut market.random).unwrap();
        let [letter] = market.answers(shop).try_into().unwrap();
        self.open(&letter, at)
    }

    /// An offer, opened with the cast's key.
    pub(crate) fn open(&self, letter: &[u8], at: Instant) -> Offered {
        let AnyMessage::Offer(text) = unsealed(letter, &self.cast) else { panic!("no offer") };
        let from = text.issuer().unwrap();
        let introduction = vrm_core::message::Introduction::resolve(&from).unwrap();
        let key = text.introduced_key(&introduction).unwrap();
        let read = text.verify(&key, self.cast.sign().public().thumbprint(), at).unwrap();
        Offered { id: read.id(), from, body: read.value().body().clone(), until: read.value().exp() }
    }

    /// The document that an honest person would make.
    pub(crate) fn draft(&self, offer: &Offered, market: &Market) -> AgreementDraft {
        let terms = AgreedTerms::of(Roster::builtin().entry(&offer.body.terms.name.id).unwrap(), &french()).unwrap();
        let (person, by) = (self.persona.public(), later(market.at, 86_400));
        let declaration = offer.body.declaration.clone();
        AgreementDraft::new(person, offer.party(), terms, declaration, market.at, by).answering(offer.id)
    }

    pub(crate) fn half(&self, draft: &AgreementDraft, market: &mut Market) -> HalfAgreement {
        draft.finish(&mut market.random).unwrap().sign(self.persona.sign(), market.at).unwrap()
    }

    /// The yes with the document that an honest person would make.
    pub(crate) fn yes(&self, offer: &Offered, market: &mut Market) -> Vec<u8> {
        let half = self.half(&self.draft(offer, market), market);
        self.yes_with(offer, &half, market)
    }

    /// The yes with any document.
    pub(crate) fn yes_with(&self, offer: &Offered, half: &HalfAgreement, market: &mut Market) -> Vec<u8> {
        self.said_by(&self.cast, offer, half, market)
    }

    /// The yes with any key.
    pub(crate) fn said_by(
        &self,
        pairs: &PartyKeyPairs,
        offer: &Offered,
        half: &HalfAgreement,
        market: &mut Market,
    ) -> Vec<u8> {
        let (keys, until) = (offer.body.keys, later(market.at, 86_400));
        let from = pairs.sign().public().to_did();
        let yes = Acceptance::of(offer.id, half).unwrap();
        sealed(yes, (&from, pairs), (keys.sign().thumbprint(), keys.seal()), until, market)
    }
}

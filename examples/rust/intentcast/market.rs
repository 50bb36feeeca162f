//! The person and the vendors, each over a store of its own, and the letters between them.

use std::sync::Arc;

use vrm_core::chain::StreamId;
use vrm_core::decision::{AgreementId, Decision, Request, WhichGrants};
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::history::Settings;
use vrm_core::intention::{Ranking, Rates};
use vrm_core::keys::{Randomness as _, SecretKeeper, SignedId, Verified};
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::LogId;
use vrm_core::message::{Intention, Message};
use vrm_core::person::{Announcement, Market as Audience, Person};
use vrm_core::relationship::AgreementState;
use vrm_core::sentence::Tongue;
use vrm_core::store::Memory;
use vrm_core::terms::{Preference, Preferences, Roster, Talk, When, Who};
use vrm_core::text::Language;
use vrm_core::time::Instant;
use vrm_core::view::{Inbox, Relationship};

use super::files::{Cast, Vendor};
use crate::host::{System, in_days, now};
use crate::stop::Stop;

/// The most offers that a ranking lists; there are fewer vendors.
const LISTED: usize = 100;

/// A person and vendors, none of which knows the other.
pub(super) struct Market {
    pub(super) person: Person,
    shops: Vec<Shop>,
    intention: StreamId,
    pub(super) now: Instant,
}

/// A vendor and its customer.
pub(super) struct Shop {
    pub(super) vendor: Vendor,
    pub(super) desk: Desk,
    /// The history of whoever announced.
    customer: Option<LogId>,
    /// The offer that was made.
    offer: Option<SignedId>,
}

/// What anybody can read.
pub(super) struct Announced {
    bytes: Vec<u8>,
    pub(super) said: Verified<Message<Intention>>,
}

/// An offer that became an agreement.
pub(super) struct Agreed {
    pub(super) relationship: StreamId,
    vendor: Did,
    pub(super) shop: usize,
    pub(super) offer: SignedId,
    /// The agreement's id as the person has it, and as the vendor has it.
    pub(super) ids: [AgreementId; 2],
}

impl Market {
    /// Sets everybody up. A vendor declares what it processes; its agent says yes to whoever takes its offer.
    pub(super) fn open(cast: &Cast, vendors: Vec<Vendor>, tongue: Tongue) -> Result<Self, Stop> {
        let now = now()?;
        let settings = Settings::asking(Language::parse(language(tongue))?);
        let mut person = Person::create(Arc::new(Memory::new()), keeper()?, &settings, now, &mut System)?;
        person.set_terms(cast.own.as_ref(), None, now, &mut System)?;
        let shops = vendors.into_iter().map(|vendor| Shop::open(vendor, &settings, now)).collect::<Result<_, _>>()?;
        Ok(Self { person, shops, now, intention: StreamId::OWN })
    }

    /// Casts the intention. What is for anyone is signed and not sealed.
    pub(super) fn announce(&mut self, cast: &Cast) -> Result<Announced, Stop> {
        let announcement = Announcement {
            want: cast.want.clone(),
            terms: cast.terms.clone(),
            market: Audience::Anyone,
            from: None,
            until: in_days(self.now, cast.days)?,
        };
        self.intention = self.person.announce(&announcement, None, self.now, &mut System)?.relationship;
        let bytes = self.letters()?.into_iter().next().ok_or_else(|| Stop::new("nothing was announced"))?;
        Ok(Announced { said: Intention::parse(&bytes, self.now)?, bytes })
    }

    /// Every vendor reads the intention and answers; each offer is sealed for the intention's key. How many came.
    pub(super) fn answer(&mut self, announced: &Announced) -> Result<usize, Stop> {
        let mut came = 0;
        for shop in &mut self.shops {
            for letter in shop.offer(&announced.bytes, self.now)? {
                taken(self.person.receive(&letter, self.now, &mut System)?)?;
                came += 1;
            }
        }
        Ok(came)
    }

    /// The offers that are held.
    pub(super) fn inbox(&mut self) -> Result<Arc<Inbox>, Stop> {
        Ok(self.person.inbox(self.intention)?)
    }

    /// The offers in their order, and what was left out.
    pub(super) fn rank(&self, inbox: &Inbox) -> Ranking {
        inbox.rank(&Rates::none(), self.now, LISTED)
    }

    /// Says yes to an offer; its vendor signs second.
    pub(super) fn choose(&mut self, offer: SignedId) -> Result<Agreed, Stop> {
        let chosen = self.person.choose(self.intention, offer, None, self.now, &mut System)?;
        let letters = self.letters()?;
        let shop = self.shops.iter().position(|shop| shop.offer == Some(offer));
        let shop = shop.ok_or_else(|| Stop::new("nobody made the offer"))?;
        self.carry(shop, letters)?;

        let view = self.person.view();
        let between = view.relationship(chosen.relationship)?;
        let vendor = between.vendor().clone();
        let mine = in_force(between)?;
        let there = self.at(shop)?;
        let theirs = there.desk.customer(there.customer()?)?;
        let theirs = in_force(theirs.relationships().next().ok_or_else(none_in_force)?)?;
        if mine != theirs {
            return Err(Stop::new("the two sides have two agreements"));
        }
        Ok(Agreed { relationship: chosen.relationship, vendor, shop, offer, ids: [mine, theirs] })
    }

    /// May the vendor do it now? As the person's side knows.
    pub(super) fn person_decides(&self, agreed: &Agreed, question: &Request) -> Result<Decision, Stop> {
        Ok(self.person.decide(&agreed.vendor, question, self.now)?)
    }

    /// The same, as the vendor's own desk knows.
    pub(super) fn vendor_decides(&mut self, agreed: &Agreed, question: &Request) -> Result<Decision, Stop> {
        let now = self.now;
        let shop = self.at(agreed.shop)?;
        Ok(shop.desk.decide(shop.customer()?, question, now)?)
    }

    /// Withdraws everything that the agreement granted, and has the letter carried; whether there was anything.
    pub(super) fn withdraw(&mut self, agreed: &Agreed) -> Result<bool, Stop> {
        let Agreed { relationship, ids: [agreement, _], shop, .. } = *agreed;
        if self.person.view().grants(relationship)?.next().is_none() {
            return Ok(false);
        }
        self.person.withdraw(relationship, agreement, &WhichGrants::All, None, self.now, &mut System)?;
        let letters = self.letters()?;
        self.carry(shop, letters)?;
        Ok(true)
    }

    /// Carries letters to a vendor, and its answers back.
    pub(super) fn carry(&mut self, shop: usize, letters: Vec<Vec<u8>>) -> Result<(), Stop> {
        let now = self.now;
        let shop = self.at(shop)?;
        for letter in letters {
            taken(shop.desk.receive(&letter, now, &mut System)?)?;
        }
        for answer in shop.letters(now)? {
            taken(self.person.receive(&answer, now, &mut System)?)?;
        }
        Ok(())
    }

    /// What the person has to send; it has left.
    pub(super) fn letters(&mut self) -> Result<Vec<Vec<u8>>, Stop> {
        let letters = self.person.outbox(self.now)?;
        for letter in &letters {
            self.person.sent(letter.id)?;
        }
        Ok(letters.into_iter().map(|letter| letter.bytes).collect())
    }

    pub(super) fn at(&mut self, shop: usize) -> Result<&mut Shop, Stop> {
        self.shops.get_mut(shop).ok_or_else(|| Stop::new("there is no such vendor"))
    }
}

impl Shop {
    fn open(vendor: Vendor, settings: &Settings, now: Instant) -> Result<Self, Stop> {
        let Vendor { place, name, entry, declaration, .. } = &vendor;
        let mut desk = Desk::create(Arc::new(Memory::new()), keeper()?, None, name, settings, now, &mut System)?;
        let declared = desk.declare(entry, declaration, None, now, &mut System);
        declared.map_err(|error| place.coded(&error))?;
        let line = Preference { when: When::Always, talk: Talk::Anyone, accept: vec![entry.clone()], by: Who::Agent };
        let preferences = Preferences::new(Roster::builtin(), [line])?;
        desk.set_settings(&Settings { preferences, ..settings.clone() }, None, now, &mut System)?;
        Ok(Self { vendor, desk, customer: None, offer: None })
    }

    /// Reads an intention and answers it: what is to be sent.
    fn offer(&mut self, intention: &[u8], now: Instant) -> Result<Vec<Vec<u8>>, Stop> {
        let customer = taken(self.desk.receive(intention, now, &mut System)?)?.log;
        let Vendor { place, entry, quote, days, .. } = &self.vendor;
        let until = in_days(now, *days)?;
        let made = self.desk.offer(customer, quote, entry, until, None, now, &mut System);
        let made = made.map_err(|error| place.coded(&error))?;
        self.customer = Some(customer);
        self.offer = made.said.first().and_then(|said| said.id);
        self.letters(now)
    }

    pub(super) fn customer(&self) -> Result<LogId, Stop> {
        self.customer.ok_or_else(|| Stop::new("nobody announced anything"))
    }

    /// What the vendor has to send; it has left.
    fn letters(&mut self, now: Instant) -> Result<Vec<Vec<u8>>, Stop> {
        let letters = self.desk.outbox(now)?;
        for (customer, letter) in &letters {
            self.desk.sent(*customer, letter.id)?;
        }
        Ok(letters.into_iter().map(|(_, letter)| letter.bytes).collect())
    }
}

/// The agreement that is in force.
fn in_force(between: &Relationship) -> Result<AgreementId, Stop> {
    let agreed = between.agreements().find(|agreed| agreed.state == AgreementState::InForce);
    agreed.map(|agreed| agreed.agreement.id()).ok_or_else(none_in_force)
}

fn none_in_force() -> Stop {
    Stop::new("no agreement is in force")
}

/// What a letter brought; a refusal is told as it is.
fn taken(reception: Reception) -> Result<Outcome, Stop> {
    match reception {
        Reception::Received(outcome) => Ok(outcome),
        Reception::Rejected { error } => Err(error.into()),
        _ => Err(Stop::new("a letter was not taken")),
    }
}

/// A keeper over a secret that nobody else has: nothing outlives the program.
fn keeper() -> Result<Arc<SecretKeeper>, Stop> {
    let mut secret = [0; 32];
    System.fill(&mut secret).map_err(|_| Stop::new("the system gives no randomness"))?;
    Ok(Arc::new(SecretKeeper::new(&secret)))
}

/// The language in which people read terms.
const fn language(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::French => "fr",
        _ => "en",
    }
}

//! What may happen next.

use crate::support::clinic::use_of;
use crate::support::life::settings;
use crate::support::market::want;
use crate::support::two::later;
use crate::world::{Names, World};
use vrm_core::chain::StreamId;
use vrm_core::decision::{Block, GrantId, Selector, WhichGrants};
use vrm_core::error::{Error, Fault};
use vrm_core::history::About;
use vrm_core::intention::{Item, Price, Quote, Want};
use vrm_core::life::{Outcome, Reception};
use vrm_core::message::Reply;
use vrm_core::money::Money;
use vrm_core::person::{Announcement, Market};
use vrm_core::terms::{Draft, Prohibition, Who};
use vrm_core::text::Name;
use vrm_core::time::Window;
use vrm_core::vocab::Sector;

#[allow(dead_code, clippy::duplicate_mod, reason = "the same chance as in other tests, of which this one needs a part")]
#[path = "../draw/dice.rs"]
mod dice;

use dice::Dice;

/// A sort of move, which vendor it is about, and what else is chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    pub(crate) sort: usize,
    pub(crate) vendor: usize,
    pub(crate) choice: usize,
}

pub(crate) type Done = Result<Option<Outcome>, Error>;

/// The last of a list but so many.
pub(crate) fn pick<T: Copy>(from: &[T], choice: usize) -> Option<T> {
    from.len().checked_sub(1 + choice % from.len().max(1)).map(|at| from[at])
}

/// What may be said: that the move is not possible now. Never that something is damaged, or a defect of the library's.
pub(crate) fn allowed(error: &Error) -> String {
    let kind = error.code().kind().name();
    let wrong = ["damaged", "rolled-back", "newer-version", "internal", "handle", "locked", "store"];
    assert!(!wrong.contains(&kind), "{kind}: {error}");
    format!("  refused: {}", error.code().name())
}

/// What was done; relationships take turns in the order of random ids.
pub(crate) fn kinds(outcome: &Outcome) -> Vec<&'static str> {
    let mut kinds = outcome.kinds.clone();
    kinds.sort_unstable();
    kinds
}

impl World {
    /// A life from its script: what happens is the same whatever the keys.
    pub(crate) fn live(script: u64, keys: u64, names: &Names) -> Self {
        let mut world = Self::new(script, keys, names);
        let mut dice = Dice::new(script);
        world.begin(&mut dice);
        for _ in 0..dice.within(35, 70) {
            // Some moves are possible less often than others, and tried more often.
            let sort = if dice.percent(60) {
                dice.below(60)
            } else {
                *dice.pick(&[3, 5, 8, 8, 10, 14, 20, 21, 22, 23, 33, 35, 36, 50, 52, 53, 56, 57, 58, 59])
            };
            world.make(Move { sort, vendor: dice.below(2), choice: dice.below(1 << 16) });
            if dice.percent(80) {
                world.carry();
            }
        }
        world.carry();
        world.ask_once_more();
        world
    }

    /// Something is announced to anyone and offered by both; a yes to the one, which says no where a person decides there,
    /// and then one to the other.
    fn ask_once_more(&mut self) {
        let (for_a_month, for_days) = (108, 3);
        let mut first = vec![Move { sort: 0, vendor: 0, choice: for_a_month }];
        first.extend([0, 1].map(|vendor| Move { sort: 3, vendor, choice: 0 }));
        first.extend([0, 1].map(|vendor| Move { sort: 5, vendor, choice: for_days }));
        first.push(Move { sort: 8, vendor: 0, choice: 0 });
        for to in first {
            self.make(to);
            self.carry();
        }
        // The agreement waits with the customer that it began, or with the one that was known.
        for customer in self.shops[0].customers.clone() {
            let no = self.shops[0].desk.refuse(customer, None, self.at, &mut self.random);
            self.happened.push(no.map_or_else(|error| allowed(&error), |outcome| format!("{:?}", kinds(&outcome))));
        }
        self.collect();
        self.carry();
        self.make(Move { sort: 8, vendor: 1, choice: 0 });
        self.carry();
    }

    /// Most lives begin with agreements, and with something that is announced and offered.
    fn begin(&mut self, dice: &mut Dice) {
        for sort in [10, 10, 30, 12, 50, 52, 50, 52, 53, 0, 3, 5, 5, 8, 12] {
            for vendor in 0..2 {
                if dice.percent(70) {
                    let choice = dice.below(1 << 16);
                    self.make(Move { sort, vendor, choice: if sort == 30 { choice / 8 * 8 } else { choice } });
                    self.carry();
                }
            }
        }
    }

    fn make(&mut self, to: Move) {
        let done = match to.sort {
            0..=9 => self.in_market(to),
            10..=19 => self.between(to),
            20..=29 => self.steer(to),
            30..=39 => self.at_desk(to),
            50..=59 => self.with_data(to),
            _ => self.around(to),
        };
        self.happened.push(match done {
            Ok(outcome) => format!("{to:?}: {:?}", outcome.as_ref().map(kinds)),
            Err(error) => format!("{to:?}:{}", allowed(&error)),
        });
        self.collect();
    }

    fn in_market(&mut self, to: Move) -> Done {
        match to.sort {
            0..=2 => self.announce(to).map(Some),
            3 | 4 => {
                if let Some(cast) = self.public.len().checked_sub(1 + to.choice % self.public.len().max(1)) {
                    let bytes = self.public[cast].clone();
                    self.at_shop(to.vendor, &bytes);
                }
                Ok(None)
            }
            5..=7 => self.offer(to),
            _ => self.choose(to),
        }
    }

    fn announce(&mut self, to: Move) -> Result<Outcome, Error> {
        let known: Vec<StreamId> = self.shops.iter().filter_map(|shop| shop.relationship).collect();
        let market = match to.choice % 6 {
            0 | 1 => Market::Anyone,
            2 => Market::Sectors([Sector::Commerce, Sector::Finance].into()),
            3 => Market::Vendors(self.shops[to.vendor].relationship.into_iter().collect()),
            4 => Market::Vendors(known.into_iter().collect()),
            _ => Market::Agreed,
        };
        let wanted = self.mark();
        let terms: &[&str] = if (to.choice / 6).is_multiple_of(2) { &["SD-BASE"] } else { &["SD-BASE", "SD-BASE-A"] };
        let announcement = Announcement {
            want: wanting(&wanted),
            terms: terms.iter().map(|id| (*id).to_owned()).collect(),
            market,
            from: (to.choice / 12).is_multiple_of(4).then(|| later(self.at, 600)),
            until: later(self.at, [3600, 86_400, 30 * 86_400][to.choice / 48 % 3]),
        };
        let outcome = self.person.announce(&announcement, None, self.at, &mut self.random)?;
        self.announced(outcome.relationship, wanted);
        Ok(outcome)
    }

    /// A shop's own words, and a price that begins with its own digit.
    fn offer(&mut self, to: Move) -> Done {
        let title = self.mark();
        let shop = &mut self.shops[to.vendor];
        let Some(asker) = pick(&shop.askers, to.choice % 3) else { return Ok(None) };
        let cents = shop.leading * 1_000_000 + i64::try_from(to.choice).unwrap();
        let price = Price::all_in(Money::new(cents, want().currency()).unwrap()).unwrap();
        let quote = Quote::new(Item::new(title).unwrap(), price).unwrap();
        let entry = if to.choice.is_multiple_of(3) { "SD-BASE" } else { "SD-BASE-A" };
        let until = later(self.at, [3600, 5 * 86_400][to.choice / 3 % 2]);
        let outcome = shop.desk.offer(asker, &quote, entry, until, None, self.at, &mut self.random)?;
        shop.offers.push(outcome.said[0].id.unwrap());
        Ok(Some(outcome))
    }

    fn choose(&mut self, to: Move) -> Done {
        let Some(offer) = pick(&self.shops[to.vendor].offers, to.choice % 4) else { return Ok(None) };
        let view = self.person.view();
        let holds = |cast: &&vrm_core::view::Cast| cast.offers().any(|held| held == offer);
        let Some(cast) = view.casts().find(holds) else { return Ok(None) };
        // A second yes to one cast from another relationship would join the two, and is refused: `casts` shows it.
        self.person.choose(cast.intention(), offer, None, self.at, &mut self.random).map(Some)
    }

    /// What a person does in one relationship.
    fn between(&mut self, to: Move) -> Done {
        let Some(with) = self.shops[to.vendor].relationship else { return self.meet(to).map(Some) };
        let agreement = pick(&self.shops[to.vendor].agreements, to.choice % 3);
        let (at, person, random) = (self.at, &mut self.person, &mut self.random);
        let entries: &[&str] = if to.choice.is_multiple_of(2) { &["SD-BASE"] } else { &["SD-BASE", "SD-BASE-A"] };
        Ok(Some(match (to.sort, agreement) {
            (10 | 11, _) => person.proffer(with, entries, None, at, random)?,
            (12 | 13, _) => person.accept(with, None, at, random)?,
            (14, _) if to.choice.is_multiple_of(3) => person.refuse(with, None, at, random)?,
            (15, Some(agreement)) => person.renew(with, agreement, entries, None, at, random)?,
            (16, _) => person.rotate_keys(with, None, at, random)?,
            (17, Some(agreement)) if to.choice.is_multiple_of(2) => person.end(with, agreement, None, at, random)?,
            (18, _) if to.choice.is_multiple_of(4) => person.terminate(with, None, at, random)?,
            (19, _) if to.choice.is_multiple_of(3) => person.erase(with, None, at, random)?,
            _ => return Ok(None),
        }))
    }

    fn meet(&mut self, to: Move) -> Result<Outcome, Error> {
        // What the person calls it is the person's own.
        let about = About { name: Some(Name::parse(&self.mark()).unwrap()), ..About::default() };
        let shop = &self.shops[to.vendor];
        let did = shop.desk.did()?;
        let outcome = self.person.add_vendor(&did, &about, None, self.at, &mut self.random)?;
        let page = shop.desk.profile().unwrap().as_bytes();
        let reception = self.person.receive(page, self.at, &mut self.random)?;
        assert!(matches!(reception, Reception::Received(_)), "{reception:?}");
        Ok(outcome)
    }

    /// What a person does with what it granted, and with its own rules.
    fn steer(&mut self, to: Move) -> Done {
        let (mark, at) = (self.mark(), self.at);
        let which = self.which(to);
        let shop = &self.shops[to.vendor];
        let (agreement, question) = (pick(&shop.agreements, to.choice % 3), pick(&shop.questions, to.choice % 2));
        let (with, person, random) = (shop.relationship, &mut self.person, &mut self.random);
        Ok(Some(match (to.sort, with, agreement, question) {
            (20, Some(with), Some(agreement), _) => person.withdraw(with, agreement, &which, None, at, random)?,
            (21, Some(with), Some(agreement), _) => person.pause(with, agreement, &which, None, at, random)?,
            (22, Some(with), Some(agreement), _) => person.resume(with, agreement, &which, None, at, random)?,
            (23 | 24, Some(with), _, Some(question)) => {
                let reply = Reply::ALL[to.choice % 3];
                person.answer(with, question, reply, None, at, random)?
            }
            (25, ..) => {
                let what = Prohibition::new(&mark).purpose(["dpv:Marketing".parse().unwrap()]);
                let block = Block { against: Selector::Everyone, what, window: Window::ALWAYS };
                person.block(&block, None, at, random)?
            }
            (26, ..) => {
                let mut own = Draft::own();
                own.forbid(Prohibition::new(&mark).operation(["dpv:Profiling".parse().unwrap()]));
                let own = own.finish().unwrap();
                person.set_terms((!to.choice.is_multiple_of(4)).then_some(&own), None, at, random)?
            }
            (27, ..) => {
                let by = if to.choice.is_multiple_of(2) { Who::Me } else { Who::Agent };
                person.set_settings(&settings(&["SD-BASE", "SD-BASE-A"], by), None, at, random)?
            }
            (28, ..) if to.choice.is_multiple_of(2) => {
                let Some(intention) = pick(&self.intentions, to.choice / 2 % 4) else { return Ok(None) };
                person.withdraw_intention(intention, None, at, random)?
            }
            (29, ..) => {
                let Some(cast) = pick(&self.casts, to.choice) else { return Ok(None) };
                person.erase(cast, None, at, random)?
            }
            _ => return Ok(None),
        }))
    }

    /// The grants of an agreement.
    pub(crate) fn grants(&self, to: Move) -> Vec<GrantId> {
        let shop = &self.shops[to.vendor];
        let agreement = pick(&shop.agreements, to.choice % 3);
        let view = self.person.view();
        let grants = shop.relationship.and_then(|with| view.grants(with).ok()).into_iter().flatten();
        let mut grants: Vec<_> = grants.filter(|grant| Some(grant.agreement) == agreement).collect();
        // By what they allow and where they stand, as their ids are random.
        grants.sort_by_key(|grant| format!("{:?}", (&grant.scope, grant.status, grant.process, grant.window)));
        grants.into_iter().map(|grant| grant.id).collect()
    }

    fn which(&self, to: Move) -> WhichGrants {
        let grants = self.grants(to);
        match pick(&grants, to.choice / 3) {
            Some(grant) if to.choice.is_multiple_of(2) => WhichGrants::These([grant].into()),
            _ => WhichGrants::All,
        }
    }

    fn at_desk(&mut self, to: Move) -> Done {
        let shop = &mut self.shops[to.vendor];
        let (at, random) = (self.at, &mut self.random);
        if to.sort == 38 {
            let outcome = shop.desk.rotate_keys(None, at, random)?;
            shop.desk.publish(None, at, random)?;
            shop.dids.push(shop.desk.did()?);
            self.views.page(to.vendor, shop.desk.profile().unwrap().as_bytes());
            return Ok(Some(outcome));
        }
        let agreement = pick(&shop.agreements, to.choice / 8 % 2);
        let holder = agreement.and_then(|agreement| {
            shop.customers.iter().copied().find(|customer| {
                let Ok(view) = shop.desk.customer(*customer) else { return false };
                view.relationships().any(|between| between.agreement(&agreement).is_some())
            })
        });
        let Some(customer) = holder.filter(|_| to.sort > 34).or(pick(&shop.customers, to.choice % 4)) else {
            return Ok(None);
        };
        let entry = if to.choice.is_multiple_of(3) { "SD-BASE" } else { "SD-BASE-A" };
        let data = if (to.choice / 16).is_multiple_of(2) { "pd:TelephoneNumber" } else { "pd:EmailAddress" };
        Ok(Some(match (to.sort, agreement) {
            (30 | 31, _) => shop.desk.accept(customer, entry, None, at, random)?,
            (32, _) => shop.desk.counter(customer, entry, None, at, random)?,
            (33, _) => shop.desk.refuse(customer, None, at, random)?,
            (34, _) => shop.desk.expire(customer, None, at, random)?,
            (35 | 36, Some(agreement)) => {
                let asked = shop.desk.ask(customer, agreement, &use_of(data), None, at, random)?;
                shop.questions.push(asked.said[0].id.unwrap());
                asked
            }
            (37, Some(agreement)) if to.choice.is_multiple_of(2) => {
                shop.desk.end(customer, agreement, None, at, random)?
            }
            (39, _) if to.choice.is_multiple_of(6) => shop.desk.terminate(customer, None, at, random)?,
            (39, _) if to.choice % 6 == 1 => shop.desk.erase(customer, None, at, random)?,
            (39, _) => shop.desk.announce_keys(customer, None, at, random)?,
            _ => return Ok(None),
        }))
    }

    /// What happens to the post, and to the clock.
    fn around(&mut self, to: Move) -> Done {
        match to.sort {
            40 | 41 => {
                if let Some(post) = self.carried.len().checked_sub(1 + to.choice % self.carried.len().max(1)) {
                    let post = self.carried[post].clone();
                    self.deliver(&post);
                }
            }
            42 => {
                let Some(post) = self.carried.get(to.choice % self.carried.len().max(1)) else { return Ok(None) };
                match post.customer {
                    None => self.person.resend(post.letter.id)?,
                    Some(customer) => self.shops[post.vendor].desk.resend(customer, post.letter.id)?,
                }
            }
            43 => drop(self.under_way.pop()),
            44 => return self.person.expire(None, self.at, &mut self.random).map(Some),
            _ => {
                let steps = [60, 600, 3600, 86_400, 8 * 86_400];
                self.at = later(self.at, steps[to.choice % steps.len()]);
            }
        }
        Ok(None)
    }
}

/// A want under a title of its own.
fn wanting(title: &str) -> Want {
    let like = want();
    let mut want = Want::new(like.kind(), Item::new(title).unwrap(), like.currency()).unwrap();
    want = want.with_budget(like.budget().unwrap()).unwrap();
    want = like.requires().iter().fold(want, |want, requirement| want.require(requirement.clone()).unwrap());
    like.prefers().iter().fold(want, |want, wish| want.prefer(wish.clone()).unwrap())
}

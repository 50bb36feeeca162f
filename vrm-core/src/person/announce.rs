//! Announce: what the person wants, before any vendor asks.

use super::Person;
use crate::chain::StreamId;
use crate::did::{Did, DidDocument};
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::intention::{IntentionState, Reach, Want};
use crate::json::{Object, Value};
use crate::keys::{PublicSealingKey, Randomness};
use crate::life::{Act, Outcome};
use crate::message::{Intention, Introduction};
use crate::terms::EntryPin;
use crate::time::Instant;
use crate::view::{Relationship, StateError};
use crate::vocab::Sector;
use std::collections::BTreeSet;

/// An intention as it is to be announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// What is wanted.
    pub want: Want,
    /// The roster entries under which an offer may be made, as [`proffer`](Person::proffer) names them; at least one.
    pub terms: Vec<String>,
    /// Who is to hear of it.
    pub market: Market,
    /// From when it counts; from now on where that is not later.
    pub from: Option<Instant>,
    /// Until when offers are taken: after now, and at most 90 days.
    pub until: Instant,
}

/// Who hears of an intention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Market {
    /// Whoever reads it: it is signed and not sealed, and the host puts it where vendors look.
    Anyone,
    /// The same, for vendors of some sectors.
    Sectors(BTreeSet<Sector>),
    /// These vendors, each by a cast of its own that is sealed for it.
    Vendors(BTreeSet<StreamId>),
    /// Every vendor with which an agreement is in force, each by a cast of its own.
    Agreed,
}

impl Person {
    /// Announces an intention. Each cast is signed with keys made for it alone, and nothing in it tells whose it is. The
    /// outcome's [`relationship`](Outcome::relationship) is the id of the intention.
    ///
    /// # Errors
    /// [`TermsError`](crate::terms::TermsError) for an entry that the roster does not have, or not for organisations;
    /// [`StateError::NoKeys`] for a vendor that nothing can be sealed for yet;
    /// [`MessageError`](crate::message::MessageError) for an end that is not after now, or more than 90 days;
    /// [`StateError::NobodyMeant`].
    pub fn announce(
        &mut self,
        announcement: &Announcement,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = announcement.to_value();
        self.life.run("announce", arguments, command, now, random, |act| announce(act, announcement))
    }

    /// Takes an intention back: what has not left goes nowhere any more. Nobody is told: offers that still come are refused
    /// here, and those that came stay until it is [erased](Self::erase).
    ///
    /// # Errors
    /// [`StateError::NoSuchIntention`]; [`ChartError`](crate::chart::ChartError) when it is not open.
    pub fn withdraw_intention(
        &mut self,
        intention: StreamId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("intention", intention.to_string()).into();
        self.life.run("withdraw-intention", arguments, command, now, random, |act| {
            let casts = act.state.casts_of(intention)?;
            let casts: Vec<_> = casts.iter().map(|cast| cast.id()).collect();
            casts.into_iter().try_for_each(|cast| act.push(cast, Event::IntentionWithdrawn))
        })
    }

    /// Pins the keys that an offering vendor's `did:web` stands for, for one cast: what [`receive`](Self::receive) asked
    /// for with [`Reception::NeedsKeys`](crate::life::Reception::NeedsKeys). The offer is handed in again after it.
    ///
    /// # Errors
    /// [`StateError::NoSuchIntention`]; as [`introduce`](Self::introduce).
    pub fn introduce_offerer(
        &mut self,
        cast: StreamId,
        vendor: &Did,
        document: &[u8],
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let introduction = Introduction::from_document(&DidDocument::parse(vendor, document)?)?;
        let arguments = Object::new().with("cast", cast.to_string()).with("keys", introduction.to_text());
        self.life.run("introduce-offerer", arguments.into(), command, now, random, |act| {
            let state = act.state.cast(cast)?.state();
            if !matches!(state, IntentionState::Open | IntentionState::Accepted) {
                return Err(StateError::IntentionOver.into());
            }
            act.vouch(cast, &introduction)
        })
    }
}

impl Announcement {
    fn to_value(&self) -> Value {
        let terms: Vec<Value> = self.terms.iter().map(|entry| entry.as_str().into()).collect();
        let form = self.want.write(Object::new()).with("terms", terms).with("market", self.market.to_value());
        let form = form.with("until", self.until.unix());
        match self.from {
            Some(from) => form.with("from", from.unix()).into(),
            None => form.into(),
        }
    }
}

impl Market {
    fn to_value(&self) -> Value {
        match self {
            Self::Anyone => "anyone".into(),
            Self::Agreed => "agreed".into(),
            Self::Sectors(sectors) => sectors.iter().map(|sector| sector.name().into()).collect::<Vec<_>>().into(),
            Self::Vendors(vendors) => vendors.iter().map(|id| id.to_string().into()).collect::<Vec<_>>().into(),
        }
    }
}

fn announce(act: &mut Act<'_>, announcement: &Announcement) -> Result<(), Error> {
    let Announcement { want, terms, market, from, until } = announcement;
    let terms: BTreeSet<EntryPin> = terms.iter().map(|id| act.entry_of(id)).collect::<Result<_, _>>()?;
    let from = from.map(Instant::floor_to_minute).filter(|from| *from > act.now);
    let mut first = None;
    for (audience, to) in readers(act, market)? {
        let say = |keys: crate::keys::PartyKeys| Intention {
            keys: keys.cast(),
            want: want.clone(),
            terms: terms.clone(),
            audience,
            from,
        };
        let cast = act.cast(first, say, to, *until)?;
        first = first.or(Some(cast));
    }
    match first {
        Some(_) => Ok(()),
        None => Err(StateError::NobodyMeant.into()),
    }
}

/// For whom each cast is, and for whom it is sealed.
type Readers = Vec<(Reach, Option<(Did, PublicSealingKey)>)>;

fn readers(act: &Act<'_>, market: &Market) -> Result<Readers, Error> {
    let named = |with: &Relationship| {
        let (_, seal) = with.reader().ok_or(StateError::NoKeys)?;
        Ok::<_, Error>((Reach::Vendor(with.vendor().clone()), Some((with.vendor().clone(), seal))))
    };
    match market {
        Market::Anyone => Ok(vec![(Reach::Anyone, None)]),
        Market::Sectors(sectors) => Ok(vec![(Reach::Sectors(sectors.clone()), None)]),
        Market::Vendors(vendors) => vendors.iter().map(|id| named(act.state.relationship(*id)?)).collect(),
        Market::Agreed => {
            act.state.relationships().filter(|with| with.in_force().next().is_some()).map(named).collect()
        }
    }
}

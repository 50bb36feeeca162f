//! How offers rank, in sentences.

use super::value::{of_property, property};
use super::{Argument, Sentence, cost};
use crate::intention::rank::{Converted, Explained, LeftOut, Ranked, Reason, Relaxed, Standing, Why};
use crate::intention::{BuiltIn, Delivery, Property, PropertyValue, Ranking, Want};
use crate::money::{Currency, Money};

/// Points for each unit of a wish's weight.
const POINTS: u64 = 1_000_000;

impl Ranking {
    /// How many fit and how many do not, then what each relaxed thing would have admitted. What the single offers have to
    /// say, they say: [`Ranked::sentences`], [`LeftOut::sentences`].
    ///
    /// ```
    /// use vrm_core::intention::{Budget, Candidate, Item, Kind, Price, Quote, Rates, SignedId, Want, rank};
    /// use vrm_core::money::{Currency, Money};
    /// use vrm_core::sentence::Tongue;
    /// use vrm_core::time::Instant;
    ///
    /// let want = Want::new(Kind::Buy, Item::new("An electric kettle")?, Currency::parse("EUR")?)?
    ///     .with_budget(Budget::all_in(Money::parse("80 EUR")?))?;
    /// let quote = Quote::new(Item::new("Kettle K2, steel")?, Price::all_in(Money::parse("99.90 EUR")?)?)?;
    /// let (now, until) = (Instant::parse("2026-03-01T09:00:00Z")?, Instant::parse("2026-03-08T09:00:00Z")?);
    /// let offer = Candidate { id: SignedId::from_bytes([7; 32]), quote: &quote, offered: now, until, terms: &[] };
    /// let ranking = rank(&want, &[offer], &Rates::none(), now, 20);
    /// let said: Vec<String> = ranking.sentences(&want).iter().map(|said| said.say(Tongue::English)).collect();
    /// assert_eq!(said, ["Offers that fit: 0; left out: 1.", "One more at 19.90 EUR above the ceiling."]);
    /// let why = ranking.left_out[0].sentences();
    /// assert_eq!(why[1].say(Tongue::English), "It costs 99.90 EUR, 19.90 EUR above the ceiling of 80.00 EUR.");
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn sentences(&self, want: &Want) -> Vec<Sentence> {
        let count = |number: usize| Argument::Number(u64::try_from(number).unwrap_or(u64::MAX));
        let said = Sentence::new("ranking").with("fitting", count(self.fitting)).with("left", count(self.left));
        let mut said = vec![said];
        said.extend(self.relaxed.iter().flat_map(|relaxed: &Relaxed| relaxed.sentences(want)));
        said
    }
}

impl Explained {
    /// What the offer has to say: as [`Ranked::sentences`] or [`LeftOut::sentences`].
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        match self {
            Self::Fits(ranked) => ranked.sentences(),
            Self::LeftOut(left_out) => left_out.sentences(),
        }
    }
}

impl Ranked {
    /// Its points out of the best possible, what it costs and when that is paid, by which rate where it came from another
    /// currency, when it arrives, and each wish.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let score = match self.best_possible {
            0 => Sentence::new("rank.wishless"),
            best => Sentence::new("rank.score").with("points", points(self.score)).with("best", best_points(best)),
        };
        let mut said = vec![score, cost::of(self)];
        said.extend(self.converted.as_ref().map(Converted::sentence));
        said.push(match self.delivery {
            Some(Delivery::Within(days)) => {
                Sentence::new("rank.delivery.within").with("days", Argument::Days(days.count()))
            }
            Some(Delivery::By(time)) => Sentence::new("rank.delivery.by").with("by", Argument::Instant(time)),
            None => Sentence::new("rank.delivery.unknown"),
        });
        let currency = self.total.currency();
        said.extend(self.reasons.iter().map(|reason| reason.valued(|value| reason.priced(value, currency))));
        said
    }
}

impl Converted {
    /// From what, at which rate, and who says so.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        Sentence::new("rank.converted")
            .with("from", Argument::Amount(self.from))
            .with("rate", Argument::Decimal(self.rate))
            .with("source", Argument::Text(self.source.as_str().to_owned()))
    }
}

impl Reason {
    /// The wish's property, what the offer says of it, and its points out of those of the wish; why there are none where
    /// the value could not be counted. A price goes without its currency, which [`Ranked::sentences`] knows.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        self.valued(|value| of_property(&self.wish.property, value))
    }

    /// With the value said as it is handed in.
    fn valued(&self, say: impl Fn(&PropertyValue) -> Argument) -> Sentence {
        let key = match (self.standing, &self.value) {
            (Standing::Counted, Some(_)) => "reason",
            // A price of more digits than a number has.
            (Standing::Counted, None) => "reason.unsaid",
            (Standing::NotStated, _) => "reason.not-stated",
            (Standing::OtherUnit, _) => "reason.other-unit",
            (Standing::OtherType, _) => "reason.other-type",
        };
        let most = u64::from(self.wish.weight.get()).saturating_mul(POINTS);
        let mut said = Sentence::new(key).with("property", property(&self.wish.property));
        if let Some(value) = &self.value {
            said = said.with("value", say(value));
        }
        said.with("points", points(self.points)).with("best", best_points(most))
    }

    /// A price as an amount, any other value as it is.
    fn priced(&self, value: &PropertyValue, currency: Currency) -> Argument {
        let amount = match (&self.wish.property, value) {
            (Property::BuiltIn(BuiltIn::Price), PropertyValue::Measure(measure)) => {
                Money::from_decimal(measure.number.to_decimal(), currency).ok()
            }
            _ => None,
        };
        amount.map_or_else(|| of_property(&self.wish.property, value), Argument::Amount)
    }
}

/// French takes the singular for less than two.
fn points(points: u64) -> Argument {
    let key = if points < 2 * POINTS { "points.few" } else { "points" };
    Argument::Phrase(Sentence::new(key).with("count", Argument::Points(points)))
}

fn best_points(best: u64) -> Argument {
    let key = if best == POINTS { "best.one" } else { "best" };
    Argument::Phrase(Sentence::new(key).with("count", Argument::Points(best)))
}

impl LeftOut {
    /// That it does not fit, and everything that fails.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut said = vec![Sentence::new("left-out")];
        said.extend(self.why.iter().flat_map(Why::sentences));
        said
    }
}

//! A person casts an intention, vendors answer it, the best offer is chosen, agreed and lived by.

mod files;
mod market;
pub mod options;
mod show;
mod words;

pub use options::Options;

use std::io::Write;

use crate::stop::Stop;
use files::{Cast, Vendor};
use market::Market;
use show::Show;

/// What came of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    /// The best offer became an agreement.
    Agreed,
    /// No offer fits.
    NoneFits,
}

/// Casts, ranks, chooses, agrees, decides and withdraws, and tells each step.
///
/// # Errors
/// A line about the file that cannot be used.
pub fn run(options: &Options, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let cast = Cast::read(options.intention.as_deref())?;
    let vendors = Vendor::read(options.offers.as_deref())?;
    let mut market = Market::open(&cast, vendors, options.tongue)?;
    let mut show = Show::new(out, options.tongue);

    let announced = market.announce(&cast)?;
    show.announced(&announced)?;
    show.came(market.answer(&announced)?);

    let inbox = market.inbox()?;
    let ranking = market.rank(&inbox);
    show.ranking(&ranking, &inbox)?;
    let Some(best) = ranking.offers.first() else {
        show.none_fits();
        return Ok(Outcome::NoneFits);
    };

    let agreed = market.choose(best.id)?;
    show.agreed(&agreed, &inbox)?;
    for question in &cast.questions {
        show.asked(question);
        show.decided(&market.person_decides(&agreed, question)?);
    }
    let Some(first) = cast.questions.first() else { return Ok(Outcome::Agreed) };
    if market.withdraw(&agreed)? {
        show.withdrawn(first, &market.person_decides(&agreed, first)?, &market.vendor_decides(&agreed, first)?);
    }
    Ok(Outcome::Agreed)
}

//! A person casts an intention, vendors answer it, the best offer is chosen, agreed and lived by.

mod data;
mod files;
mod issuer;
mod market;
pub mod options;
mod proof;
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

/// Casts, ranks, chooses, agrees, consents, gives, verifies, decides and withdraws, and tells each step and what is left.
///
/// # Errors
/// A line about the file that cannot be used.
pub fn run(options: &Options, out: &mut dyn Write) -> Result<Outcome, Stop> {
    let cast = Cast::read(options.intention.as_deref())?;
    let vendors = Vendor::read(options.offers.as_deref())?;
    let mut market = Market::open(&cast, vendors, options.tongue)?;
    let mut show = Show::new(out, options.tongue);

    show.kept(&market.keep(&cast.data)?);
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
    show.consented(&market.consent(&agreed, &cast.consents)?);
    show.given(&market.give(&agreed)?);
    show.receipt(market.receipt(&agreed)?.as_ref());

    for question in &cast.questions {
        show.asked(question);
        show.decided(&market.person_decides(&agreed, question)?);
    }
    if let Some(first) = cast.questions.first()
        && market.withdraw(&agreed)?
    {
        show.withdrawn(first, &market.person_decides(&agreed, first)?, &market.vendor_decides(&agreed, first)?);
    }
    show.outlook(&market.outlook()?)?;
    Ok(Outcome::Agreed)
}

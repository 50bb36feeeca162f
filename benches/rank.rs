//! The best twenty of 10, 1,000, 100,000 and 1,000,000 offers for a want.
//!
//! `cargo bench -p vrm-benches --bench rank --features sqlite`
#![expect(clippy::indexing_slicing, reason = "the numbers of offers are the bench's own")]

use std::hint::black_box;
use std::process::ExitCode;
use vrm_benches::{Engine, Market, Report};
use vrm_core::intention::rank::{Assessed, Ranker, rank};
use vrm_core::intention::{Rates, SignedId};

const SIZES: [usize; 4] = [10, 1_000, 100_000, 1_000_000];
const BEST: usize = 20;

fn main() -> ExitCode {
    let mut report = Report::of("rank", env!("CARGO_TARGET_TMPDIR"), "an offer", &SIZES);
    for size in report.sizes() {
        if let Err(why) = run(*size, &mut report) {
            eprintln!("rank, {size} offers: {why}");
            return ExitCode::FAILURE;
        }
    }
    report.print();
    ExitCode::SUCCESS
}

fn run(size: usize, report: &mut Report) -> Result<(), String> {
    let market = Market::draw(size);
    let (rates, now) = (Rates::none(), Market::now());
    let ranker = Ranker::new(&market.want, &rates);
    let candidates = market.candidates();
    let rows: Vec<Assessed> = candidates.iter().map(|candidate| ranker.assess(candidate)).collect();
    let picked = ranker.pick(&rows, now, BEST);
    let best: Vec<SignedId> = picked.best.iter().map(|place| rows[*place].id()).collect();
    let listed: Vec<SignedId> =
        rank(&market.want, &candidates, &rates, now, BEST).offers.iter().map(|offer| offer.id).collect();
    if listed != best {
        return Err("the kept rows rank another way than the offers".to_owned());
    }
    report.note(format!("{size} offers: {} fit, {} are left out", picked.fitting, picked.left));

    let mut engines = vec![Engine::over("ours, ranking kept rows", size, |_| {
        black_box(ranker.pick(black_box(&rows), now, BEST)).left == 0
    })];
    #[cfg(feature = "sqlite")]
    {
        let offers = vrm_benches::peers::sqlite::Offers::of(&ranker, &rows, now);
        let limit = u32::try_from(BEST).map_err(|error| error.to_string())?;
        if offers.best(limit) != best {
            return Err("SQLite has another order than ours".to_owned());
        }
        report.note(format!("{size} offers: the best {} are the same", best.len()));
        engines.push(Engine::over("SQLite, over the same columns", size, move |_| {
            black_box(offers.best(limit)).is_empty()
        }));
    }
    engines.push(Engine::new("ours, assessing", (0..size).collect(), |number| {
        black_box(ranker.assess(&market.candidate(number))).score() == 0
    }));
    engines.push(Engine::over("ours, all at once with reasons", size, |_| {
        black_box(rank(&market.want, black_box(&candidates), &rates, now, BEST)).left == 0
    }));
    report.measure(size, &mut engines);
    Ok(())
}

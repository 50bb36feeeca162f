//! Laws of records, receipts and what is in excess, over processes drawn from the real vocabulary.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;
mod records;

use draw::{Dice, Tally, World, decisions, places, process, terms};
use records::{at, event, receipt, record};
use std::collections::BTreeSet;
use vrm_core::consent::{
    ConsentEvent, ConsentMove, ConsentRecord, ConsentStatus, Excess, IsoReceipt, RecordFacts, RecordId, excess,
};
use vrm_core::terms::{Basis, Form, Keep, Necessity, Process, Start, Stated};
use vrm_core::vocab::{Cone, Places, Recipient, Vocabulary, Word};

/// Facts over drawn processes, every part stated, and events along the chart.
fn facts(world: &World, dice: &mut Dice) -> RecordFacts {
    let text = terms(world, dice);
    let processes = (0..dice.within(1, 3)).map(|_| stated(process(world, &text, dice), world, dice)).collect();
    let number = u8::try_from(dice.below(256)).unwrap();
    RecordFacts { id: RecordId::of_random([number; 16]), processes, events: events(dice), ..record() }
}

fn stated(mut process: Process, world: &World, dice: &mut Dice) -> Process {
    let mut any = |part: &mut Stated<BTreeSet<Word>>, cone| {
        if *part == Stated::Unknown {
            *part = Stated::Known([world.any(cone, dice)].into());
        }
    };
    any(&mut process.data, Cone::Data);
    any(&mut process.purpose, Cone::Purpose);
    any(&mut process.operation, Cone::Operation);
    any(&mut process.measures, Cone::Measure);
    if process.recipient == Stated::Unknown {
        process.recipient = Stated::Known([Recipient::Vendor].into());
    }
    process.keep = Stated::Known(process.keep.known().copied().unwrap_or_default());
    process.form = Stated::Known(process.form.known().copied().unwrap_or_default());
    process.places = Stated::Known(process.places.known().cloned().unwrap_or_default());
    process.basis = *dice.pick(&[Basis::Consent, Basis::Contract, Basis::LegalDuty]);
    process.necessity = *dice.pick(&[Necessity::Required, Necessity::Optional]);
    process
}

fn events(dice: &mut Dice) -> Vec<ConsentEvent> {
    let mut minutes = 100;
    let mut state = *dice.pick(&[ConsentStatus::Requested, ConsentStatus::Given, ConsentStatus::Given]);
    let mut all = vec![event(state, minutes)];
    while dice.percent(50) {
        minutes += u32::try_from(dice.within(2, 100)).unwrap();
        let steps: Vec<ConsentMove> = state.moves();
        state = state.after(*dice.pick(&steps)).unwrap();
        let until = dice.percent(30).then(|| at(minutes + 1_000));
        all.push(ConsentEvent { until, ..event(state, minutes) });
    }
    all
}

fn each(seed: u64, mut check: impl FnMut(&World, &Vocabulary, RecordFacts, &mut Dice)) {
    let mut dice = Dice::new(seed);
    for _ in 0..decisions() / 20 {
        let world = World::draw(&mut dice);
        let vocabulary = Vocabulary::dpv().extend(&world.own).unwrap();
        let facts = facts(&world, &mut dice);
        check(&world, &vocabulary, facts, &mut dice);
    }
}

fn found(claimed: &RecordFacts, agreed: &RecordFacts, vocabulary: &Vocabulary) -> Vec<Excess> {
    let receipt = IsoReceipt::new(receipt(vec![claimed.clone()])).unwrap();
    excess(&receipt, None, std::slice::from_ref(agreed), vocabulary)
}

#[test]
fn what_is_written_is_read_back_and_what_is_agreed_is_no_excess() {
    each(0x5eed_c0de, |_, vocabulary, facts, _| {
        let record = ConsentRecord::new(facts.clone()).unwrap();
        let read = ConsentRecord::parse(record.to_json().as_bytes()).unwrap();
        assert!(*read.facts() == facts && read == record, "{}", record.to_json());
        let whole = IsoReceipt::new(receipt(vec![facts.clone()])).unwrap();
        let read = IsoReceipt::parse(whole.to_json().as_bytes()).unwrap();
        assert!(read.facts() == whole.facts() && read == whole);
        assert_eq!(excess(&read, None, &[facts], vocabulary), []);
    });
}

#[test]
fn narrower_is_no_excess() {
    let mut tally = Tally::default();
    each(0x5eed_1e55, |world, vocabulary, agreed, dice| {
        let mut claimed = agreed.clone();
        claimed.processes.iter_mut().for_each(|process| narrow(process, true, world, dice));
        if dice.percent(30) {
            claimed.processes.truncate(1);
        }
        tally.count([narrow_events(&mut claimed.events, dice)]);
        let all = found(&claimed, &agreed, vocabulary);
        assert_eq!(all, [], "{:?}\n{:?}\n{:?}", agreed.processes, claimed.processes, agreed.events);
    });
    tally.end("events", &["same", "later", "shorter", "sooner over", "fewer"]);
}

/// Below in the order of decisions, part by part. What is held stays so unless words are taken out.
fn narrow(process: &mut Process, take_out: bool, world: &World, dice: &mut Dice) {
    let mut below = |part: &mut Stated<BTreeSet<Word>>, cone| {
        let words = part.known().unwrap();
        let mut narrower: BTreeSet<Word> = words.iter().map(|word| world.below(cone, word, dice)).collect();
        if take_out && cone != Cone::Measure && narrower.len() > 1 && dice.percent(30) {
            narrower.pop_first();
        }
        *part = Stated::Known(narrower);
    };
    below(&mut process.data, Cone::Data);
    below(&mut process.purpose, Cone::Purpose);
    below(&mut process.operation, Cone::Operation);
    below(&mut process.measures, Cone::Measure);
    if dice.percent(30) {
        let mut measures = process.measures.known().unwrap().clone();
        measures.insert(world.any(Cone::Measure, dice));
        process.measures = Stated::Known(measures);
    }
    let narrower = |one: &Recipient| match one {
        Recipient::Anyone => Recipient::ThirdParty,
        Recipient::ThirdParty => Recipient::SameGroup,
        other => other.clone(),
    };
    process.recipient = Stated::Known(process.recipient.known().unwrap().iter().map(narrower).collect());
    process.keep = Stated::Known(match process.keep.known().unwrap() {
        Keep::Unlimited => Keep::Days { days: 9, from: Start::Collected },
        Keep::Days { days, from } => Keep::Days { days: days / 2, from: *from },
    });
    process.form = Stated::Known(*dice.pick(&[Form::Anonymised, *process.form.known().unwrap()]));
    if *process.places.known().unwrap() == Places::Anywhere {
        process.places = Stated::Known(places(dice));
    }
    if dice.percent(30) {
        process.necessity = Necessity::Optional;
    }
}

fn narrow_events(events: &mut Vec<ConsentEvent>, dice: &mut Dice) -> &'static str {
    let last = events.last().unwrap().clone();
    match dice.below(5) {
        0 if events.len() == 1 => {
            events[0].at = at(101);
            "later"
        }
        1 if last.status.is_valid() => {
            let soon = ConsentEvent { at: last.at.plus_minutes(1).unwrap(), ..event(ConsentStatus::Withdrawn, 0) };
            events.push(soon);
            "sooner over"
        }
        2 if last.status.is_valid() => {
            events.last_mut().unwrap().until = Some(last.at.plus_minutes(1).unwrap());
            "shorter"
        }
        3 if events.len() > 1 && last.status.is_valid() => {
            events.pop();
            "fewer"
        }
        _ => "same",
    }
}

/// One part made wider is one thing in excess, by its name; made narrower again elsewhere it stays the only one.
#[test]
fn wider_in_one_part_is_that_excess() {
    let mut tally = Tally::default();
    each(0x5eed_a11e, |world, vocabulary, mut agreed, dice| {
        agreed.processes.truncate(1);
        let mut claimed = agreed.clone();
        let Some(name) = widen(&mut claimed.processes[0], world, vocabulary, dice) else { return };
        tally.count([name]);
        let all = found(&claimed, &agreed, vocabulary);
        let names: Vec<&str> = all.iter().map(Excess::name).collect();
        assert_eq!(names, [name], "{:?}\n{:?}", agreed.processes, claimed.processes);
        assert!(all.iter().all(|one| !one.to_string().is_empty()));
        // And narrowing never adds another.
        narrow(&mut claimed.processes[0], false, world, dice);
        let narrower = found(&claimed, &agreed, vocabulary);
        assert!(narrower.len() <= 1 && narrower.iter().all(|one| one.name() == name), "{narrower:?} of {all:?}");
    });
    let names =
        ["data", "purpose", "operation", "recipient", "keep", "form", "places", "measures", "basis", "necessity"];
    tally.end("widened", &names);
}

/// Makes one part wider, where it can be; its name.
fn widen(process: &mut Process, world: &World, vocabulary: &Vocabulary, dice: &mut Dice) -> Option<&'static str> {
    match dice.below(10) {
        0 => more(&mut process.data, Cone::Data, world, vocabulary, dice).then_some("data"),
        1 => more(&mut process.purpose, Cone::Purpose, world, vocabulary, dice).then_some("purpose"),
        2 => more(&mut process.operation, Cone::Operation, world, vocabulary, dice).then_some("operation"),
        3 => {
            let mut all = process.recipient.known().unwrap().clone();
            let wider = !all.contains(&Recipient::Anyone);
            all.insert(Recipient::Anyone);
            process.recipient = Stated::Known(all);
            wider.then_some("recipient")
        }
        4 => match process.keep.known().copied().unwrap() {
            Keep::Unlimited => None,
            Keep::Days { days, from } => {
                process.keep = Stated::Known(Keep::Days { days: days * 2 + 2, from });
                Some("keep")
            }
        },
        5 if process.form != Stated::Known(Form::Identified) => {
            process.form = Stated::Known(Form::Identified);
            Some("form")
        }
        6 if process.places != Stated::Known(Places::Anywhere) => {
            process.places = Stated::Known(Places::Anywhere);
            Some("places")
        }
        7 if process.measures.known().unwrap().len() == 1 => {
            process.measures = Stated::Known(BTreeSet::new());
            Some("measures")
        }
        8 => {
            process.basis = if process.basis == Basis::Contract { Basis::Consent } else { Basis::Contract };
            Some("basis")
        }
        9 if process.necessity == Necessity::Optional => {
            process.necessity = Necessity::Required;
            Some("necessity")
        }
        _ => None,
    }
}

/// Adds a word that none there speaks for; false where the draw was of another kind.
fn more(
    part: &mut Stated<BTreeSet<Word>>,
    cone: Cone,
    world: &World,
    vocabulary: &Vocabulary,
    dice: &mut Dice,
) -> bool {
    let mut words = part.known().unwrap().clone();
    let drawn = world.any(cone, dice);
    let wider = !words.iter().any(|word| *word == drawn || vocabulary.speaks_for(cone, word).contains(&drawn));
    words.insert(drawn);
    *part = Stated::Known(words);
    wider
}

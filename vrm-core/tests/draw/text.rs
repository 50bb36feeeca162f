//! Texts: a few rules around the same few words.

use super::world::{places, recipient};
use super::{Dice, World, word};
use std::collections::BTreeSet;
use vrm_core::terms::{
    Conditions, Draft, Due, Duty, EntryName, Form, Keep, Permission, Prohibition, Scope, Start, Terms, Timing, Trigger,
};
use vrm_core::vocab::{Cone, Recipient, Word};

pub(super) const DAYS: [u32; 7] = [0, 1, 29, 30, 31, 90, 365];

/// A text of one to five permissions and up to four prohibitions.
pub(crate) fn terms(world: &World, dice: &mut Dice) -> Terms {
    loop {
        let roster = EntryName { roster: "https://own.example/roster".into(), id: "DRAWN".into(), version: "1".into() };
        let of_roster = dice.percent(15);
        let mut draft = if of_roster { Draft::roster(roster) } else { Draft::own() };
        world.own.iter().for_each(|own| {
            draft.extend(own.clone());
        });
        let centre = Centre::draw(world, dice);
        for number in 0..dice.within(1, 5) {
            draft.permit(permission(&format!("p{number}"), world, &centre, of_roster, dice));
        }
        for number in 0..dice.within(0, 3) {
            draft.forbid(prohibition(&format!("f{number}"), world, &centre.data, &centre.purpose, dice));
        }
        // A draw that names a root or special data as such means nothing, and is drawn again.
        if let Ok(terms) = draft.finish() {
            return terms;
        }
    }
}

/// A permission over this scope under these conditions, which does not ask and carries no duty.
pub(crate) fn permitting(id: impl Into<String>, scope: &Scope, conditions: &Conditions) -> Permission {
    let (scope, conditions) = (scope.clone(), conditions.clone());
    Permission::new(id, scope.data, scope.purpose)
        .operation(scope.operation)
        .recipient(scope.recipient)
        .keep(conditions.keep)
        .form(conditions.form)
        .places(conditions.places)
        .measures(conditions.measures)
}

/// The words around which the rules of a text stand.
struct Centre {
    data: Vec<Word>,
    purpose: Vec<Word>,
}

impl Centre {
    fn draw(world: &World, dice: &mut Dice) -> Self {
        let mut some = |cone| (0..2).map(|_| world.any(cone, dice)).collect();
        Self { data: some(Cone::Data), purpose: some(Cone::Purpose) }
    }
}

fn permission(id: &str, world: &World, centre: &Centre, of_roster: bool, dice: &mut Dice) -> Permission {
    let data = match of_roster && dice.percent(40) {
        true => BTreeSet::from([word("dpv:PersonalData")]),
        false => some_near(world, Cone::Data, &centre.data, dice),
    };
    let mut rule = Permission::new(id, data, some_near(world, Cone::Purpose, &centre.purpose, dice));
    if dice.percent(60) {
        rule = rule.operation((0..dice.within(1, 3)).map(|_| operation(world, dice)).collect::<Vec<_>>());
    }
    if dice.percent(60) {
        rule = rule.recipient((0..dice.within(1, 2)).map(|_| recipient(dice)).collect::<Vec<_>>());
    }
    let Conditions { keep, form, places, measures } = conditions(world, 25, dice);
    rule = rule.keep(keep).form(form).places(places).measures(measures);
    if dice.percent(30) {
        rule = rule.ask();
    }
    if dice.percent(10) {
        let what = word(dice.name(&["ieee-7012:DataDeletionOnRequest", "dpv:Delete"]));
        let due = dice.percent(50).then_some(Due { days: 30, from: Trigger::Asking });
        rule = rule.duty(Duty { what, timing: Timing::After, due });
    }
    rule
}

/// A prohibition near these words; each of its dimensions may be left out.
pub(crate) fn prohibition(id: &str, world: &World, data: &[Word], purpose: &[Word], dice: &mut Dice) -> Prohibition {
    let mut rule = Prohibition::new(id);
    if dice.percent(75) {
        rule = rule.data(some_near(world, Cone::Data, data, dice));
    }
    if dice.percent(75) {
        rule = rule.purpose(some_near(world, Cone::Purpose, purpose, dice));
    }
    if dice.percent(50) {
        rule = rule.operation([operation(world, dice)]);
    }
    if dice.percent(40) {
        rule = rule.recipient([recipient(dice)]);
    }
    if dice.percent(15) {
        rule = rule.keep_longer_than(*dice.pick(&DAYS), start(dice));
    }
    if dice.percent(15) {
        rule = rule.form(*dice.pick(&Form::ALL));
    }
    if dice.percent(15) {
        rule = rule.places(places(dice));
    }
    if dice.percent(15) {
        rule = rule.measures_missing(measures(world, dice));
    }
    rule
}

/// Conditions, each stated so many times in a hundred.
pub(crate) fn conditions(world: &World, chance: usize, dice: &mut Dice) -> Conditions {
    let mut drawn = Conditions::default();
    if dice.percent(chance) {
        drawn.keep = Keep::Days { days: *dice.pick(&DAYS), from: start(dice) };
    }
    if dice.percent(chance) {
        drawn.form = *dice.pick(&Form::ALL);
    }
    if dice.percent(chance) {
        drawn.places = places(dice);
    }
    if dice.percent(chance) {
        drawn.measures = measures(world, dice);
    }
    drawn
}

/// Measures around two words, so that some are above others.
pub(super) fn measures(world: &World, dice: &mut Dice) -> BTreeSet<Word> {
    let centre = [word("dpv:Encryption"), word("dpv:AccessControlMethod")];
    some_near(world, Cone::Measure, &centre, dice)
}

pub(super) fn start(dice: &mut Dice) -> Start {
    *dice.pick(&[Start::Collected, Start::PurposeEnd])
}

/// An operation; often one that is general, or marked.
pub(super) fn operation(world: &World, dice: &mut Dice) -> Word {
    match dice.below(100) {
        0..50 => {
            word(dice.name(&["dpv:Use", "dpv:Store", "dpv:Processing", "dpv:Profiling", "dpv:Tracking", "dpv:Obtain"]))
        }
        50..75 => world.near(Cone::Operation, &word("dpv:Use"), dice),
        _ => world.any(Cone::Operation, dice),
    }
}

pub(super) fn some_near(world: &World, cone: Cone, centre: &[Word], dice: &mut Dice) -> BTreeSet<Word> {
    (0..dice.within(1, 2)).map(|_| world.near(cone, dice.pick(centre), dice)).collect()
}

/// A recipient at or around those of a rule.
pub(super) fn near_recipient(of: &BTreeSet<Recipient>, dice: &mut Dice) -> Recipient {
    let of: Vec<Recipient> = of.iter().cloned().collect();
    match dice.maybe(&of) {
        Some(mine) if dice.percent(85) => mine.clone(),
        None if dice.percent(85) => Recipient::Vendor,
        _ => recipient(dice),
    }
}

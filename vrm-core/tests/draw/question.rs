//! Requests and processes near the rules of a text.

use super::text::{DAYS, measures, near_recipient, operation, start};
use super::world::{places, recipient};
use super::{Dice, World, conditions, word};
use std::collections::BTreeSet;
use vrm_core::decision::Request;
use vrm_core::terms::{Conditions, Form, Keep, Limits, Permission, Process, Prohibition, Scope, Stated, Terms};
use vrm_core::vocab::{Cone, Place, Places, Recipient, Word};

/// A request near one of the rules.
pub(crate) fn request(world: &World, terms: &Terms, dice: &mut Dice) -> Request {
    let (scope, around) = aim(terms, dice);
    let mut near = |cone, words: &BTreeSet<Word>| match dice.maybe(&words.iter().collect::<Vec<_>>()) {
        Some(mine) => world.near(cone, mine, dice),
        None if cone == Cone::Operation => operation(world, dice),
        None => world.any(cone, dice),
    };
    let (data, purpose) = (near(Cone::Data, &scope.data), near(Cone::Purpose, &scope.purpose));
    let operation = near(Cone::Operation, &scope.operation);
    let mut request = Request::new(data, purpose, operation, near_recipient(&scope.recipient, dice));
    request.conditions = around_conditions(world, &around, dice);
    if dice.percent(2) {
        make_unknown(&mut request, dice);
    }
    request
}

/// The words and conditions of one rule, a permission most of the time.
fn aim(terms: &Terms, dice: &mut Dice) -> (Scope, Conditions) {
    let permission = |rule: &Permission| (rule.scope().clone(), rule.conditions().clone());
    let prohibition = |rule: &Prohibition| (rule.scope().clone(), as_conditions(rule.limits()));
    let forbidden = dice.percent(12).then(|| dice.maybe(terms.prohibitions())).flatten().map(prohibition);
    let aimed = forbidden.or_else(|| dice.maybe(terms.permissions()).map(permission));
    aimed.unwrap_or_else(|| terms.prohibitions().first().map(prohibition).unwrap())
}

fn as_conditions(limits: &Limits) -> Conditions {
    let form = limits.form.unwrap_or_default();
    Conditions { keep: limits.keep, form, places: limits.places.clone(), measures: limits.measures.clone() }
}

/// The same conditions, narrower ones, or any.
fn around_conditions(world: &World, around: &Conditions, dice: &mut Dice) -> Conditions {
    match dice.below(100) {
        0..50 => around.clone(),
        50..85 => narrower_conditions(world, around, dice),
        _ => conditions(world, 40, dice),
    }
}

fn make_unknown(request: &mut Request, dice: &mut Dice) {
    match dice.below(7) {
        0 => request.data = word("pd:NoSuchWord"),
        1 => request.purpose = word("pd:EmailAddress"),
        2 => request.operation = word("https://elsewhere.example/#Peek"),
        3 => request.recipient = "everyone".parse().unwrap(),
        4 => request.conditions.places = Places::within([Place::parse("XX").unwrap()]).unwrap(),
        5 => {
            request.conditions.places =
                Places::within(["FR", "loc:Mars"].map(|code| Place::parse(code).unwrap())).unwrap()
        }
        _ => request.conditions.measures = BTreeSet::from([word("dpv:Marketing")]),
    }
}

/// A request that is the given one or narrower, part by part.
pub(crate) fn narrower(world: &World, request: &Request, dice: &mut Dice) -> Request {
    let mut below = |cone, word: &Word| if dice.percent(75) { world.below(cone, word, dice) } else { word.clone() };
    let (data, purpose) = (below(Cone::Data, &request.data), below(Cone::Purpose, &request.purpose));
    let operation = below(Cone::Operation, &request.operation);
    let recipient = match &request.recipient {
        Recipient::Anyone if dice.percent(50) => recipient(dice),
        Recipient::ThirdParty if dice.percent(50) => {
            dice.name(&["same-group", "did:web:a.example", "did:web:c.example"]).parse().unwrap()
        }
        same => same.clone(),
    };
    let conditions = narrower_conditions(world, &request.conditions, dice);
    Request { data, purpose, operation, recipient, conditions }
}

fn narrower_conditions(world: &World, of: &Conditions, dice: &mut Dice) -> Conditions {
    let mut drawn = of.clone();
    if dice.percent(40) {
        drawn.keep = match of.keep {
            Keep::Unlimited => Keep::Days { days: *dice.pick(&DAYS), from: start(dice) },
            Keep::Days { days, from } => {
                Keep::Days { days: u32::try_from(dice.within(0, days as usize)).unwrap(), from }
            }
        };
    }
    if dice.percent(40) {
        drawn.form = *dice.pick(&Form::ALL[..=Form::ALL.iter().position(|form| *form == of.form).unwrap()]);
    }
    if dice.percent(40) {
        drawn.places = match &of.places {
            Places::Anywhere => places(dice),
            Places::Within(_) => Places::within([dice.pick(of.places.named()).clone()]).unwrap(),
        };
    }
    if dice.percent(40) {
        drawn.measures.extend(measures(world, dice));
    }
    drawn
}

/// A process near one of the permissions, some of whose members may be unknown.
pub(crate) fn process(world: &World, terms: &Terms, dice: &mut Dice) -> Process {
    let (scope, around) = aim(terms, dice);
    let many = if dice.percent(50) { 1 } else { dice.within(1, 3) };
    let mut some = |cone: Cone, words: &BTreeSet<Word>| -> Vec<Word> {
        let mine: Vec<&Word> = words.iter().collect();
        (0..many)
            .map(|_| match dice.maybe(&mine) {
                // Mostly what the rule speaks for: one word too many spoils every process.
                Some(mine) if dice.percent(75) => world.below(cone, mine, dice),
                Some(mine) => world.near(cone, mine, dice),
                None if cone == Cone::Operation => operation(world, dice),
                None => world.any(cone, dice),
            })
            .collect()
    };
    let (data, purpose) = (some(Cone::Data, &scope.data), some(Cone::Purpose, &scope.purpose));
    let operation = some(Cone::Operation, &scope.operation);
    let recipients: Vec<Recipient> = (0..many).map(|_| near_recipient(&scope.recipient, dice)).collect();
    let mut process = Process::new(data, purpose, operation, recipients);
    let conditions = around_conditions(world, &around, dice);
    process.keep = Stated::Known(conditions.keep);
    process.form = Stated::Known(conditions.form);
    process.places = Stated::Known(conditions.places);
    process.measures = Stated::Known(conditions.measures);
    if dice.percent(60) {
        for _ in 0..dice.within(1, 3) {
            forget(&mut process, dice);
        }
    }
    if dice.percent(2) {
        process.data = Stated::Known([word("pd:NoSuchWord"), word("pd:EmailAddress")].into());
    }
    process
}

fn forget(process: &mut Process, dice: &mut Dice) {
    match dice.below(8) {
        0 => process.data = Stated::Unknown,
        1 => process.purpose = Stated::Unknown,
        2 => process.operation = Stated::Unknown,
        3 => process.recipient = Stated::Unknown,
        4 => process.keep = Stated::Unknown,
        5 => process.form = Stated::Unknown,
        6 => process.places = Stated::Unknown,
        _ => process.measures = Stated::Unknown,
    }
}

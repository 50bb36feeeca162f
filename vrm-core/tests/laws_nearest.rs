//! The nearest permitted requests against brute force: small graphs of twelve own words below leaves of DPV, so that
//! everything below a request can be listed.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod draw;

use draw::{Dice, Tally, decisions, word};
use std::collections::{BTreeMap, BTreeSet};
use vrm_core::decision::{CompiledTerms, Decision, Effect, Request};
use vrm_core::terms::{Conditions, Draft, Form, Keep, Permission, Prohibition, Start, Terms};
use vrm_core::vocab::{Cone, OwnWord, Place, Places, Recipient, Vocabulary, Word};

const CONES: [Cone; 3] = [Cone::Data, Cone::Purpose, Cone::Operation];
/// Words of DPV with nothing below them; the second of each pair is marked where the cone has marked words.
const LEAVES: [[&str; 2]; 3] = [
    ["pd:EmailAddressWork", "pd:TradeUnionMembership"],
    ["dpv:DirectMarketing", "dpv:PublicRelations"],
    ["dpv:Store", "dpv:Profiling"],
];
const OWN_WORDS: [usize; 3] = [5, 4, 3];
const MEASURES: [&str; 4] = ["dpv:Encryption", "dpv:EncryptionAtRest", "dpv:AccessControlMethod", "dpv:UsageControl"];
const RECIPIENTS: [&str; 7] =
    ["anyone", "vendor", "processor", "third-party", "same-group", "did:web:a.example", "did:web:b.example"];

/// A small graph, and which conditions its rules and requests state: one or two kinds, or the brute force never ends.
struct Small {
    own: Vec<OwnWord>,
    words: [Vec<Word>; 3],
    keep: bool,
    form: bool,
    places: bool,
    measures: bool,
}

impl Small {
    fn draw(dice: &mut Dice) -> Self {
        let mut own = Vec::new();
        let mut words: [Vec<Word>; 3] = LEAVES.map(|leaves| leaves.map(word).into());
        for (mine, count) in words.iter_mut().zip(OWN_WORDS) {
            for number in 0..count {
                let new = word(&format!("https://own.example/{}#w{number}", mine[0].local_name()));
                let mut below = vec![dice.pick(mine).clone()];
                if dice.percent(50) {
                    below.push(dice.pick(mine).clone());
                }
                below.sort();
                below.dedup();
                own.push(OwnWord { word: new.clone(), below });
                mine.push(new);
            }
        }
        let mut states = || dice.percent(35);
        let (keep, form, places, measures) = (states(), states(), states(), states());
        let places = places && !(keep && form);
        let measures = measures && !places && !(keep && form);
        Self { own, words, keep, form, places, measures }
    }

    fn some(&self, dimension: usize, most: usize, dice: &mut Dice) -> BTreeSet<Word> {
        (0..dice.within(1, most)).map(|_| dice.pick(&self.words[dimension]).clone()).collect()
    }

    fn terms(&self, dice: &mut Dice) -> Terms {
        let mut draft = Draft::own();
        self.own.iter().for_each(|own| {
            draft.extend(own.clone());
        });
        for number in 0..dice.within(2, 4) {
            let mut rule = Permission::new(format!("p{number}"), self.some(0, 3, dice), self.some(1, 3, dice));
            if dice.percent(50) {
                rule = rule.operation(self.some(2, 2, dice));
            }
            if dice.percent(40) {
                rule = rule.recipient((0..dice.within(1, 3)).map(|_| recipient(dice)).collect::<Vec<_>>());
            }
            let Conditions { keep, form, places, measures } = self.conditions(50, dice);
            rule = rule.keep(keep).form(form).places(places).measures(measures);
            draft.permit(if dice.percent(15) { rule.ask() } else { rule });
        }
        for number in 0..dice.within(0, 3) {
            draft.forbid(self.prohibition(&format!("f{number}"), dice));
        }
        draft.finish().unwrap()
    }

    fn prohibition(&self, id: &str, dice: &mut Dice) -> Prohibition {
        let mut rule = Prohibition::new(id);
        if dice.percent(70) {
            rule = rule.data(self.some(0, 2, dice));
        }
        if dice.percent(60) {
            rule = rule.purpose(self.some(1, 2, dice));
        }
        if dice.percent(40) {
            rule = rule.operation(self.some(2, 1, dice));
        }
        if dice.percent(40) {
            rule = rule.recipient([recipient(dice)]);
        }
        let Conditions { keep, form, places, measures } = self.conditions(50, dice);
        if let Keep::Days { days, from } = keep {
            rule = rule.keep_longer_than(days, from);
        }
        if form != Form::Identified || dice.percent(10) {
            rule = rule.form(form);
        }
        rule.places(places).measures_missing(measures)
    }

    fn request(&self, terms: &Terms, dice: &mut Dice) -> Request {
        // The general words, so that there is something below.
        let mut near_the_top = |dimension: usize| match dice.below(100) {
            0..75 => self.words[dimension][0].clone(),
            75..85 => self.words[dimension][1].clone(),
            _ => dice.pick(&self.words[dimension]).clone(),
        };
        let [data, purpose, operation] = [0, 1, 2].map(&mut near_the_top);
        let to = dice.name(&["anyone", "anyone", "third-party", "vendor", "vendor", "did:web:a.example"]);
        let mut request = Request::new(data, purpose, operation, to.parse().unwrap());
        request.conditions = self.conditions(30, dice);
        // Anywhere outside a few places is hundreds of places: too many to list what is below.
        let forbidden_somewhere = terms.prohibitions().iter().any(|rule| rule.limits().places != Places::Anywhere);
        if request.conditions.places == Places::Anywhere && forbidden_somewhere {
            request.conditions.places = singles(&["FR", "DE", "CH"]);
        }
        if request.conditions.places.named().iter().any(Place::is_union) {
            request.conditions.places = singles(&["FR", "CH"]);
        }
        request
    }

    fn conditions(&self, chance: usize, dice: &mut Dice) -> Conditions {
        let mut drawn = Conditions::default();
        if self.keep && dice.percent(chance) {
            let from = *dice.pick(&[Start::Collected, Start::PurposeEnd]);
            drawn.keep = Keep::Days { days: *dice.pick(&[0, 30, 90]), from };
        }
        if self.form && dice.percent(chance) {
            drawn.form = *dice.pick(&Form::ALL);
        }
        if self.places && dice.percent(chance) {
            let lists: [&[&str]; 6] = [&["EU"], &["FR"], &["DE", "FR"], &["CH", "FR"], &["CH", "EU"], &["DE"]];
            drawn.places = singles(lists[dice.below(lists.len())]);
        }
        if self.measures && dice.percent(chance) {
            drawn.measures = (0..dice.within(1, 2)).map(|_| word(dice.name(&MEASURES))).collect();
        }
        drawn
    }
}

fn recipient(dice: &mut Dice) -> Recipient {
    dice.name(&RECIPIENTS).parse().unwrap()
}

fn singles(codes: &[&str]) -> Places {
    Places::within(codes.iter().map(|code| Place::parse(code).unwrap())).unwrap()
}

/// All that a brute force needs of one question.
struct Brute<'a> {
    small: &'a Small,
    terms: &'a Terms,
    engine: &'a CompiledTerms,
    asked: &'a Request,
}

impl Brute<'_> {
    /// The greatest narrower requests that are permitted, in the order of the page.
    fn greatest(&self) -> Vec<Request> {
        let vocabulary = self.terms.vocabulary();
        let mut greatest: Vec<Request> = Vec::new();
        self.each_below(|request| {
            let held = |greatest: &Vec<Request>| greatest.iter().any(|other| request.is_within(other, vocabulary));
            if self.engine.verdict(&request).effect == Effect::Permit && !held(&greatest) {
                greatest.retain(|other| !other.is_within(&request, vocabulary));
                greatest.push(request);
            }
        });
        greatest.sort_by_cached_key(|request| {
            let (changed, walked) = self.distance(request);
            (changed, walked, request.to_json())
        });
        greatest
    }

    /// Everything below the question that could be greatest.
    fn each_below(&self, mut visit: impl FnMut(Request)) {
        let vocabulary = self.terms.vocabulary();
        let asked = [&self.asked.data, &self.asked.purpose, &self.asked.operation];
        let below = |dimension: usize| {
            let mine = self.small.words[dimension].iter();
            let spoken = vocabulary.speaks_for(CONES[dimension], asked[dimension]);
            mine.filter(move |word| spoken.contains(word))
        };
        let recipients: Vec<Recipient> = self.recipients();
        let conditions = self.conditions();
        for data in below(0) {
            for purpose in below(1) {
                for operation in below(2) {
                    for recipient in &recipients {
                        for conditions in &conditions {
                            let (data, purpose, operation) = (data.clone(), purpose.clone(), operation.clone());
                            let (recipient, conditions) = (recipient.clone(), conditions.clone());
                            visit(Request { data, purpose, operation, recipient, conditions });
                        }
                    }
                }
            }
        }
    }

    /// The words, and the DIDs that the question or a rule names, as far as they are below the one asked for.
    fn recipients(&self) -> Vec<Recipient> {
        let permitted = self.terms.permissions().iter().flat_map(|rule| rule.scope().recipient.clone());
        let forbidden = self.terms.prohibitions().iter().flat_map(|rule| rule.scope().recipient.clone());
        let words = Recipient::WORDS.into_iter().chain([self.asked.recipient.clone()]);
        let all: BTreeSet<Recipient> = words.chain(permitted).chain(forbidden).collect();
        all.into_iter().filter(|recipient| recipient.is_within(&self.asked.recipient)).collect()
    }

    /// The narrower conditions at which a rule may turn.
    fn conditions(&self) -> Vec<Conditions> {
        let asked = &self.asked.conditions;
        let permitted = self.terms.permissions().iter().map(|rule| rule.conditions());
        let limits = self.terms.prohibitions().iter().map(|rule| rule.limits());
        let limited = limits.clone().map(|limits| limits.keep);
        let keeps: BTreeSet<Keep> =
            permitted.clone().map(|conditions| conditions.keep).chain(limited).chain([asked.keep]).collect();
        let keeps: Vec<Keep> = keeps.into_iter().filter(|keep| keep.is_within(asked.keep)).collect();
        let forms: Vec<Form> = Form::ALL.into_iter().filter(|form| *form <= asked.form).collect();
        let places = match &asked.places {
            Places::Anywhere => {
                permitted.map(|conditions| conditions.places.clone()).chain([Places::Anywhere]).collect()
            }
            Places::Within(_) => subsets(asked.places.named())
                .into_iter()
                .filter_map(|some| Places::within(some).ok())
                .collect::<BTreeSet<Places>>(),
        };
        let mut all = Vec::new();
        for keep in &keeps {
            for form in &forms {
                for places in &places {
                    for measures in self.measures() {
                        all.push(Conditions { keep: *keep, form: *form, places: places.clone(), measures });
                    }
                }
            }
        }
        all
    }

    /// What is asked for and any further measures, none of which another one meets.
    fn measures(&self) -> Vec<BTreeSet<Word>> {
        let asked = &self.asked.conditions.measures;
        if !self.small.measures {
            return vec![asked.clone()];
        }
        let meets = |low: &Word, high: &Word| low != high && Vocabulary::dpv().is_within(Cone::Measure, low, high);
        let needless =
            |word: &Word, all: &BTreeSet<Word>| !asked.contains(word) && all.iter().any(|low| meets(low, word));
        let all = subsets(&MEASURES.map(word)).into_iter().map(|more| more.into_iter().chain(asked.clone()).collect());
        let all: BTreeSet<BTreeSet<Word>> =
            all.filter(|all: &BTreeSet<Word>| !all.iter().any(|word| needless(word, all))).collect();
        all.into_iter().collect()
    }

    /// Dimensions and conditions changed, then parent-child edges walked.
    fn distance(&self, to: &Request) -> (usize, usize) {
        let asked = self.asked;
        let words = [(&asked.data, &to.data), (&asked.purpose, &to.purpose), (&asked.operation, &to.operation)];
        let mut steps: Vec<usize> = words.iter().map(|(from, to)| self.edges(from, to)).collect();
        let mut above = BTreeMap::new();
        above.insert(to.recipient.clone(), 0);
        let mut at = (to.recipient.clone(), 0);
        while let Some(parent) = at.0.above() {
            at = (parent, at.1 + 1);
            above.insert(at.0.clone(), at.1);
        }
        steps.push(above[&asked.recipient]);
        let (a, b) = (&asked.conditions, &to.conditions);
        let changed = [a.keep != b.keep, a.form != b.form, a.places != b.places, a.measures != b.measures];
        let count = steps.iter().filter(|steps| **steps > 0).count() + changed.iter().filter(|one| **one).count();
        (count, steps.iter().sum())
    }

    /// The fewest edges down from a word to one below it, by widening circles.
    fn edges(&self, from: &Word, to: &Word) -> usize {
        let mut circle = BTreeSet::from([from.clone()]);
        for walked in 0..=self.small.own.len() {
            if circle.contains(to) {
                return walked;
            }
            let below = self.small.own.iter().filter(|own| own.below.iter().any(|above| circle.contains(above)));
            circle = below.map(|own| own.word.clone()).collect();
        }
        panic!("{to} is not below {from}")
    }
}

fn subsets<T: Clone>(of: &[T]) -> Vec<Vec<T>> {
    of.iter().fold(vec![Vec::new()], |all, one| {
        all.into_iter().flat_map(|some| [some.clone(), [some.as_slice(), std::slice::from_ref(one)].concat()]).collect()
    })
}

#[test]
fn a_complete_search_lists_the_first_three_of_the_greatest() {
    let mut dice = Dice::new(12);
    let mut tally = Tally::default();
    for _ in 0..decisions() / 200 {
        let small = Small::draw(&mut dice);
        let terms = small.terms(&mut dice);
        let engine = terms.compile();
        for _ in 0..5 {
            let asked = small.request(&terms, &mut dice);
            let Decision::Deny(deny) = engine.judge(&asked) else { continue };
            let brute = Brute { small: &small, terms: &terms, engine: &engine, asked: &asked };
            let greatest = brute.greatest();
            let context = || format!("text {}\nrequest {}", terms.machine_form(), asked.to_json());
            if deny.nearest.searched_all {
                let first: Vec<Request> = greatest.iter().take(3).cloned().collect();
                assert_eq!(deny.nearest.requests, first, "{}", context());
            }
            let found = ["none", "one", "two", "three or more"][greatest.len().min(3)];
            tally.count([found, if deny.nearest.searched_all { "searched all" } else { "cut short" }]);
        }
    }
    tally.end("nearest against brute force", &["none", "one", "two", "three or more", "searched all"]);
}

/// Contact data for marketing, under these conditions.
fn contact(id: &str) -> Permission {
    Permission::new(id, [word("pd:Contact")], [word("dpv:Marketing")])
}

fn marketing(data: &str, recipient: &str) -> Request {
    Request::new(word(data), word("dpv:Marketing"), word("dpv:Use"), recipient.parse().unwrap())
}

fn nearest(
    rules: impl IntoIterator<Item = Permission>,
    forbidden: Option<Prohibition>,
    asked: &Request,
) -> Vec<Request> {
    let mut draft = Draft::own();
    for rule in rules {
        draft.permit(rule);
    }
    forbidden.into_iter().for_each(|rule| {
        draft.forbid(rule);
    });
    match draft.finish().unwrap().compile().judge(asked) {
        Decision::Deny(deny) => deny.nearest.requests,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_recipient_whom_no_rule_names_has_nearest_requests_too() {
    let rule = contact("to-third").recipient([Recipient::ThirdParty]);
    let asked = marketing("pd:Tracking", "did:web:stranger.example");
    assert_eq!(nearest([rule], None, &asked), [marketing("pd:Contact", "did:web:stranger.example")]);
}

#[test]
fn the_same_places_under_two_spellings_are_one_answer() {
    let rules = [contact("a").places(singles(&["EU"])), contact("b").places(singles(&["EU", "FR"]))];
    let asked = marketing("pd:Contact", "vendor");
    assert_eq!(nearest(rules, None, &asked), [asked.clone().places(singles(&["EU"]))]);
}

#[test]
fn the_same_measures_under_two_spellings_are_one_answer() {
    let (general, special) = (word("dpv:Encryption"), word("dpv:EncryptionAtRest"));
    let rules = [contact("a").measures([special.clone()]), contact("b").measures([general.clone(), special.clone()])];
    let asked = marketing("pd:Contact", "vendor");
    assert_eq!(nearest(rules, None, &asked), [asked.clone().measures([special.clone()])]);

    // What a prohibition misses is added only where nothing meets it already.
    let missing = Prohibition::new("f").measures_missing([general, word("dpv:AccessControlMethod")]);
    let asked = marketing("pd:Contact", "vendor").measures([special]);
    let answer = asked.clone().measures([word("dpv:AccessControlMethod")]);
    assert_eq!(nearest([contact("a")], Some(missing), &asked), [answer]);
}

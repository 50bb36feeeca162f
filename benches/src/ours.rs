//! The rules and questions as our own types.

use super::made::{Against, Block, Grantee, Kind, Person, Question, Rule, Text};
use super::words::Words;
use vrm_core::decision::{self, AgreementId, Grant, GrantId, GrantStatus, Ledger, Request, Selector};
use vrm_core::did::Did;
use vrm_core::terms::{
    Basis, Conditions, Declaration, Draft, Form, Permission, Process, Prohibition, Scope, Stated, Terms,
};
use vrm_core::time::{Instant, Window};
use vrm_core::vocab::{Recipient, Sector, Word};

/// What a person who asks writes down.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The vendor's DID.
    pub vendor: &'a str,
    /// Data, purpose, operation, recipient.
    pub words: [&'a str; 4],
    /// In what form.
    pub form: Form,
}

impl Names<'_> {
    /// The request of these names.
    ///
    /// # Panics
    /// When a name is none.
    #[must_use]
    #[inline]
    pub fn read(&self) -> Request {
        let [data, purpose, operation, recipient] = self.words;
        let word = |name: &str| Word::parse(name).expect("a word");
        let recipient = Recipient::parse(recipient).expect("a recipient");
        Request::new(word(data), word(purpose), word(operation), recipient).form(self.form)
    }
}

/// The questions as names.
#[must_use]
pub fn names<'a>(words: &'a Words, questions: &[Question], vendors: &'a [Grantee]) -> Vec<Names<'a>> {
    let named = |question: &Question| Names {
        vendor: vendors.get(question.vendor).map_or("", |vendor| vendor.did.as_str()),
        words: spelt(words, &question.words),
        form: Form::ALL[question.form],
    };
    questions.iter().map(named).collect()
}

/// The text of the rules.
///
/// # Panics
/// When a rule means nothing.
#[must_use]
pub fn terms(words: &Words, text: &Text) -> Terms {
    let mut draft = Draft::own();
    for (number, rule) in text.rules.iter().enumerate() {
        let id = format!("rule-{number}");
        match rule.kind {
            Kind::Permit => draft.permit(permission(words, rule, id)),
            Kind::Forbid => draft.forbid(prohibition(words, rule, id)),
        };
    }
    draft.finish().expect("rules that mean something")
}

/// The ledger of the grants and blocks.
///
/// # Panics
/// When a grant or block means nothing.
#[must_use]
pub fn ledger(words: &Words, person: &Person) -> Ledger {
    let mut draft = Draft::own();
    let contact = Word::parse("pd:Contact").expect("a word");
    draft.permit(Permission::new("any", [contact], [Word::parse("dpv:ServiceProvision").expect("a word")]));
    let terms = draft.finish().expect("terms");
    let mut ledger = Ledger::new();
    for (number, grantee) in person.grantees.iter().enumerate() {
        let vendor = did(&grantee.did);
        let mut id = [0; 32];
        id[..8].copy_from_slice(&number.to_be_bytes());
        let agreement = AgreementId::from_bytes(id);
        ledger.describe(&vendor, &[], &[Sector::ALL[grantee.sector]]);
        ledger.agree(&vendor, agreement, &terms, Window::ALWAYS).expect("a new agreement");
        for (process, rule) in (0u32..).zip(&grantee.grants) {
            ledger.grant(&vendor, grant(words, rule, agreement, process)).expect("a grant that means something");
        }
    }
    for (number, Block { against, rule }) in person.blocks.iter().enumerate() {
        let against = match against {
            Against::Everyone => Selector::Everyone,
            Against::Sector(sector) => Selector::Sector(Sector::ALL[*sector]),
            Against::Vendor(vendor) => Selector::Vendor(did(&person.grantees[*vendor].did)),
        };
        let what = prohibition(words, rule, format!("block-{number}"));
        ledger.block(decision::Block { against, what, window: Window::ALWAYS }).expect("a block that means something");
    }
    ledger
}

/// A declaration whose processes are the questions, each with the narrower words right below it.
///
/// # Panics
/// When a process is none.
#[must_use]
pub fn declaration(words: &Words, questions: &[Question]) -> Declaration {
    const MOST: usize = 3;
    let processes = questions.iter().map(|question| {
        let several = |dimension: usize| {
            let mine = &words.dimensions()[dimension];
            let spoken = &mine.speaks[question.words[dimension]];
            let narrower = spoken.iter().filter(|word| **word != question.words[dimension]).take(MOST);
            let chosen = narrower.copied().chain([question.words[dimension]]);
            chosen.map(|word| mine.names[word].clone()).collect::<Vec<String>>()
        };
        let word = |name: &String| Word::parse(name).expect("a word");
        let list = |dimension: usize| several(dimension).iter().map(word).collect::<Vec<Word>>();
        let recipient = several(3).into_iter().map(|name| Recipient::parse(&name).expect("a recipient"));
        let mut process = Process::new(list(0), list(1), list(2), recipient);
        process.form = Stated::Known(Form::ALL[question.form]);
        process
    });
    Declaration::new(processes.collect::<Vec<Process>>()).expect("a declaration")
}

/// A DID.
///
/// # Panics
/// When the text is none.
#[must_use]
#[inline]
pub fn did(text: &str) -> Did {
    Did::parse(text).expect("a DID")
}

/// The moment of every decision.
///
/// # Panics
/// Never: it is a moment.
#[must_use]
pub fn now() -> Instant {
    Instant::parse("2026-03-01T12:00:00Z").expect("an instant")
}

fn grant(words: &Words, rule: &Rule, agreement: AgreementId, process: u32) -> Grant {
    let rule = permission(words, rule, String::from("grant"));
    let scope: Scope = rule.scope().clone();
    let data = scope.data.first().expect("one data word");
    Grant {
        id: GrantId::of(&agreement, process, data, None),
        agreement,
        process,
        scope,
        conditions: Conditions { form: rule.conditions().form, ..Conditions::default() },
        basis: Basis::Contract,
        ask: false,
        duties: Vec::new(),
        duty_open: false,
        window: Window::ALWAYS,
        status: GrantStatus::Active,
        parent: None,
    }
}

fn permission(words: &Words, rule: &Rule, id: String) -> Permission {
    let [data, purpose, operation, recipient] = spelt(words, &rule.words);
    let word = |name: &str| Word::parse(name).expect("a word");
    let permission = Permission::new(id, [word(data)], [word(purpose)]).operation([word(operation)]);
    let recipient = Recipient::parse(recipient).expect("a recipient");
    permission.recipient([recipient]).form(Form::ALL[rule.form])
}

fn prohibition(words: &Words, rule: &Rule, id: String) -> Prohibition {
    let [data, purpose, operation, recipient] = spelt(words, &rule.words);
    let word = |name: &str| Word::parse(name).expect("a word");
    let prohibition = Prohibition::new(id).data([word(data)]).purpose([word(purpose)]).operation([word(operation)]);
    let recipient = Recipient::parse(recipient).expect("a recipient");
    prohibition.recipient([recipient]).form(Form::ALL[rule.form])
}

fn spelt<'a>(words: &'a Words, numbers: &[usize; 4]) -> [&'a str; 4] {
    let dimensions = words.dimensions();
    [0, 1, 2, 3].map(|dimension: usize| dimensions[dimension].names[numbers[dimension]].as_str())
}

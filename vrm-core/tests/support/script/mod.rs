//! Plays a life that stands in a file as data. How a file is read stands in the file.

mod acts;
mod data;
mod file;
mod market;

pub(crate) use file::{Script, check, number, path, text};

use super::two::Seeded;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use vrm_core::chain::{Head, StreamId};
use vrm_core::decision::{AgreementId, Decision, Request};
use vrm_core::desk::Desk;
use vrm_core::did::Did;
use vrm_core::error::{Error, Fault};
use vrm_core::history::{CommandId, Settings};
use vrm_core::keys::{KeyKeeper, Randomness, SignedId};
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::{Letter, LogId};
use vrm_core::message::Jti;
use vrm_core::person::Person;
use vrm_core::store::Store;
use vrm_core::text::Name;
use vrm_core::time::Instant;
use vrm_core::vault::ItemId;
use vrm_core::view::{Relationship, View};

/// The one who is no vendor.
const PERSON: &str = "person";

/// What a step led to, as members that `expect` may name.
pub(crate) type Seen = Map<String, Value>;

/// What whoever plays notes: the ids behind the names.
#[derive(Clone, Default)]
pub(crate) struct Notes {
    pub(crate) person: Option<LogId>,
    pub(crate) vendors: BTreeMap<String, Did>,
    pub(crate) relationships: BTreeMap<String, StreamId>,
    /// By desk, and by desk and name where a step names its customer.
    pub(crate) customers: BTreeMap<String, LogId>,
    pub(crate) letters: BTreeMap<String, Post>,
    intentions: BTreeMap<String, StreamId>,
    /// By intention and vendor.
    casts: BTreeMap<String, StreamId>,
    offers: BTreeMap<String, SignedId>,
    agreements: BTreeMap<String, AgreementId>,
    questions: BTreeMap<String, SignedId>,
    items: BTreeMap<String, ItemId>,
    /// The person's life as it was exported last, and in whose store it is since it was imported.
    export: Vec<u8>,
    home: Option<String>,
}

/// A letter as its sender lists it.
#[derive(Clone)]
pub(crate) struct Post {
    pub(crate) from: String,
    /// The history of a desk's in which it is.
    customer: Option<LogId>,
    pub(crate) letter: Letter,
}

/// The store of whoever is named.
type Stores = Box<dyn Fn(&str) -> Arc<dyn Store>>;

/// The handles, and what stores they are over.
pub(crate) struct Player {
    store: Stores,
    keeper: Arc<dyn KeyKeeper>,
    pub(crate) notes: Notes,
    person: Option<Person>,
    desks: BTreeMap<String, Desk>,
    /// Where each history stood when it was last open.
    heads: BTreeMap<String, String>,
    /// Whether the library has said of the last step that it was done.
    pub(crate) acknowledged: bool,
}

/// A step while it is done.
struct Turn<'a> {
    step: &'a Value,
    who: &'a str,
    at: Instant,
    command: Option<CommandId>,
    random: Box<dyn Randomness>,
    seen: Seen,
}

impl Player {
    pub(crate) fn new(store: impl Fn(&str) -> Arc<dyn Store> + 'static) -> Self {
        Self::noting(store, Notes::default())
    }

    /// Somebody who plays on, with what was noted by then.
    pub(crate) fn noting(store: impl Fn(&str) -> Arc<dyn Store> + 'static, notes: Notes) -> Self {
        let (store, keeper) = (Box::new(store), super::life::keeper());
        Self { store, keeper, notes, person: None, desks: BTreeMap::new(), heads: BTreeMap::new(), acknowledged: false }
    }

    /// What keeps the keys from now on.
    pub(crate) fn keep_keys_with(&mut self, keeper: Arc<dyn KeyKeeper>) {
        self.keeper = keeper;
    }

    /// Drops every handle; each is opened from its store when it is next needed.
    pub(crate) fn close(&mut self) {
        self.heads();
        self.person = None;
        self.desks.clear();
    }

    /// By what name the store is asked for that somebody's life is in.
    pub(crate) fn home<'a>(&'a self, who: &'a str) -> &'a str {
        self.notes.home.as_deref().filter(|_| who == PERSON).unwrap_or(who)
    }

    fn open(&mut self, who: &str) -> Result<(), Error> {
        match self.notes.person {
            Some(id) if who == PERSON && self.person.is_none() => {
                self.person = Some(Person::open((self.store)(self.home(who)), Arc::clone(&self.keeper), id)?);
            }
            _ if self.notes.vendors.contains_key(who) && !self.desks.contains_key(who) => {
                self.desks.insert(who.to_owned(), Desk::open((self.store)(who), Arc::clone(&self.keeper))?);
            }
            _ => {}
        }
        Ok(())
    }

    pub(crate) fn person(&mut self) -> Result<&mut Person, Error> {
        self.open(PERSON)?;
        Ok(self.person.as_mut().unwrap())
    }

    pub(crate) fn desk(&mut self, who: &str) -> Result<&mut Desk, Error> {
        self.open(who)?;
        Ok(self.desks.get_mut(who).unwrap())
    }

    /// One step; an error of the library's is something that is seen.
    pub(crate) fn play(&mut self, step: &Value, random: impl Randomness + 'static) -> Seen {
        self.acknowledged = false;
        let who = text(step, "who");
        let command: [u8; 16] = u128::from(number(step)).to_be_bytes();
        let at = Instant::parse(text(step, "at")).unwrap();
        let mut turn = Turn {
            step,
            who,
            at,
            command: Some(CommandId::from_bytes(command)),
            random: Box::new(random),
            seen: Seen::new(),
        };
        let done = self.act(&mut turn);
        let looked = self.look(&mut turn);
        if let Err(error) = done.and(looked) {
            turn.see("error", error.code().name());
        }
        turn.seen
    }

    fn act(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        match (turn.step["do"].as_str().unwrap(), turn.who) {
            ("create", _) => return self.create(turn),
            ("export", _) => {
                self.notes.export = self.person()?.danger_export()?.danger_expose().as_bytes().to_vec();
                return Ok(());
            }
            ("import", _) => return self.import(turn),
            ("deliver", who) => {
                let post = self.notes.letters[text(turn.step, "letter")].clone();
                let reception = self.receive(who, &post.letter.bytes, turn)?;
                self.hear(reception, turn)?;
                return self.sent(&post, true);
            }
            ("lose", _) => return self.sent(&self.notes.letters[text(turn.step, "letter")].clone(), true),
            ("resend", _) => return self.sent(&self.notes.letters[text(turn.step, "letter")].clone(), false),
            ("read_profile", who) => {
                let profile = self.desk(text(turn.step, "vendor"))?.profile().unwrap().to_owned();
                let reception = self.receive(who, profile.as_bytes(), turn)?;
                return self.hear(reception, turn);
            }
            ("rank", _) => return self.rank(turn),
            ("read_item", _) => return self.read_item(turn),
            ("read_data", _) => return self.read_data(turn),
            ("decide", who) => {
                let request = Request::parse(&form(turn.step, "request")).unwrap();
                let effect = match self.decide(who, text(turn.step, "vendor"), &request, turn.at)? {
                    Decision::Permit(_) => "permit",
                    Decision::Deny(_) => "deny",
                    Decision::Ask(_) => "ask",
                };
                turn.see("effect", effect);
                return Ok(());
            }
            _ => {}
        }
        self.open(turn.who)?;
        if text(turn.step, "do") == "introduce_offerer" {
            self.open(text(turn.step, "vendor"))?;
        }
        let outcome = if turn.who == PERSON { self.of_person(turn)? } else { self.of_desk(turn)? };
        self.acknowledged = true;
        self.outcome(&outcome, turn)
    }

    pub(crate) fn decide(
        &mut self,
        who: &str,
        vendor: &str,
        request: &Request,
        at: Instant,
    ) -> Result<Decision, Error> {
        let customer = self.notes.customers.get(vendor).copied().unwrap_or(LogId::DESK);
        let did = self.notes.vendors[vendor].clone();
        if who == PERSON {
            self.person()?.decide(&did, request, at)
        } else {
            self.desk(who)?.decide(customer, request, at)
        }
    }

    /// Whoever was made by a try that died is opened.
    fn create(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        let (store, keeper) = ((self.store)(turn.who), Arc::clone(&self.keeper));
        let settings = Settings::parse(&form(turn.step, "settings")).unwrap();
        if turn.who == PERSON {
            if self.notes.person.is_none() {
                let person = Person::create(store, keeper, &settings, turn.at, turn.random.as_mut())?;
                self.notes.person = Some(person.id());
                self.person = Some(person);
            }
            return Ok(());
        }
        let name = Name::parse(text(turn.step, "name")).unwrap();
        let (again, kept) = (Arc::clone(&store), Arc::clone(&keeper));
        let did = turn.step.get("did").map(|did| Did::parse(did.as_str().unwrap()).unwrap());
        let desk = match Desk::create(store, keeper, did.as_ref(), &name, &settings, turn.at, turn.random.as_mut()) {
            Err(error) if error.code().name() == "log-already-there" => Desk::open(again, kept)?,
            made => made?,
        };
        self.notes.vendors.insert(turn.who.to_owned(), desk.did()?);
        self.desks.insert(turn.who.to_owned(), desk);
        Ok(())
    }

    /// The life goes on in another store.
    fn import(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        let to = text(turn.step, "to");
        if self.notes.home.as_deref() != Some(to) {
            let (store, keeper) = ((self.store)(to), Arc::clone(&self.keeper));
            self.person = Some(Person::import(&self.notes.export, store, keeper, turn.random.as_mut())?);
            self.notes.home = Some(to.to_owned());
        }
        Ok(())
    }

    fn receive(&mut self, who: &str, bytes: &[u8], turn: &mut Turn<'_>) -> Result<Reception, Error> {
        if who == PERSON {
            self.person()?.receive(bytes, turn.at, turn.random.as_mut())
        } else {
            self.desk(who)?.receive(bytes, turn.at, turn.random.as_mut())
        }
    }

    fn hear(&mut self, reception: Reception, turn: &mut Turn<'_>) -> Result<(), Error> {
        self.acknowledged = true;
        match reception {
            Reception::Received(outcome) => {
                turn.see("reception", "received");
                self.outcome(&outcome, turn)?;
            }
            Reception::Replay { log, letters } => {
                turn.see("reception", "replay");
                self.says(log, &letters, turn)?;
            }
            Reception::NeedsKeys { .. } => turn.see("reception", "needs-keys"),
            Reception::Rejected { error } => {
                turn.see("reception", "rejected");
                turn.see("error", error.code().name());
            }
            other => panic!("{other:?}"),
        }
        Ok(())
    }

    fn sent(&mut self, post: &Post, sent: bool) -> Result<(), Error> {
        let id = post.letter.id;
        let marked = match (post.customer, sent) {
            (Some(customer), true) => self.desk(&post.from)?.sent(customer, id),
            (Some(customer), false) => self.desk(&post.from)?.resend(customer, id),
            (None, true) => self.person()?.sent(id),
            (None, false) => self.person()?.resend(id),
        };
        // It was answered by then, and is kept no longer.
        marked.or_else(|error| if error.code().name() == "log-no-such-letter" { Ok(()) } else { Err(error) })
    }

    /// What a command or a message did.
    fn outcome(&mut self, outcome: &Outcome, turn: &mut Turn<'_>) -> Result<(), Error> {
        turn.see("kinds", outcome.kinds.clone());
        if let ("add_vendor", PERSON) = (text(turn.step, "do"), turn.who) {
            self.notes.relationships.insert(text(turn.step, "vendor").to_owned(), outcome.relationship);
        }
        self.market(outcome, turn)?;
        self.stored(outcome, turn);
        if let (Some(sent), Some(name)) = (outcome.said.last(), turn.step.pointer("/names/question")) {
            self.notes.questions.insert(name.as_str().unwrap().to_owned(), sent.id.unwrap());
        }
        let letters: Vec<Jti> = outcome.said.iter().map(|sent| sent.letter).collect();
        self.says(outcome.log, &letters, turn)
    }

    /// Notes the letters that a step said, by the names that the script has for the first of them.
    fn says(&mut self, log: LogId, letters: &[Jti], turn: &Turn<'_>) -> Result<(), Error> {
        let customer = Some(log).filter(|log| turn.who != PERSON && *log != LogId::DESK);
        if let Some(log) = customer {
            self.notes.customers.insert(key(turn.step), log);
        }
        let Some(names) = turn.step.get("says") else { return Ok(()) };
        for (index, id) in letters.iter().enumerate() {
            // One that has left is not listed; it is known from when it was.
            let listed = self.outbox(turn.who, turn.at)?.into_iter().find(|letter| letter.id == *id);
            let Some(letter) = listed else { continue };
            let vendor = || self.notes.vendors.iter().find(|(_, did)| Some(*did) == letter.to.as_ref());
            let name = if names.is_array() { names.get(index) } else { vendor().and_then(|(name, _)| names.get(name)) };
            if let Some(name) = name.and_then(Value::as_str) {
                self.notes.letters.insert(name.to_owned(), Post { from: turn.who.to_owned(), customer, letter });
            }
        }
        Ok(())
    }

    pub(crate) fn outbox(&mut self, who: &str, at: Instant) -> Result<Vec<Letter>, Error> {
        if who == PERSON {
            return self.person()?.outbox(at);
        }
        Ok(self.desk(who)?.outbox(at)?.into_iter().map(|(_, letter)| letter).collect())
    }

    /// What is seen of the relationship and the intention that a step was about, whatever became of them.
    fn look(&mut self, turn: &mut Turn<'_>) -> Result<(), Error> {
        let Some(view) = self.view(turn.who, turn.step)? else { return Ok(()) };
        turn.see("tombstones", view.tombstones().count());
        self.see_intention(&view, turn);
        let Some(between) = self.between(&view, turn) else { return Ok(()) };
        turn.see("relationship", between.state().name());
        let mut states: Vec<_> = between.disclosures().map(|(_, given)| given.state.name()).collect();
        states.sort_unstable();
        turn.see("disclosures", states);
        let Some(negotiation) = between.negotiation() else { return Ok(()) };
        turn.see("negotiation", negotiation.state().name());
        if let (Some(half), Some(name)) = (negotiation.half(), turn.step.pointer("/names/agreement")) {
            self.notes.agreements.insert(name.as_str().unwrap().to_owned(), half.id());
        }
        Ok(())
    }

    /// The lives in which the relationships of a side stand.
    pub(crate) fn views(&mut self, who: &str) -> Result<Vec<Arc<View>>, Error> {
        if who == PERSON {
            return Ok(self.view(who, &Value::Null)?.into_iter().collect());
        }
        let customers: Vec<LogId> = self.notes.customers_of(who).map(|(_, log)| log).collect();
        customers.into_iter().map(|customer| self.desk(who)?.customer(customer)).collect()
    }

    /// The life in which what a step is about stands.
    fn view(&mut self, who: &str, step: &Value) -> Result<Option<Arc<View>>, Error> {
        match self.notes.customers.get(&key(step)).copied() {
            Some(customer) => Ok(Some(self.desk(who)?.customer(customer)?)),
            None if who == PERSON && self.notes.person.is_some() => Ok(Some(self.person()?.view())),
            None => Ok(None),
        }
    }

    fn between<'v>(&self, view: &'v View, turn: &Turn<'_>) -> Option<&'v Relationship> {
        if turn.who != PERSON {
            return view.relationships().next();
        }
        let letter = turn.step.get("letter").and_then(|name| self.notes.letters.get(name.as_str()?));
        let vendor = turn.step.get("vendor").and_then(Value::as_str).or(letter.map(|post| post.from.as_str()))?;
        view.relationship(*self.notes.relationships.get(vendor)?).ok()
    }

    /// Where every history stands.
    pub(crate) fn heads(&mut self) -> BTreeMap<String, String> {
        let shown = |head: Head| format!("{}:{}", head.p(), super::hex(head.hash()));
        self.heads.extend(self.person.as_ref().map(|person| (PERSON.to_owned(), shown(person.head()))));
        for (name, desk) in &mut self.desks {
            self.heads.insert(name.clone(), shown(desk.view().head()));
            for (customer, log) in self.notes.customers_of(name) {
                self.heads.insert(format!("{name}/{customer}"), shown(desk.customer(log).unwrap().head()));
            }
        }
        self.heads.clone()
    }
}

impl Notes {
    /// A desk's customers, each by its name there.
    fn customers_of(&self, desk: &str) -> impl Iterator<Item = (&str, LogId)> {
        self.customers.iter().filter_map(move |(key, log)| match key.split_once('/') {
            None if key == desk => Some((PERSON, *log)),
            Some((of, customer)) if of == desk => Some((customer, *log)),
            _ => None,
        })
    }
}

impl Turn<'_> {
    fn see(&mut self, member: &str, what: impl serde::Serialize) {
        self.seen.insert(member.to_owned(), json!(what));
    }
}

/// Under which name the customer of a step is noted.
fn key(step: &Value) -> String {
    let who = step.get("who").and_then(Value::as_str).unwrap_or_default();
    match step.get("customer").and_then(Value::as_str) {
        Some(customer) => format!("{who}/{customer}"),
        None => who.to_owned(),
    }
}

/// A member in the library's own form.
fn form(step: &Value, member: &str) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(&step[member]).unwrap()
}

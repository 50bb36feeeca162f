//! What may happen next.

use crate::consents::is_silent;
use crate::support::clinic::use_of;
use crate::support::failing_store::Failure;
use crate::support::life::settings;
use crate::support::two::later;
use crate::world::{Post, World};
use vrm_core::decision::{AgreementId, Block, GrantId, WhichGrants};
use vrm_core::error::{Error, Fault};
use vrm_core::history::About;
use vrm_core::keys::SignedId;
use vrm_core::life::{Outcome, Reception};
use vrm_core::log::LogId;
use vrm_core::message::Reply;
use vrm_core::terms::Who;

/// One of a list, by a number.
pub(crate) fn pick<T: Clone>(from: &[T], which: u8) -> Option<T> {
    from.get(usize::from(which) % from.len().max(1)).cloned()
}

/// A sort of move, which desk it is about, and what else is chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    pub(crate) sort: u8,
    pub(crate) desk: usize,
    pub(crate) choice: u8,
}

impl Move {
    pub(crate) fn of((sort, desk, choice): (u8, u8, u8)) -> Self {
        Self { sort: sort % 72, desk: usize::from(desk % 2), choice }
    }
}

impl World {
    /// One move. It may be refused, by a chart or by a store; it may not panic.
    pub(crate) fn make(&mut self, to: Move) {
        self.past.moves += 1;
        match to.sort {
            // Most of what happens is post.
            0..=5 | 64 | 65 => self.collect(),
            6..=16 | 66..=71 => self.deliver(to.choice, to.choice.is_multiple_of(8)),
            17 => self.make_another(Move { sort: 31, ..to }),
            18 => self.make_another(Move { sort: 33, ..to }),
            19 => self.of_desk(Move { choice: to.choice / 16 * 16 + 4, ..to }).map(drop).unwrap_or_else(allowed),
            20 => drop(self.take(to.choice)),
            21 => self.resend(to.choice),
            22 => self.fail(to),
            23 => self.reopen(),
            24 => self.step_clock(to.choice),
            40..=47 => self.in_the_market(to).map(drop).unwrap_or_else(allowed),
            48..=63 => self.with_data(to).map(|done| self.told(done)).unwrap_or_else(allowed),
            25 | 26 => self.of_desk(to).map(drop).unwrap_or_else(allowed),
            _ => self.make_another(to),
        }
    }

    fn make_another(&mut self, to: Move) {
        self.of_person(to).map(|done| self.told(done)).unwrap_or_else(allowed);
    }

    fn of_person(&mut self, to: Move) -> Result<Option<Outcome>, Error> {
        let (at, with) = (self.at, self.relationships[to.desk]);
        let agreement = self.agreement(to);
        let which = self.which(to);
        let (person, random) = (&mut self.person, &mut self.random);
        let entries: &[&str] = if to.choice.is_multiple_of(2) { &["SD-BASE"] } else { &["SD-BASE", "SD-BASE-A"] };
        Ok(Some(match (to.sort, agreement) {
            (27..=29, _) => person.proffer(with, entries, None, at, random)?,
            (30, _) => person.accept(with, None, at, random)?,
            (31, Some(agreement)) => match to.choice % 3 {
                0 => person.withdraw(with, agreement, &which, None, at, random)?,
                1 => person.pause(with, agreement, &which, None, at, random)?,
                _ => person.resume(with, agreement, &which, None, at, random)?,
            },
            (32, Some(agreement)) => person.renew(with, agreement, entries, None, at, random)?,
            (33, _) => {
                let Some(question) = self.question(to) else { return Ok(None) };
                let reply = pick(Reply::ALL, to.choice / 7).unwrap();
                self.person.answer(with, question, reply, None, at, &mut self.random)?
            }
            (34, _) => {
                let block = r#"{"against":"everyone","what":{"id":"all","purpose":["https://w3id.org/dpv#Purpose"]}}"#;
                if to.choice.is_multiple_of(2) {
                    person.block(&Block::parse(block.as_bytes()).unwrap(), None, at, random)?
                } else {
                    person.unblock("all", None, at, random)?
                }
            }
            (35, _) => person.rotate_keys(with, None, at, random)?,
            (36, _) => person.expire(None, at, random)?,
            (37, Some(agreement)) if to.choice.is_multiple_of(3) => person.end(with, agreement, None, at, random)?,
            (37, _) if to.choice % 7 == 1 => person.terminate(with, None, at, random)?,
            (37, _) if to.choice % 7 == 2 => {
                // What goes is looked at before.
                person.refresh()?;
                self.sign();
                let (person, random) = (&mut self.person, &mut self.random);
                person.erase(with, None, at, random)?;
                let added = person.add_vendor(&self.shops[to.desk], &About::default(), None, at, random)?;
                self.relationships[to.desk] = added.relationship;
                added
            }
            (38, _) => {
                let by = if to.choice.is_multiple_of(3) { Who::Me } else { Who::Agent };
                person.set_settings(&settings(&["SD-BASE", "SD-BASE-A"], by), None, at, random)?
            }
            (39, _) if to.choice.is_multiple_of(4) => person.refuse(with, None, at, random)?,
            (39, _) => {
                let profile = self.desks[to.desk].profile().unwrap().to_owned();
                heard(person.receive(profile.as_bytes(), at, random));
                return Ok(None);
            }
            _ => return Ok(None),
        }))
    }

    fn of_desk(&mut self, to: Move) -> Result<Option<Outcome>, Error> {
        let (at, customers) = (self.at, self.customers(to.desk));
        let Some(customer) = pick(&customers, to.choice / 16) else { return Ok(None) };
        let agreement = self.agreement(to);
        let (desk, random) = (&mut self.desks[to.desk], &mut self.random);
        let entry = if to.choice.is_multiple_of(2) { "SD-BASE" } else { "SD-BASE-A" };
        Ok(Some(match (to.choice % 16, agreement) {
            (0 | 1, _) => desk.accept(customer, entry, None, at, random)?,
            (2, _) => desk.counter(customer, entry, None, at, random)?,
            (3, _) => desk.refuse(customer, None, at, random)?,
            (4..=8, Some(agreement)) => {
                let data = ["pd:Name", "pd:EmailAddress", "pd:Prescription", "pd:TelephoneNumber"];
                let request = use_of(pick(&data, to.choice / 16).unwrap());
                desk.ask(customer, agreement, &request, None, at, random)?
            }
            (9, _) => desk.expire(customer, None, at, random)?,
            (10, _) => desk.rotate_keys(None, at, random)?,
            (11, _) => desk.publish(None, at, random)?,
            (12, Some(agreement)) => desk.end(customer, agreement, None, at, random)?,
            (13, _) => desk.announce_keys(customer, None, at, random)?,
            (14, _) if to.choice > 128 => desk.terminate(customer, None, at, random)?,
            (15, _) if to.choice > 128 => {
                self.past.erased.insert(to.desk);
                desk.erase(customer, None, at, random)?
            }
            _ => return Ok(None),
        }))
    }

    fn agreement(&self, to: Move) -> Option<AgreementId> {
        let view = self.person.view();
        let between = view.relationship(self.relationships[to.desk]).ok()?;
        let agreements: Vec<AgreementId> = between.agreements().map(|agreed| agreed.agreement.id()).collect();
        pick(&agreements, to.choice / 3)
    }

    fn which(&self, to: Move) -> WhichGrants {
        let view = self.person.view();
        let grants = view.grants(self.relationships[to.desk]).map(|grants| grants.map(|grant| grant.id).collect());
        let grants: Vec<GrantId> = grants.unwrap_or_default();
        match pick(&grants, to.choice / 2) {
            Some(grant) if to.choice % 5 > 1 => WhichGrants::These([grant].into()),
            _ => WhichGrants::All,
        }
    }

    fn question(&self, to: Move) -> Option<SignedId> {
        let view = self.person.view();
        let between = view.relationship(self.relationships[to.desk]).ok()?;
        let open: Vec<SignedId> =
            between.questions().filter(|(_, question)| question.reply.is_none()).map(|(id, _)| id).collect();
        pick(&open, to.choice)
    }

    /// Everything that waits sets out.
    pub(crate) fn collect(&mut self) {
        let at = self.at;
        let mut posts = Vec::new();
        for letter in self.person.outbox(at).unwrap_or_default() {
            self.may_leave(&letter);
            // What is for anyone is handed to both desks.
            let desk = self.shops.iter().position(|shop| Some(shop) == letter.to.as_ref()).unwrap_or(0);
            if letter.to.is_none() {
                posts.push(Post { desk: 1, customer: None, letter: letter.clone() });
            }
            posts.push(Post { desk, customer: None, letter });
        }
        for desk in 0..self.desks.len() {
            let letters = self.desks[desk].outbox(at).unwrap_or_default();
            posts.extend(letters.into_iter().map(|(customer, letter)| Post { desk, customer: Some(customer), letter }));
        }
        for post in posts {
            let marked = match post.customer {
                None => self.person.sent(post.letter.id),
                Some(customer) => self.desks[post.desk].sent(customer, post.letter.id),
            };
            marked.unwrap_or_else(allowed);
            self.known.push(post.clone());
            self.under_way.push(post);
        }
    }

    fn take(&mut self, which: u8) -> Option<Post> {
        let count = self.under_way.len();
        (count > 0).then(|| self.under_way.swap_remove(usize::from(which) % count))
    }

    pub(crate) fn deliver(&mut self, which: u8, doubled: bool) {
        let Some(post) = self.take(which) else { return };
        for _ in 0..=u8::from(doubled) {
            let reception = self.hand_over(&post);
            heard(reception);
        }
    }

    pub(crate) fn hand_over(&mut self, post: &Post) -> Result<Reception, Error> {
        let (bytes, at, random) = (&post.letter.bytes, self.at, &mut self.random);
        if post.customer.is_some() {
            return self.person.receive(bytes, at, random);
        }
        let reception = self.desks[post.desk].receive(bytes, at, random)?;
        if let Reception::Received(_) = &reception {
            self.bind(post.desk, post.letter.id);
        }
        Ok(reception)
    }

    fn resend(&mut self, which: u8) {
        let Some(post) = pick(&self.known, which) else { return };
        let listed = match post.customer {
            None => self.person.resend(post.letter.id),
            Some(customer) => self.desks[post.desk].resend(customer, post.letter.id),
        };
        listed.unwrap_or_else(allowed);
    }

    fn fail(&mut self, to: Move) {
        let store = &self.stores[usize::from(to.choice) % 3];
        store.arm(u64::from(to.choice / 12) + 1, pick(&Failure::ALL, to.choice / 3).unwrap());
    }

    fn step_clock(&mut self, which: u8) {
        let steps = [60, 60, 3600, 86_400, 8 * 86_400, -3600, -3 * 86_400, 400 * 86_400];
        let seconds = pick(&steps, which).unwrap();
        self.past.latest = self.past.latest.max(Some(self.at));
        self.at = later(self.at, seconds);
        if seconds < -86_400 {
            let (at, random) = (self.at, &mut self.random);
            self.person.accept_clock(None, at, random).map(drop).unwrap_or_else(allowed);
            for desk in &mut self.desks {
                desk.accept_clock(LogId::DESK, None, at, random).map(drop).unwrap_or_else(allowed);
                for customer in desk.customers().unwrap_or_default() {
                    desk.accept_clock(customer, None, at, random).map(drop).unwrap_or_else(allowed);
                }
            }
        }
    }
}

/// Whatever was heard, the library says what became of it.
pub(crate) fn heard(reception: Result<Reception, Error>) {
    match reception {
        Ok(Reception::Rejected { error }) => allowed(error),
        Ok(other) => is_silent(&format!("{other:?}")),
        Err(error) => allowed(error),
    }
}

/// What may be said: that the move is not possible now, or that the store failed as it was told to. Never that something
/// is damaged, or a defect of the library's.
pub(crate) fn allowed(error: Error) {
    is_silent(&format!("{error} {error:?}"));
    let kind = error.code().kind().name();
    let wrong = ["damaged", "rolled-back", "newer-version", "internal", "handle", "locked", "too-large"];
    // A fifth offer for one intention is one too many, and says so.
    let one_too_many = error.code().name() == "state-too-many-offers";
    assert!(!wrong.contains(&kind) || one_too_many, "{kind}: {error}");
}

/// The history of a customer, for whom one is wanted.
pub(crate) type Customer = (usize, LogId);

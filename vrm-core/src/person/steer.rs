//! Steer: decide, answer, withdraw, pause, resume, block, new keys, what has run out.

use super::Person;
use super::meet::{about, only};
use crate::chain::StreamId;
use crate::decision::{AgreementId, Block, GrantId, GrantMove, GrantStatus, Selector, WhichGrants};
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::json::{Object, Value};
use crate::keys::{Randomness, SignedId};
use crate::life::{Act, Outcome};
use crate::message::{Answer, GrantStep, Never, Pause, Reply, Resume, Withdrawal};
use crate::time::Instant;
use crate::view::StateError;
use std::sync::Arc;

impl Person {
    /// Answers a question of a vendor's. A yes becomes a grant of exactly what was asked for.
    ///
    /// # Errors
    /// [`StateError::NoSuchQuestion`], [`StateError::AnsweredAlready`], [`StateError::NothingToAnswer`] when the question
    /// no longer counts, [`StateError::NothingCovers`] for a yes to what the vendor never declared,
    /// [`StateError::ConsentNeeded`] for one to marked data under no consent.
    pub fn answer(
        &mut self,
        relationship: StreamId,
        question: SignedId,
        reply: Reply,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("question", question.to_string()).with("reply", reply.name());
        self.life.run("answer", arguments.into(), command, now, random, |act| {
            let between = act.state.relationship(relationship)?;
            let asked = between.question(&question).ok_or(StateError::NoSuchQuestion { id: question })?;
            if asked.reply.is_some() {
                return Err(StateError::AnsweredAlready.into());
            }
            if act.now >= asked.until {
                return Err(StateError::NothingToAnswer.into());
            }
            between.agreed_in_force(&asked.agreement)?;
            if reply != Reply::No {
                act.state.may_say_yes(between, asked)?;
            }
            let n = act.next(relationship);
            act.say(relationship, Answer { answers: question, n, yes: reply }, Never)?;
            Ok(())
        })
    }

    /// Withdraws grants, for good. From now on they permit nothing here; at the vendor's from receipt.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`], [`StateError::NoSuchGrant`]; [`StateError::NothingToDo`] when none of them can be
    /// withdrawn any more; [`StateError::LegalDuty`] when the vendor processes on a legal duty alone.
    pub fn withdraw(
        &mut self,
        relationship: StreamId,
        agreement: AgreementId,
        which: &WhichGrants,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.order_grants(GrantMove::Withdraw, relationship, agreement, which, command, now, random)
    }

    /// Holds grants back; they come back with [`resume`](Self::resume).
    ///
    /// # Errors
    /// As [`withdraw`](Self::withdraw).
    pub fn pause(
        &mut self,
        relationship: StreamId,
        agreement: AgreementId,
        which: &WhichGrants,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.order_grants(GrantMove::Pause, relationship, agreement, which, command, now, random)
    }

    /// Takes grants up again that were paused.
    ///
    /// # Errors
    /// As [`withdraw`](Self::withdraw).
    pub fn resume(
        &mut self,
        relationship: StreamId,
        agreement: AgreementId,
        which: &WhichGrants,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.order_grants(GrantMove::Resume, relationship, agreement, which, command, now, random)
    }

    #[allow(clippy::too_many_arguments, reason = "the three calls above in one")]
    fn order_grants(
        &mut self,
        step: GrantMove,
        relationship: StreamId,
        agreement: AgreementId,
        which: &WhichGrants,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let named = match which {
            WhichGrants::All => Value::from("all"),
            WhichGrants::These(grants) => {
                grants.iter().map(|grant| Value::from(grant.to_string())).collect::<Vec<_>>().into()
            }
        };
        let arguments = about(relationship).with("agreement", agreement.to_string()).with("grants", named);
        self.life.run(step.name(), arguments.into(), command, now, random, |act| {
            can_step(act, relationship, agreement, which, step)?;
            if step == GrantMove::Withdraw {
                act.state.relationship(relationship)?.may_withdraw()?;
            }
            let (n, at) = (act.next(relationship), act.now);
            let order = GrantStep { agreement, n, which: which.clone(), at };
            match step {
                GrantMove::Withdraw => act.say(relationship, Withdrawal(order), Never)?,
                GrantMove::Pause => act.say(relationship, Pause(order), Never)?,
                GrantMove::Resume => act.say(relationship, Resume(order), Never)?,
            };
            Ok(())
        })
    }

    /// Puts up a block: from now on it beats every grant. Nobody is told.
    ///
    /// # Errors
    /// [`DecisionError`](crate::decision::DecisionError) when its words mean nothing, or its id is taken.
    pub fn block(
        &mut self,
        block: &Block,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("block", block.to_value(), command, now, random, |act| {
            let mut block = block.clone();
            if let Selector::Vendor(did) = &mut block.against {
                *did = act.state.known_as(did).clone();
            }
            act.push(StreamId::OWN, Event::Blocked(Box::new(block)))
        })
    }

    /// Takes a block down.
    ///
    /// # Errors
    /// [`StateError::NoSuchBlock`].
    pub fn unblock(
        &mut self,
        id: &str,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let event = Event::Unblocked { id: id.to_owned() };
        self.life.run("unblock", id.into(), command, now, random, |act| act.push(StreamId::OWN, event))
    }

    /// Notes that a grant was used. One that was given once ends with it.
    ///
    /// # Errors
    /// [`StateError::NoSuchGrant`]; [`DecisionError`](crate::decision::DecisionError) when it is over already.
    pub fn record_use(
        &mut self,
        relationship: StreamId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("grant", grant.to_string()).into();
        self.life
            .run("record-use", arguments, command, now, random, |act| act.push(relationship, Event::Used { grant }))
    }

    /// Notes that the duties which come before a grant's use are done, as the person knows: never on the vendor's word.
    ///
    /// # Errors
    /// [`DecisionError`](crate::decision::DecisionError) when there is no such grant.
    pub fn record_duty(
        &mut self,
        relationship: StreamId,
        grant: GrantId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship).with("grant", grant.to_string()).into();
        let event = Event::DutyDone { grant };
        self.life.run("record-duty", arguments, command, now, random, |act| act.push(relationship, event))
    }

    /// New keys for the relationship's persona, said with the old one. The old keys still open for 90 days.
    ///
    /// # Errors
    /// [`StateError::NoKeys`] before both sides have used keys; [`StateError::Negotiating`] while a negotiation runs, whose
    /// document names the keys that signed the proffer.
    pub fn rotate_keys(
        &mut self,
        relationship: StreamId,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("rotate-keys", only(relationship), command, now, random, |act| {
            act.expire_with(relationship)?;
            if act.negotiation(relationship).is_ok() {
                return Err(StateError::Negotiating.into());
            }
            let next = act.own_pairs(relationship)?.rotate(act.random)?;
            act.rotate(relationship, Arc::new(next))
        })
    }

    /// Notes everything whose time has run out: agreements, negotiations, and signatures that no second one followed.
    /// Decisions do not wait for it; states and lists do.
    ///
    /// # Errors
    /// The store's; [`StateError::NothingDue`] when nothing has run out, which a host that calls it daily passes over.
    pub fn expire(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.life.run("expire", Object::new().into(), command, now, random, |act| act.expire())
    }
}

/// Whether the move would move anything; the vendor's own duties are none of the person's grants.
fn can_step(
    act: &Act<'_>,
    stream: StreamId,
    agreement: AgreementId,
    which: &WhichGrants,
    step: GrantMove,
) -> Result<(), Error> {
    let between = act.state.relationship(stream)?;
    let agreed = between.agreed_in_force(&agreement)?;
    let ledger = act.state.ledger();
    if let WhichGrants::These(grants) = which {
        let here = |id: &&GrantId| ledger.find(between.vendor(), id).is_some_and(|grant| grant.agreement == agreement);
        if let Some(stranger) = grants.iter().find(|id| !here(id)) {
            return Err(StateError::NoSuchGrant { id: *stranger }.into());
        }
    }
    let mut grants = ledger.grants(between.vendor()).filter(|grant| grant.agreement == agreement).peekable();
    if grants.peek().is_none() && !agreed.outside.is_empty() {
        return Err(StateError::LegalDuty.into());
    }
    let moves = |status: GrantStatus| status.after(step).is_ok();
    if grants.any(|grant| which.contains(&grant.id) && moves(grant.status)) {
        Ok(())
    } else {
        Err(StateError::NothingToDo { step: step.name() }.into())
    }
}

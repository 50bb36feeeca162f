//! Steps that both sides take alike: new keys, what has run out, ends, rosters, the clock.

use super::{Act, Life, Outcome};
use crate::agreement::Role;
use crate::chain::StreamId;
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{CommandId, Event};
use crate::json::Object;
use crate::keys::{PartyKeyPairs, Randomness};
use crate::message::{Ended, Never, RefusalReason, Rotation, SignedRoster};
use crate::time::{Days, Instant};
use crate::view::{Relationship, StateError};
use std::sync::Arc;

impl Life {
    /// The clock is right, although it is behind the last event.
    pub(crate) fn accept_clock(
        &mut self,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        self.once("accept-clock", Object::new().into(), command, |life, command| {
            life.write(command, now, random, |act| act.push(StreamId::OWN, Event::ClockAccepted))
        })
    }
}

impl Act<'_> {
    /// New keys, said with the old ones.
    pub(crate) fn rotate(&mut self, stream: StreamId, next: Arc<PartyKeyPairs>) -> Result<(), Error> {
        let between = self.state.relationship(stream)?;
        between.other().ok_or(StateError::NoKeys)?;
        let keys = next.public();
        // The rotation is signed with the old key: the new ones are in use once it is said.
        let message = self.message(stream, Rotation { keys }, Never)?;
        self.keep(stream, next)?;
        self.post(stream, message)?;
        Ok(())
    }

    /// Notes all whose time has run out.
    pub(crate) fn expire(&mut self) -> Result<(), Error> {
        let streams: Vec<StreamId> = self.state.relationships().map(Relationship::id).collect();
        let mut nothing = true;
        for stream in streams {
            nothing &= !self.expire_with(stream)?;
        }
        nothing &= !self.expire_casts()?;
        if nothing { Err(StateError::NothingDue.into()) } else { Ok(()) }
    }

    /// Notes what has run out of one relationship, which must not stand in the way of what comes; whether anything had.
    pub(crate) fn expire_with(&mut self, stream: StreamId) -> Result<bool, Error> {
        let between = self.state.relationship(stream)?;
        let events = run_out(between, self.state.role(), self.now);
        let waiting = between.negotiation().and_then(|negotiation| negotiation.waiting());
        let ends = events.iter().any(|event| !matches!(event, Event::Expired { .. }));
        let any = !events.is_empty();
        for event in events {
            let lapsed = match &event {
                Event::Lapsed { agreement } => Some(*agreement),
                _ => None,
            };
            self.push(stream, event)?;
            // The other side may have signed in time, and its signature been lost: it must not go on believing.
            if let Some(agreement) = lapsed {
                self.late(stream, agreement)?;
            }
        }
        self.answered(stream, waiting.filter(|_| ends));
        if any {
            self.follow_choice(stream)?;
        }
        Ok(any)
    }

    /// Ends an agreement, and says so with where the stream stood before.
    pub(crate) fn end(&mut self, stream: StreamId, agreement: AgreementId) -> Result<(), Error> {
        self.state.relationship(stream)?.agreed_in_force(&agreement)?;
        let (stands, at) = (self.stands(stream), self.now);
        self.say(stream, Ended { agreement, stream: stands, at }, Never)?;
        Ok(())
    }

    /// Ends a relationship, and every agreement with it.
    pub(crate) fn terminate(&mut self, stream: StreamId) -> Result<(), Error> {
        let between = self.state.relationship(stream)?;
        let role = self.state.role();
        let running = between.negotiation().filter(|negotiation| !negotiation.is_over());
        // A signature cannot be taken back: the other side may have signed by now.
        if running.is_some_and(|negotiation| negotiation.half_of(role).is_some()) {
            return Err(StateError::Negotiating.into());
        }
        if let Some(answers) = running.and_then(|negotiation| negotiation.unanswered_by(role)) {
            self.refuse(stream, answers, RefusalReason::Agreement)?;
        }
        let between = self.state.relationship(stream)?;
        let in_force: Vec<AgreementId> = between.in_force().map(|agreed| agreed.agreement.id()).collect();
        for agreement in in_force {
            self.end(stream, agreement)?;
        }
        self.push(stream, Event::Terminated)
    }

    /// Takes a roster that an authority signed.
    pub(crate) fn load_roster(&mut self, roster: &SignedRoster, document: &[u8]) -> Result<(), Error> {
        let (authority, hash) = (roster.authority(), roster.hash());
        self.push(
            StreamId::OWN,
            Event::RosterLoaded {
                roster: roster.roster().iri().to_owned(),
                authority,
                document: hash,
                released: roster.released(),
            },
        )?;
        self.keep_document(StreamId::OWN, hash.as_bytes(), document)
    }
}

/// What has run out by now. The first signer waits a day longer than it asked the second to.
fn run_out(between: &Relationship, role: Role, now: Instant) -> Vec<Event> {
    let mut events = Vec::new();
    if let Some(negotiation) = between.negotiation().filter(|negotiation| !negotiation.is_over()) {
        let until = negotiation.until();
        match negotiation.half_of(role) {
            Some(half) if until.plus(Days::new(1)).is_ok_and(|last| now >= last) => {
                events.push(Event::Lapsed { agreement: half.id() });
            }
            None if now >= until => events.push(Event::NegotiationExpired),
            _ => {}
        }
    }
    let over = between.in_force().filter(|agreed| agreed.agreement.document().window().is_over(now));
    events.extend(over.map(|agreed| Event::Expired { agreement: agreed.agreement.id() }));
    events
}

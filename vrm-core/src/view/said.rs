//! What follows from a message that was said.

use super::ending::{Changes, Ending, Endings};
use super::error::StateError;
use super::market::announced;
use super::negotiation::{Negotiation, Waiting};
use super::ordered::asked;
use super::relationship::{Agreed, Published, Relationship};
use super::rights::{claimed, notified, right_answered};
use super::state::State;
use crate::agreement::{Agreement, HalfAgreement, Role};
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::{Entry, Side};
use crate::keys::{Payload, Unverified};
use crate::message::{
    AnyMessage, Body, Counter, Ended, Late, Message, MessageKind, Pause, Proffer, Profile, Refusal, RefusalReason,
    Resume, Rotation, Seen, Signature, Withdrawal,
};
use crate::negotiation::NegotiationMove;
use crate::relationship::{AgreementMove, AgreementState, RelationshipMove, RelationshipState};
use crate::time::Instant;
use crate::vault::DisclosureMove;
use crate::vocab::Cone;
use std::collections::BTreeMap;
use std::sync::Arc;

impl State {
    /// A message that was verified before it became an event.
    pub(super) fn said(
        &mut self,
        between: &mut Relationship,
        by: Role,
        message: &AnyMessage,
        entry: &Entry,
    ) -> Result<(), Error> {
        let own = by == self.role();
        if !may_say(message.kind(), by) {
            return Err(StateError::OutOfPlace { kind: entry.event.kind() }.into());
        }
        if own
            && may_run_out(message.kind())
            && let facts = message.facts()?
            && let Some(until) = facts.expires
        {
            between.counts(facts.jti, until);
        }
        match message {
            AnyMessage::Profile(text) => self.profiled(between, &read(text)?),
            AnyMessage::Proffer(text) => self.proffered(between, text, own),
            AnyMessage::Counter(text) => self.countered(between, text, own),
            AnyMessage::Intention(text) => announced(between, text),
            AnyMessage::Offer(text) => self.offered(between, text, own),
            AnyMessage::Acceptance(text) => self.accepted(between, text, own, entry.at),
            AnyMessage::Signature(text) => self.signed(between, text, own, entry.at),
            AnyMessage::Refusal(text) => refused(between, &read(text)?),
            AnyMessage::Late(text) => self.late(between, &read(text)?),
            AnyMessage::Ask(text) => asked(between, text),
            AnyMessage::Answer(text) => self.answered(between, text, own),
            AnyMessage::Consent(text) => self.consented(between, text, own),
            AnyMessage::ConsentReceipt(text) => self.receipted(between, text, own),
            AnyMessage::Withdrawal(text) => {
                let message = read(text)?;
                self.ordered(between, &message, Withdrawal::order, own)?;
                self.withdrawn(between, &message)
            }
            AnyMessage::Pause(text) => self.ordered(between, &read(text)?, Pause::order, own),
            AnyMessage::Resume(text) => self.ordered(between, &read(text)?, Resume::order, own),
            AnyMessage::Ended(text) => self.ended(between, &read(text)?, by),
            // Noted without its text, as a kind of its own.
            AnyMessage::Disclosure(_) => Err(StateError::OutOfPlace { kind: "disclosed" }.into()),
            AnyMessage::RightsRequest(text) => claimed(between, text, own, entry),
            AnyMessage::RightsAnswer(text) => right_answered(between, text, own, entry.at),
            AnyMessage::Incident(text) => notified(between, text, own, entry.at),
            AnyMessage::Rotation(text) => self.rotated(between, text, own, entry.at),
            AnyMessage::Seen(text) => seen(between, &read(text)?, own),
        }
    }

    /// Keys that the old ones do not vouch for wait for the person.
    fn profiled(&mut self, between: &mut Relationship, message: &Message<Profile>) -> Result<(), Error> {
        let Profile { name, keys, accepts } = message.body().clone();
        let published = Published { did: message.iss().clone(), name, keys, accepts };
        match &between.other {
            None => {
                self.pin(between, published.did.clone(), keys)?;
                between.profile = Some(published);
            }
            Some(other) if *other.current() == keys => {
                between.profile = Some(published);
                between.key_change = None;
            }
            Some(_) => between.key_change = Some(published),
        }
        Ok(())
    }

    fn proffered(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Proffer>>,
        own: bool,
    ) -> Result<(), Error> {
        let message = read(text)?;
        if between.negotiation.as_ref().is_some_and(|running| !running.is_over()) {
            return Err(StateError::Negotiating.into());
        }
        let id = text.claimed_id()?;
        let mut negotiation = Negotiation::start(id, &message)?;
        if own {
            negotiation.waiting = Some(Waiting { letter: message.jti(), id });
        } else {
            self.first_keys(between, &message, message.body().keys)?;
        }
        between.negotiation = Some(Arc::new(negotiation));
        Ok(())
    }

    fn countered(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Counter>>,
        own: bool,
    ) -> Result<(), Error> {
        let message = read(text)?;
        if !own {
            self.first_keys(between, &message, message.body().keys)?;
        }
        let (id, negotiation) = (text.claimed_id()?, between.negotiating()?);
        negotiation.counter(id, &message)?;
        negotiation.waiting = own.then(|| Waiting { letter: message.jti(), id });
        Ok(())
    }

    /// The keys that a first message brings; those of a known sender are the ones in use.
    pub(super) fn first_keys<B: Body>(
        &mut self,
        between: &mut Relationship,
        message: &Message<B>,
        keys: crate::keys::PartyKeys,
    ) -> Result<(), Error> {
        match &between.other {
            None => self.pin(between, message.iss().clone(), keys),
            Some(other) if *other.current() == keys => Ok(()),
            Some(_) => Err(StateError::OtherKeys.into()),
        }
    }

    fn signed(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Signature>>,
        own: bool,
        at: Instant,
    ) -> Result<(), Error> {
        let (message, id) = (read(text)?, text.claimed_id()?);
        let half = HalfAgreement::verify(&message.body().half, at)?;
        // It came too late, and is answered so.
        if between.has_lapsed(&half.id()) {
            return Ok(());
        }
        let keys = half.document().keys(half.role()).to_owned();
        if !own && between.other.is_none() {
            let did = half.document().vendor().did.clone();
            self.pin(between, did, keys)?;
        }
        let own_terms = self.own_terms.clone().filter(|_| own && self.side() == Side::Person);
        let negotiation = between.negotiating()?;
        if own {
            negotiation.sign_under(own_terms);
        }
        match negotiation.half().cloned() {
            None => {
                negotiation.sign_first(id, half);
                negotiation.waiting = own.then(|| Waiting { letter: message.jti(), id });
            }
            Some(first) => {
                let agreement = Agreement::of(&first, &half)?;
                negotiation.complete(agreement)?;
                negotiation.waiting = None;
            }
        }
        Ok(())
    }

    /// Both have signed: from now on its grants decide.
    pub(super) fn agreed(&mut self, between: &mut Relationship, id: AgreementId, machine: &str) -> Result<(), Error> {
        let signed = between.negotiating()?.signed_by_both().filter(|agreement| agreement.id() == id);
        let agreement = signed.cloned().ok_or(StateError::NotSigned)?;
        let document = agreement.document();
        let terms = self.compiled(machine, document.terms().pin().machine)?;
        let own = between.negotiating()?.own_terms();
        let authority = document.declaration().authorise(id, document.window(), &terms, own.as_deref())?;
        self.ledger.agree(&between.vendor, id, terms.terms(), document.window())?;
        for grant in authority.grants {
            self.ledger.grant(&between.vendor, grant)?;
        }
        let replaced = document.replaces().filter(|old| between.agreements.contains_key(old));
        let (pending, outside) = (authority.pending, authority.outside);
        let state = AgreementState::InForce;
        let first = between.negotiating()?.half().map_or(Role::Person, HalfAgreement::role);
        let changes = Changes::given(document.made());
        let replaces = Ending::replaced(&agreement, first);
        let vocabulary = terms.terms().vocabulary();
        let own = vocabulary.own().iter().map(|own| &own.word);
        let marked = own.filter(|word| vocabulary.is_marked(Cone::Data, word)).cloned().collect();
        let (gone, ended) = (BTreeMap::new(), Endings::default());
        let agreed = Agreed { agreement, state, first, pending, outside, changes, marked, gone, ended, over: None };
        between.agreements.insert_mut(id, agreed);
        if between.state != RelationshipState::Active {
            between.step(RelationshipMove::Agree)?;
        }
        match replaced {
            Some(old) if between.is_in_force(&old) => {
                self.over(between, &old, AgreementMove::Replace, replaces)?;
            }
            Some(old) => between.end_consents(&old, replaces),
            None => {}
        }
        Ok(())
    }

    /// The end of an agreement, and of all its grants.
    pub(super) fn over(
        &mut self,
        between: &mut Relationship,
        id: &AgreementId,
        step: AgreementMove,
        ending: Ending,
    ) -> Result<(), Error> {
        let agreed = between.agreements.get_mut(id).ok_or(StateError::NoSuchAgreement { id: *id })?;
        agreed.state = agreed.state.after(step)?;
        // What one side says of the time of its own end decides nothing of what the other may still hold.
        agreed.over = Some(if step == AgreementMove::End { self.clock } else { ending.at });
        between.end_consents(id, ending);
        between.stop_waiting(id);
        self.ledger.end(&between.vendor, id)?;
        if between.state == RelationshipState::Active && between.in_force().next().is_none() {
            between.step(RelationshipMove::Lapse)?;
        }
        Ok(())
    }

    /// There never was an agreement: the second signature did not come, or too late.
    pub(super) fn lapsed(&mut self, between: &mut Relationship, id: &AgreementId) -> Result<(), Error> {
        if between.agreements.contains_key(id) {
            self.over(between, id, AgreementMove::Lapse, Ending::in_time(self.clock))?;
        }
        if let Some(negotiation) = &mut between.negotiation
            && negotiation.half().is_some_and(|half| half.id() == *id)
        {
            let negotiation = Arc::make_mut(negotiation);
            negotiation.lapse()?;
            negotiation.waiting = None;
        }
        between.lapsed.insert_mut(*id);
        Ok(())
    }

    fn late(&mut self, between: &mut Relationship, message: &Message<Late>) -> Result<(), Error> {
        let Late { agreement } = message.body();
        // Whoever says so has noted it before.
        if between.has_lapsed(agreement) { Ok(()) } else { self.lapsed(between, agreement) }
    }

    fn ended(&mut self, between: &mut Relationship, message: &Message<Ended>, by: Role) -> Result<(), Error> {
        let (Ended { agreement, stream, .. }, at) = (*message.body(), message.iat());
        let ending = Ending::by(by, at, message.jti(), stream.n.saturating_add(1));
        if between.is_in_force(&agreement) {
            self.over(between, &agreement, AgreementMove::End, ending)?;
        } else {
            // Both sides may end it at once: the consents under it ended with the earlier of the two.
            between.agreed(&agreement)?;
            between.end_consents(&agreement, ending);
        }
        if by == self.role() {
            between.awaits(message.jti(), message.iat());
        }
        Ok(())
    }

    fn rotated(
        &mut self,
        between: &mut Relationship,
        text: &Unverified<Message<Rotation>>,
        own: bool,
        at: Instant,
    ) -> Result<(), Error> {
        let keys = read(text)?.body().keys;
        let (Some(mine), Some(theirs)) = (&mut between.own, &mut between.other) else {
            return Err(StateError::NoKeys.into());
        };
        let (signer, reader) = if own { (mine, theirs) } else { (theirs, mine) };
        let message = Arc::make_mut(signer).rotate(text, reader, at)?;
        if own {
            between.awaits(message.value().jti(), message.value().iat());
        } else {
            self.claim(between.id, &keys)?;
        }
        Ok(())
    }
}

impl Relationship {
    /// Whether an agreement is in force.
    pub(crate) fn is_in_force(&self, id: &AgreementId) -> bool {
        self.agreements.get(id).is_some_and(|agreed| agreed.state == AgreementState::InForce)
    }
}

/// Which side a type of message is of.
fn may_say(kind: MessageKind, by: Role) -> bool {
    match kind {
        MessageKind::Proffer
        | MessageKind::Intention
        | MessageKind::Acceptance
        | MessageKind::Answer
        | MessageKind::Consent
        | MessageKind::Withdrawal
        | MessageKind::Pause
        | MessageKind::Resume
        | MessageKind::Disclosure
        | MessageKind::RightsRequest => by == Role::Person,
        MessageKind::Profile
        | MessageKind::Counter
        | MessageKind::Offer
        | MessageKind::Ask
        | MessageKind::ConsentReceipt
        | MessageKind::RightsAnswer
        | MessageKind::Incident => by == Role::Vendor,
        _ => true,
    }
}

/// Whether messages of a type say until when they count. A disclosure does too, and is noted without its text.
fn may_run_out(kind: MessageKind) -> bool {
    matches!(
        kind,
        MessageKind::Proffer | MessageKind::Counter | MessageKind::Offer | MessageKind::Acceptance | MessageKind::Ask
    )
}

fn refused(between: &mut Relationship, message: &Message<Refusal>) -> Result<(), Error> {
    if between.refuse_receipt(&message.body().answers) {
        return Ok(());
    }
    let step = match message.body().why {
        RefusalReason::Negotiation => NegotiationMove::RefuseToTalk,
        RefusalReason::Agreement => NegotiationMove::Refuse,
        RefusalReason::Invalid => NegotiationMove::Invalidate,
    };
    let negotiation = between.negotiating()?;
    negotiation.refuse(step)?;
    negotiation.waiting = None;
    Ok(())
}

fn seen(between: &mut Relationship, message: &Message<Seen>, own: bool) -> Result<(), Error> {
    let Seen { of, stream } = message.body();
    if !own {
        between.acknowledged(of);
        between.seen.insert_mut(*of, (stream.n, message.iat()));
    } else {
        between.keep_receipt(of);
    }
    let step = if message.is_declined() { DisclosureMove::Decline } else { DisclosureMove::Acknowledge };
    between.disclosure_seen(of, step);
    between.claim_was_seen(*of)?;
    Ok(())
}

/// What a message says that was verified before it became an event.
pub(super) fn read<T: Payload>(text: &Unverified<T>) -> Result<T, Error>
where
    Error: From<T::Error>,
{
    Ok(text.peek()?)
}

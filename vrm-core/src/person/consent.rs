//! Consent: an expressed yes to what an agreement leaves to the person.

use super::Person;
use super::meet::about;
use crate::chain::StreamId;
use crate::consent::{ConsentRecord, RecordId};
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::CommandId;
use crate::keys::{Randomness, fresh};
use crate::life::{Act, Heard, Outcome};
use crate::message::{Consent, Never, RefusalReason};
use crate::terms::Basis;
use crate::time::Instant;
use crate::view::StateError;
use crate::vocab::Word;

impl Person {
    /// Consents to an optional process of an agreement, or to marked data of one (health, crime, ...): one process and one
    /// word at a time, [`Relationship::waiting`](crate::view::Relationship::waiting) lists them. It becomes a grant, here
    /// at once and at the vendor's from receipt, and is taken back by [`withdraw`](Self::withdraw) of that grant.
    ///
    /// For marked data this must be the person's own explicit act (GDPR art. 9(2)(a)): an app calls it when the person has
    /// said so of exactly this data and this process, and for nothing else.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`], [`StateError::NothingPending`], [`StateError::ConsentedAlready`],
    /// [`StateError::TooManyEver`].
    #[allow(clippy::too_many_arguments, reason = "what is consented to, and what every command has")]
    pub fn consent(
        &mut self,
        relationship: StreamId,
        agreement: AgreementId,
        process: u32,
        data: &Word,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = about(relationship)
            .with("agreement", agreement.to_string())
            .with("process", i64::from(process))
            .with("data", data.iri());
        self.life.run("consent", arguments.into(), command, now, random, |act| {
            act.expire_with(relationship)?;
            let between = act.state.relationship(relationship)?;
            let agreed = between.agreed_in_force(&agreement)?;
            between.may_consent()?;
            let grant = agreed.waits(process, data).ok_or(StateError::NothingPending)?.grant();
            let record = match grant.basis {
                Basis::Consent => {
                    let id = RecordId::of_random(fresh(act.random)?);
                    Some(ConsentRecord::new(agreed.consent_record(grant, id, act.now.floor_to_minute()))?)
                }
                _ => None,
            };
            let n = act.next(relationship);
            act.say(relationship, Consent { agreement, n, process, data: data.clone(), record }, Never)?;
            Ok(())
        })
    }
}

impl Act<'_> {
    /// Takes a receipt: what claims more than was agreed is kept as what it is, and refused.
    pub(super) fn take_receipt(&mut self, heard: Heard) -> Result<(), Error> {
        let (stream, id) = (heard.stream, heard.facts.id);
        self.state.relationship(stream)?.may_issue()?;
        let (of, message) = (heard.facts.jti, heard.message);
        self.note(stream, message)?;
        let receipt = self.state.relationship(stream)?.receipt(&id);
        if receipt.is_some_and(|receipt| !receipt.excess.is_empty()) {
            return self.refuse(stream, id, RefusalReason::Invalid);
        }
        self.say_seen(stream, of)
    }
}

//! Issue: receipts for what was agreed and consented to.

use super::Desk;
use crate::consent::{Contact, Controller, IsoReceipt, KantaraReceipt, ReceiptFacts, RecordId};
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::CommandId;
use crate::json::{Object, Value};
use crate::keys::{Randomness, fresh};
use crate::life::Outcome;
use crate::log::LogId;
use crate::message::{ConsentReceipt, Never};
use crate::time::Instant;
use crate::vocab::Place;
use std::collections::BTreeSet;

/// What a receipt says of the vendor besides what is in the agreement: both standards want it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issuer {
    /// How the vendor is reached.
    pub contact: Contact,
    /// The jurisdictions it is under, at least one.
    pub jurisdiction: BTreeSet<Place>,
    /// Where consent is withdrawn and rights are claimed: a link.
    pub exercised_at: String,
    /// Where its policy stands, in the version that was agreed on: a link.
    pub policy: String,
}

impl Desk {
    /// Issues a receipt for an agreement and the consents under it, as they stand now: ISO/IEC TS 27560 and, while one of
    /// its records is valid, Kantara v1.1 beside it. It can be issued for an agreement that is over, and says so then.
    ///
    /// # Errors
    /// [`StateError::NoSuchAgreement`](crate::view::StateError::NoSuchAgreement); [`ConsentError`](crate::consent::ConsentError) for an issuer that says too little;
    /// [`FormError`](crate::form::FormError) when it is too long to sign.
    #[allow(clippy::too_many_arguments, reason = "for what and by whom, and what every command has")]
    pub fn issue(
        &mut self,
        customer: LogId,
        agreement: AgreementId,
        issuer: &Issuer,
        command: Option<CommandId>,
        now: Instant,
        random: &mut dyn Randomness,
    ) -> Result<Outcome, Error> {
        let arguments = Object::new().with("agreement", agreement.to_string()).with("issuer", issuer.to_value()).into();
        self.step(customer, "issue", arguments, command, now, random, |act, stream, _| {
            act.expire_with(stream)?;
            let between = act.state.relationship(stream)?;
            let agreed = between.agreed(&agreement)?;
            let document = agreed.agreement.document();
            let (person, vendor) = (document.person().sign(), document.vendor().clone());
            let controller = Controller {
                did: vendor.did.clone(),
                name: vendor.name.clone(),
                contact: Some(issuer.contact.clone()),
            };
            let mut records = act.state.records(between, agreed, &BTreeSet::new());
            for record in &mut records {
                record.controller = controller.clone();
                record.jurisdiction = issuer.jurisdiction.clone();
                record.exercised_at.clone_from(&issuer.exercised_at);
            }
            let (sub, terms) = (person.to_did(), document.terms().pin().clone());
            let person = person.thumbprint();
            let facts = ReceiptFacts {
                id: RecordId::of_random(fresh(act.random)?),
                created: act.now.floor_to_minute(),
                publisher: controller,
                recipient: sub.clone(),
                records,
            };
            let record = IsoReceipt::new(facts)?;
            let kantara = KantaraReceipt::of(&record, &issuer.policy)?;
            let stands = act.stands(stream);
            let (vendor, name) = (vendor.did, vendor.name);
            let receipt =
                ConsentReceipt { sub, agreement, terms, person, vendor, name, stream: stands, record, kantara };
            act.say(stream, receipt, Never)?;
            Ok(())
        })
    }
}

impl Issuer {
    fn to_value(&self) -> Value {
        let Contact { office, address, email, phone, url } = &self.contact;
        let parts = [
            ("office", Some(office)),
            ("street", address.street.as_ref()),
            ("locality", address.locality.as_ref()),
            ("region", address.region.as_ref()),
            ("postal-code", address.postal_code.as_ref()),
            ("box-number", address.box_number.as_ref()),
            ("country", address.country.as_ref()),
            ("email", Some(email)),
            ("phone", Some(phone)),
            ("url", url.as_ref()),
            ("exercised-at", Some(&self.exercised_at)),
            ("policy", Some(&self.policy)),
        ];
        let stated = parts.into_iter().filter_map(|(name, text)| Some((name, text?)));
        let form = stated.fold(Object::new(), |form, (name, text)| form.with(name, text.as_str()));
        let places: Vec<Value> = self.jurisdiction.iter().map(|place| place.iri().into()).collect();
        form.with("jurisdiction", places).into()
    }
}

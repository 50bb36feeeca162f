//! Issue: receipts for what was agreed and consented to.

use super::Desk;
use crate::consent::{ConsentError, Contact, Controller, IsoReceipt, KantaraReceipt, ReceiptFacts, RecordId};
use crate::decision::AgreementId;
use crate::error::Error;
use crate::history::CommandId;
use crate::json::{Object, Pointer, Value};
use crate::keys::{Randomness, fresh};
use crate::life::Outcome;
use crate::log::LogId;
use crate::message::{ConsentReceipt, Never};
use crate::time::Instant;
use crate::view::KnownTo;
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
    /// [`StateError::NoSuchAgreement`](crate::view::StateError::NoSuchAgreement),
    /// [`StateError::TooManyReceipts`](crate::view::StateError::TooManyReceipts); [`ConsentError`] for an issuer that says
    /// too little, and as [`Issuer::check`];
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
        issuer.check()?;
        let arguments = Object::new().with("agreement", agreement.to_string()).with("issuer", issuer.to_value()).into();
        self.step(customer, "issue", arguments, command, now, random, |act, stream, _| {
            act.expire_with(stream)?;
            let between = act.state.relationship(stream)?;
            between.may_issue()?;
            let agreed = between.agreed(&agreement)?;
            let document = agreed.agreement.document();
            let (person, vendor) = (document.person().sign(), document.vendor().clone());
            let controller = Controller {
                did: vendor.did.clone(),
                name: vendor.name.clone(),
                contact: Some(issuer.contact.clone()),
            };
            let mut records = act.state.records(between, agreed, KnownTo::Oneself);
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
    /// Whether its places are known and its links are links. What else a receipt wants is told where it is issued.
    ///
    /// # Errors
    /// [`ConsentError::UnknownValue`] for a place that nobody knows, which no reader could compare with another;
    /// [`ConsentError::NotALink`]. The path is that of the field.
    ///
    /// ```
    /// use vrm_core::consent::{ConsentError, Contact};
    /// use vrm_core::desk::Issuer;
    /// let mut issuer = Issuer {
    ///     contact: Contact::default(),
    ///     jurisdiction: ["FR".parse()?].into(),
    ///     exercised_at: "https://shop.example/rights".into(),
    ///     policy: "https://shop.example/policy/1".into(),
    /// };
    /// assert_eq!(issuer.check(), Ok(()));
    /// issuer.exercised_at = "at the counter".into();
    /// assert!(matches!(issuer.check(), Err(ConsentError::NotALink { path }) if path.as_str() == "/exercised_at"));
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    pub fn check(&self) -> Result<(), ConsentError> {
        let root = Pointer::root();
        let unknown = self.jurisdiction.iter().enumerate().find(|(_, place)| !place.is_known());
        if let Some((at, _)) = unknown {
            let path = root.member("jurisdiction").item(at);
            return Err(ConsentError::UnknownValue { path, expected: "a place as in `FR`, `US-CA` or `EU`" });
        }
        let url = self.contact.url.as_ref().map(|url| (url, root.member("contact").member("url")));
        let links = [(&self.exercised_at, root.member("exercised_at")), (&self.policy, root.member("policy"))];
        // One that is empty is one that is missing.
        let wrong = links.into_iter().chain(url).find(|(link, _)| !link.is_empty() && !is_link(link));
        wrong.map_or(Ok(()), |(_, path)| Err(ConsentError::NotALink { path }))
    }

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

fn is_link(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let apart = |c: char| c.is_whitespace() || c.is_control();
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']) && !rest.contains(apart))
}

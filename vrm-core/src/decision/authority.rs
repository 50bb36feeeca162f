//! From a declaration to grants: what an agreement authorises when it comes into force.

use super::combine::{Combination, at_worst};
use super::grant::{AgreementId, Grant, GrantId, GrantStatus};
use super::{CompiledTerms, Fit, FitVerdict};
use crate::terms::{Basis, Declaration, Duty, Necessity, Permission, Process, Scope, Timing};
use crate::time::Window;
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;

/// What an agreement authorises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Grants that stand at once: one for each ordinary data word of each required process.
    pub grants: Vec<Grant>,
    /// Grants that wait for the person.
    pub pending: Vec<Pending>,
    /// Processes on a legal duty, by index: shown and recorded, permitting nothing.
    pub outside: Vec<usize>,
}

/// A grant that waits for the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// What it waits for.
    pub needs: Needs,
    grant: Grant,
}

/// What a pending grant waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Needs {
    /// A yes: the process is optional.
    Yes,
    /// An explicitly expressed consent, with its record and receipt: the data is marked.
    ExplicitConsent,
}

/// Why an agreement cannot come into force over a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// How the declaration stands to the roster text.
    pub roster: Fit,
    /// How it stands to the person's own terms, where there are any.
    pub own: Option<Fit>,
    /// Processes, by index, that are permitted at no moment of the agreement.
    pub no_moment: Vec<usize>,
}

impl Pending {
    /// The grant as it would stand, under the id of nobody's yes.
    #[must_use]
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// The grant that a consent or answer makes, named by the id of that message.
    #[must_use]
    pub fn given(&self, by: &[u8; 32]) -> Grant {
        let mut grant = self.grant.clone();
        if let Some(data) = grant.scope.data.first() {
            grant.id = GrantId::of(&grant.agreement, grant.process, data, Some(by));
        }
        grant
    }
}

impl Declaration {
    /// What an agreement over this declaration authorises, under a roster text and the person's own terms.
    ///
    /// Every request of the declaration must pass under both texts; own terms without a permission speak by their
    /// prohibitions only. Each grant is a process narrowed to one data word: it asks where some combination of it is
    /// only an ask under either text, carries the duties of every permission that covers it, and stands within their
    /// windows and the agreement's. No prohibition of either text can hit it later.
    ///
    /// ```
    /// use vrm_core::decision::{AgreementId, Needs};
    /// use vrm_core::terms::{Declaration, Process, Roster};
    /// use vrm_core::time::Window;
    /// use vrm_core::vocab::Recipient;
    /// let roster = Roster::builtin().entry("SD-BASE")?.terms().compile();
    /// let process = Process::new(
    ///     ["pd:EmailAddress".parse()?, "pd:Prescription".parse()?],
    ///     ["dpv:RequestedServiceProvision".parse()?],
    ///     ["dpv:Store".parse()?],
    ///     [Recipient::Vendor],
    /// );
    /// let agreement = AgreementId::from_bytes([1; 32]);
    /// let authority = Declaration::new([process])?.authorise(agreement, Window::ALWAYS, &roster, None).expect("it fits");
    /// assert_eq!(authority.grants.len(), 1); // the address at once,
    /// assert_eq!(authority.pending[0].needs, Needs::ExplicitConsent); // the prescription by consent
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Refusal`] with the verdict under each text.
    pub fn authorise(
        &self,
        agreement: AgreementId,
        window: Window,
        roster: &CompiledTerms,
        own: Option<&CompiledTerms>,
    ) -> Result<Authority, Box<Refusal>> {
        let own = own.map(|own| match own.terms().permissions() {
            [] => own.terms().permitting_all().compile(),
            _ => own.clone(),
        });
        let under_roster = self.fits(roster);
        let under_own = own.as_ref().map(|own| self.fits(own));
        let mut refusal = Refusal { roster: under_roster, own: under_own, no_moment: Vec::new() };
        let fits = |fit: &Fit| fit.verdict == FitVerdict::Fits;
        if !fits(&refusal.roster) || !refusal.own.as_ref().is_none_or(fits) {
            return Err(Box::new(refusal));
        }
        let texts: Vec<&CompiledTerms> = [roster].into_iter().chain(own.as_ref()).collect();
        let mut authority = Authority { grants: Vec::new(), pending: Vec::new(), outside: Vec::new() };
        for (index, process) in self.processes().iter().enumerate() {
            if process.basis == Basis::LegalDuty {
                authority.outside.push(index);
                continue;
            }
            for data in words(Cone::Data, process.data.known(), roster.vocabulary()) {
                match narrowed(index, process, &data, agreement, window, &texts) {
                    Some(grant) => authority.add(grant, process, roster.vocabulary()),
                    None => refusal.no_moment.push(index),
                }
            }
        }
        refusal.no_moment.dedup();
        if refusal.no_moment.is_empty() { Ok(authority) } else { Err(Box::new(refusal)) }
    }
}

impl Authority {
    fn add(&mut self, grant: Grant, process: &Process, vocabulary: &Vocabulary) {
        let marked = grant.scope.data.iter().any(|data| vocabulary.is_marked(Cone::Data, data));
        let needs = match process.necessity {
            _ if marked => Some(Needs::ExplicitConsent),
            Necessity::Optional => Some(Needs::Yes),
            Necessity::Required => None,
        };
        match needs {
            Some(needs) => self.pending.push(Pending { needs, grant }),
            None => self.grants.push(grant),
        }
    }
}

/// A process narrowed to one data word; none where its permissions share no moment with the agreement.
fn narrowed(
    index: usize,
    process: &Process,
    data: &Word,
    agreement: AgreementId,
    window: Window,
    texts: &[&CompiledTerms],
) -> Option<Grant> {
    let vocabulary = texts.first()?.vocabulary();
    let purposes = words(Cone::Purpose, process.purpose.known(), vocabulary);
    let operations = words(Cone::Operation, process.operation.known(), vocabulary);
    let recipients = process.recipient.known().cloned().unwrap_or_else(|| BTreeSet::from([Recipient::Anyone]));
    let conditions = at_worst(process);
    let (mut ask, mut window, mut duties) = (false, window, BTreeSet::new());
    for (purpose, operation) in
        purposes.iter().flat_map(|purpose| operations.iter().map(move |operation| (purpose, operation)))
    {
        for (recipient, text) in recipients.iter().flat_map(|recipient| texts.iter().map(move |text| (recipient, text)))
        {
            let carriers = carriers([data, purpose, operation], recipient, &conditions, text);
            ask |= carriers.iter().all(|rule| rule.asks());
            for rule in carriers {
                window = window.intersect(&rule.valid())?;
                duties.extend(rule.duties().iter().cloned());
            }
        }
    }
    let process_number = u32::try_from(index).ok()?;
    let duties: Vec<Duty> = duties.into_iter().collect();
    Some(Grant {
        id: GrantId::of(&agreement, process_number, data, None),
        agreement,
        process: process_number,
        scope: Scope { data: [data.clone()].into(), purpose: purposes, operation: operations, recipient: recipients },
        conditions,
        basis: process.basis,
        ask,
        duty_open: duties.iter().any(|duty| duty.timing == Timing::Before),
        duties,
        window,
        status: GrantStatus::Active,
        parent: None,
    })
}

/// The permissions that cover one combination, marked data as if by consent.
fn carriers<'a>(
    [data, purpose, operation]: [&Word; 3],
    recipient: &Recipient,
    conditions: &crate::terms::Conditions,
    text: &'a CompiledTerms,
) -> Vec<&'a Permission> {
    let vocabulary = text.vocabulary();
    let words = [(Cone::Data, data), (Cone::Purpose, purpose), (Cone::Operation, operation)];
    let words = words.map(|(cone, word)| vocabulary.index(cone, word));
    let combination = Combination { words, recipient: Some(recipient.clone()) };
    let rules = combination.masks(text).covering().filter_map(|rule| text.permission(rule)).collect::<Vec<_>>();
    rules.into_iter().filter(|rule| conditions.are_within(rule.conditions(), vocabulary)).collect()
}

/// The words of a dimension; what is unknown is the root and every marked word, as containment reads it.
fn words(cone: Cone, stated: Option<&BTreeSet<Word>>, vocabulary: &Vocabulary) -> BTreeSet<Word> {
    match stated {
        Some(words) => words.clone(),
        None => {
            let marked = vocabulary.words(cone).into_iter().filter(|word| vocabulary.is_marked(cone, word));
            marked.chain([cone.root()]).collect()
        }
    }
}

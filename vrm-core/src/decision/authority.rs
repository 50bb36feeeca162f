//! From a declaration to grants: what an agreement authorises when it comes into force.

use super::carriers::Carriers;
use super::combine::at_worst;
use super::grant::{AgreementId, Grant, GrantId, GrantStatus};
use super::{CompiledTerms, Fit, FitVerdict};
use crate::error::{Code, Fault};
use crate::terms::{Basis, Conditions, Declaration, Duty, Necessity, Process, Scope, Stated, Timing};
use crate::time::Window;
use crate::vocab::{Cone, Recipient, Vocabulary, Word};
use std::collections::BTreeSet;

/// What an agreement authorises. The duties of the roster text are the agreement's own ([`Terms::duties`]); grants carry
/// those of the rules that cover them, and what must come first.
///
/// [`Terms::duties`]: crate::terms::Terms::duties
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// Grants that stand at once: one for each ordinary data word of each required process.
    pub grants: Vec<Grant>,
    /// Grants that wait for the person.
    pub pending: Vec<Pending>,
    /// Processes on a legal duty, by index: shown and recorded, permitting nothing.
    pub outside: Vec<u32>,
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
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the declaration is not authorised: {}; `fits` says where", self.why())]
pub struct NotAuthorised {
    /// How the declaration stands to the roster text.
    pub roster: Fit,
    /// How it stands to the person's own terms, where there are any.
    pub own: Option<Fit>,
    /// Processes, by index, that are permitted at no moment of the agreement.
    pub no_moment: Vec<u32>,
}

impl NotAuthorised {
    fn why(&self) -> String {
        let under = |text: &str, fit: &Fit| match fit.verdict {
            FitVerdict::Fits => None,
            FitVerdict::Conflicts => Some(format!("it conflicts with {text}")),
            FitVerdict::Open => Some(format!("it leaves open whether it fits {text}")),
            FitVerdict::TooWide => Some(format!("it has too many combinations to be held against {text}")),
        };
        let own = self.own.as_ref().and_then(|own| under("the person's own terms", own));
        let no_moment = self.no_moment.iter().map(|index| format!("process {index} is permitted at no moment of it"));
        let all: Vec<String> = under("the roster text", &self.roster).into_iter().chain(own).chain(no_moment).collect();
        all.join(", ")
    }
}

impl Fault for NotAuthorised {
    fn code(&self) -> Code {
        Code::DecisionNotAuthorised
    }

    fn path(&self) -> Option<String> {
        let stuck = |fit: &Fit| {
            let stuck = fit.processes.iter().find(|process| !process.conflicts.is_empty());
            stuck.map(|process| process.process)
        };
        let first = stuck(&self.roster).or_else(|| self.own.as_ref().and_then(stuck));
        let index = first.or_else(|| self.no_moment.first().copied())?;
        Some(format!("/processes/{index}"))
    }
}

impl Pending {
    /// A grant that waits, as somebody wrote it down.
    #[must_use]
    pub const fn new(needs: Needs, grant: Grant) -> Self {
        Self { needs, grant }
    }

    /// The grant as it would stand, under the id of nobody's yes.
    #[must_use]
    pub fn grant(&self) -> &Grant {
        &self.grant
    }

    /// What data it is about.
    #[must_use]
    pub fn data(&self) -> Option<&Word> {
        self.grant.scope.data.first()
    }

    /// The grant that a consent or answer makes, named by the id of that message: 32 bytes that are its own, the same on
    /// both sides.
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
    /// let authority = Declaration::new([process])?.authorise(agreement, Window::ALWAYS, &roster, None)?;
    /// assert_eq!(authority.grants.len(), 1); // the address at once,
    /// let pending = &authority.pending[0];
    /// assert_eq!(pending.needs, Needs::ExplicitConsent); // the prescription by consent,
    /// let consent_message = [9; 32];
    /// assert_ne!(pending.given(&consent_message).id, pending.grant().id); // which names the grant it makes
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`NotAuthorised`] with the verdict under each text; under the roster's too wide also when its words as they stand
    /// make more than 1,048,576 combinations. Boxed, since it carries whole verdicts.
    pub fn authorise(
        &self,
        agreement: AgreementId,
        window: Window,
        roster: &CompiledTerms,
        own: Option<&CompiledTerms>,
    ) -> Result<Authority, Box<NotAuthorised>> {
        let own = own.map(|own| match own.terms().permissions() {
            [_, ..] if roster.vocabulary().own().is_empty() => own.clone(),
            _ => own.terms().beside(roster.terms()).compile(),
        });
        let under_roster = self.fits(roster);
        let under_own = own.as_ref().map(|own| self.fits(own));
        let mut refusal = NotAuthorised { roster: under_roster, own: under_own, no_moment: Vec::new() };
        // Every combination is walked, those too that containment drops because another holds them.
        if self.stated_combinations(roster.vocabulary()) > MOST_STATED {
            refusal.roster.verdict = FitVerdict::TooWide;
        }
        let fits = |fit: &Fit| fit.verdict == FitVerdict::Fits;
        if !fits(&refusal.roster) || !refusal.own.as_ref().is_none_or(fits) {
            return Err(Box::new(refusal));
        }
        let texts: Vec<&CompiledTerms> = [roster].into_iter().chain(own.as_ref()).collect();
        let mut authority = Authority { grants: Vec::new(), pending: Vec::new(), outside: Vec::new() };
        for (index, process) in (0u32..).zip(self.processes()) {
            if process.basis == Basis::LegalDuty {
                authority.outside.push(index);
                continue;
            }
            let frame = Frame::of(index, process, roster.vocabulary(), &texts);
            for data in words(Cone::Data, process.data.known(), roster.vocabulary()) {
                match frame.grant(&data, agreement, window) {
                    Some(grant) => authority.add(grant, process, roster.vocabulary()),
                    None => refusal.no_moment.push(index),
                }
            }
        }
        refusal.no_moment.dedup();
        if refusal.no_moment.is_empty() { Ok(authority) } else { Err(Box::new(refusal)) }
    }
}

/// The most combinations of words that become grants, all processes of a declaration together.
const MOST_STATED: usize = 1 << 20;

impl Declaration {
    /// How many combinations its words make as they stand, what is unknown at its widest.
    fn stated_combinations(&self, vocabulary: &Vocabulary) -> usize {
        let width = |cone, stated: &Stated<BTreeSet<Word>>| words(cone, stated.known(), vocabulary).len();
        let judged = self.processes().iter().filter(|process| process.basis != Basis::LegalDuty);
        let combinations = judged.map(|process| {
            let words = width(Cone::Data, &process.data)
                .saturating_mul(width(Cone::Purpose, &process.purpose))
                .saturating_mul(width(Cone::Operation, &process.operation));
            words.saturating_mul(process.recipient.known().map_or(1, BTreeSet::len))
        });
        combinations.fold(0, usize::saturating_add)
    }
}

impl Authority {
    fn add(&mut self, grant: Grant, process: &Process, vocabulary: &Vocabulary) {
        let marked = grant.scope.data.iter().any(|data| vocabulary.is_marked(Cone::Data, data));
        match process.necessity {
            // The service may stand on contract; its marked data stands on this consent.
            _ if marked => {
                let grant = Grant { basis: Basis::Consent, ..grant };
                self.pending.push(Pending { needs: Needs::ExplicitConsent, grant });
            }
            Necessity::Optional => self.pending.push(Pending { needs: Needs::Yes, grant }),
            Necessity::Required => self.grants.push(grant),
        }
    }
}

/// What the grants of one process share.
struct Frame<'a> {
    index: u32,
    basis: Basis,
    /// All but the data.
    scope: Scope,
    conditions: Conditions,
    /// What a whole text wants first, which holds back everything under it.
    first: BTreeSet<Duty>,
    carriers: Vec<Carriers<'a>>,
}

impl<'a> Frame<'a> {
    fn of(index: u32, process: &Process, vocabulary: &Vocabulary, texts: &[&'a CompiledTerms]) -> Self {
        let scope = Scope {
            data: BTreeSet::new(),
            purpose: words(Cone::Purpose, process.purpose.known(), vocabulary),
            operation: words(Cone::Operation, process.operation.known(), vocabulary),
            recipient: process.recipient.known().cloned().unwrap_or_else(|| BTreeSet::from([Recipient::Anyone])),
        };
        let conditions = at_worst(process);
        let first = texts.iter().flat_map(|text| text.terms().duties()).filter(|duty| duty.timing == Timing::Before);
        let first = first.cloned().collect();
        let carriers = texts.iter().map(|text| Carriers::of(text, &scope, &conditions)).collect();
        Self { index, basis: process.basis, scope, conditions, first, carriers }
    }

    /// The process narrowed to one data word; none where its permissions share no moment with the agreement.
    fn grant(&self, data: &Word, agreement: AgreementId, mut window: Window) -> Option<Grant> {
        let (mut ask, mut duties) = (false, self.first.clone());
        for carried in self.carriers.iter().map(|carriers| carriers.of_data(data)) {
            ask |= carried.ask;
            for rule in carried.permissions() {
                window = window.intersect(&rule.window())?;
                duties.extend(rule.duties().iter().cloned());
            }
        }
        let duties: Vec<Duty> = duties.into_iter().collect();
        Some(Grant {
            id: GrantId::of(&agreement, self.index, data, None),
            agreement,
            process: self.index,
            scope: Scope { data: [data.clone()].into(), ..self.scope.clone() },
            conditions: self.conditions.clone(),
            basis: self.basis,
            ask,
            duty_open: duties.iter().any(|duty| duty.timing == Timing::Before),
            duties,
            window,
            status: GrantStatus::Active,
            parent: None,
        })
    }
}

/// The words of a dimension; what is unknown is the root and every marked word, as containment reads it.
fn words(cone: Cone, stated: Option<&BTreeSet<Word>>, vocabulary: &Vocabulary) -> BTreeSet<Word> {
    match stated {
        Some(words) => words.clone(),
        None => vocabulary.widest(cone).into_iter().collect(),
    }
}

//! The grant that the person's yes to a request makes, the same on both sides.

use super::{AgreementId, Grant, GrantId, GrantStatus, Ledger, Request};
use crate::did::Did;
use crate::terms::{Basis, Scope};
use crate::time::Window;
use std::cmp::Reverse;
use std::collections::BTreeSet;

impl Ledger {
    /// The process on which a yes to a request would stand: of those whose grants in this agreement cover it, the one
    /// that was declared first. Neither status nor window nor whether they ask matters, so that both sides, who may not
    /// know the same of these, find the same.
    #[must_use]
    pub fn covering_process(&self, vendor: &Did, agreement: &AgreementId, request: &Request) -> Option<u32> {
        self.covering(vendor, agreement, request).map(|grant| grant.process).min()
    }

    /// The grant that a yes to a request makes: exactly the request, without an ask, on the basis and with the duties of
    /// what covers it in [`covering_process`](Self::covering_process), as long as the longest of that stands. `by` is
    /// the id of the answer. None when nothing covers the request.
    ///
    /// ```
    /// use vrm_core::decision::{AgreementId, Effect, Ledger, Request};
    /// use vrm_core::did::Did;
    /// use vrm_core::terms::{Declaration, Draft, Permission, Process};
    /// use vrm_core::time::{Instant, Window};
    /// use vrm_core::vocab::Recipient;
    /// let (shop, now) = (Did::parse("did:web:shop.example")?, Instant::parse("2026-03-01T12:00:00Z")?);
    /// let (place, care, store) = ("pd:Location".parse()?, "dpv:CustomerCare".parse()?, "dpv:Store".parse()?);
    /// let request = Request::new(place, care, store, Recipient::Vendor);
    /// let words = request.clone();
    /// let process = Process::new([words.data.clone()], [words.purpose.clone()], [words.operation], [Recipient::Vendor]);
    /// let mut draft = Draft::own();
    /// draft.permit(Permission::new("ask-me-where-i-am", [words.data], [words.purpose]).ask());
    /// let (text, agreement) = (draft.finish()?, AgreementId::from_bytes([7; 32]));
    /// let authority = Declaration::new([process])?.authorise(agreement, Window::ALWAYS, &text.compile(), None)?;
    /// let mut ledger = Ledger::new();
    /// ledger.agree(&shop, agreement, &text, Window::ALWAYS)?;
    /// ledger.grant(&shop, authority.grants[0].clone())?;
    /// assert_eq!(ledger.verdict(&shop, &request, now).effect, Effect::Ask);
    ///
    /// let (answer, n) = ([9; 32], 4); // the id of the answer, and its position in the person's stream
    /// let once = ledger.answering(&shop, &agreement, &request, &answer).unwrap();
    /// ledger.grant_at(&shop, once.clone(), n)?;
    /// assert_eq!(ledger.verdict(&shop, &request, now).effect, Effect::Permit);
    /// ledger.spend(&shop, &once.id, now)?; // its first use
    /// assert_eq!(ledger.verdict(&shop, &request, now).effect, Effect::Ask);
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn answering(&self, vendor: &Did, agreement: &AgreementId, request: &Request, by: &[u8; 32]) -> Option<Grant> {
        let process = self.covering_process(vendor, agreement, request)?;
        let carriers = || self.covering(vendor, agreement, request).filter(|grant| grant.process == process);
        let longest = carriers().max_by_key(|grant| {
            let (from, until) = (grant.window.from(), grant.window.until());
            (until.is_none(), until, Reverse(from), Reverse(grant.id))
        })?;
        let duties: BTreeSet<_> = carriers().flat_map(|grant| &grant.duties).collect();
        Some(Grant {
            duties: duties.into_iter().cloned().collect(),
            // One carrier that is free of it was enough for the question to be put.
            duty_open: carriers().all(|grant| grant.duty_open),
            ..Grant::answering(*agreement, process, request, longest.basis, longest.window, by)
        })
    }

    fn covering(&self, vendor: &Did, agreement: &AgreementId, request: &Request) -> impl Iterator<Item = &Grant> {
        self.account(vendor).into_iter().flat_map(|account| account.covering(agreement, request))
    }
}

impl Grant {
    /// Exactly the request, without an ask and without duties.
    pub(crate) fn answering(
        agreement: AgreementId,
        process: u32,
        request: &Request,
        basis: Basis,
        window: Window,
        by: &[u8; 32],
    ) -> Self {
        Self {
            id: GrantId::of(&agreement, process, &request.data, Some(by)),
            agreement,
            process,
            scope: Scope {
                data: [request.data.clone()].into(),
                purpose: [request.purpose.clone()].into(),
                operation: [request.operation.clone()].into(),
                recipient: [request.recipient.clone()].into(),
            },
            conditions: request.conditions.clone(),
            basis,
            ask: false,
            duties: Vec::new(),
            duty_open: false,
            window,
            status: GrantStatus::Active,
            parent: None,
        }
    }
}

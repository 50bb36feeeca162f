//! What an agreement authorises, or why it cannot come into force, in sentences.

use super::decision::of_duty;
use super::fit::outside;
use super::{Sentence, phrase};
use crate::decision::{Authority, Fit, FitVerdict, Grant, Needs, NotAuthorised, Pending};
use crate::terms::Duty;
use std::collections::BTreeSet;

impl Authority {
    /// What stands at once, what waits for the person, the duties that grants carry, and what is outside.
    ///
    /// ```
    /// use vrm_core::decision::AgreementId;
    /// use vrm_core::sentence::Tongue;
    /// use vrm_core::terms::{Declaration, Process, Roster};
    /// use vrm_core::time::Window;
    /// use vrm_core::vocab::Recipient;
    /// let base = Roster::builtin().entry("SD-BASE")?.terms().compile();
    /// let care = Process::new(
    ///     ["pd:EmailAddress".parse()?], ["dpv:CustomerCare".parse()?], ["dpv:Store".parse()?], [Recipient::Vendor],
    /// );
    /// let declaration = Declaration::new([care])?;
    /// let authority = declaration.authorise(AgreementId::from_bytes([1; 32]), Window::ALWAYS, &base, None).expect("it fits");
    /// assert_eq!(
    ///     authority.sentences()[0].say(Tongue::English),
    ///     "Authorised once the agreement is in force: the operation “store” on the data “email address” for the purpose \
    ///      “customer care”, received by the vendor, on the basis of the agreement."
    /// );
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut said: Vec<Sentence> = self.grants.iter().map(of_grant).collect();
        said.extend(self.pending.iter().map(Pending::sentence));
        if said.is_empty() {
            said.push(Sentence::new("authority.none"));
        }
        let grants = self.grants.iter().chain(self.pending.iter().map(Pending::grant));
        let duties: BTreeSet<&Duty> = grants.flat_map(|grant| &grant.duties).collect();
        said.extend(duties.into_iter().map(of_duty));
        said.extend(outside(&self.outside));
        said
    }
}

impl Pending {
    /// What would be authorised, and what it waits for.
    #[must_use]
    pub fn sentence(&self) -> Sentence {
        let key = match self.needs {
            Needs::Yes => "authority.consent",
            Needs::ExplicitConsent => "authority.explicit-consent",
        };
        Sentence::new(key).with("grant", phrase::grant(self.grant(), false))
    }
}

impl NotAuthorised {
    /// That it cannot be, and why by each text that is against it.
    #[must_use]
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut said = vec![Sentence::new("refusal")];
        let against = |fit: &&Fit| fit.verdict != FitVerdict::Fits;
        for (key, fit) in [("refusal.roster", Some(&self.roster)), ("refusal.own", self.own.as_ref())] {
            if let Some(fit) = fit.filter(against) {
                said.push(Sentence::new(key));
                said.extend(fit.sentences());
            }
        }
        let no_moment = |process: &u32| Sentence::new("refusal.no-moment").with("process", phrase::number(*process));
        said.extend(self.no_moment.iter().map(no_moment));
        said
    }
}

fn of_grant(grant: &Grant) -> Sentence {
    Sentence::new("authority.grant").with("grant", phrase::grant(grant, true))
}

//! The agreements a vendor can be held against, each set of rules compiled once.

use vrm_core::decision::CompiledTerms;
use vrm_core::terms::{Parties, Roster, Terms};

/// A set of rules, and the agreements that have it.
///
/// Agreements that differ in their duties alone, such as `SD-BASE` and `SD-BASE-DP`, which also
/// owes portability, allow and forbid the same: no declaration can fit one and not the other.
#[derive(Clone, Debug)]
pub struct Rules {
    ids: Vec<String>,
    titles: Vec<String>,
    terms: CompiledTerms,
}

impl Rules {
    /// The rules of every agreement of a roster that may be proffered to an organisation, in the
    /// roster's order.
    #[must_use]
    pub fn of(roster: &Roster) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        let organisations = roster.entries().iter().filter(|it| it.parties() == Parties::PersonAndOrganisation);
        for entry in organisations {
            let id = entry.name().id.clone();
            let title = entry.title("en").unwrap_or_default().to_owned();
            match all.iter_mut().find(|known| same_rules(known.terms.terms(), entry.terms())) {
                Some(known) => {
                    known.ids.push(id);
                    known.titles.push(title);
                }
                None => all.push(Self { ids: vec![id], titles: vec![title], terms: entry.terms().compile() }),
            }
        }
        all
    }

    /// The ids of the agreements, in the roster's order; at least one.
    #[must_use]
    pub fn ids(&self) -> &[String] {
        &self.ids
    }

    /// What the agreements are called in English, in the order of their ids.
    #[must_use]
    pub fn titles(&self) -> &[String] {
        &self.titles
    }

    /// The rules, ready to judge.
    #[must_use]
    pub const fn terms(&self) -> &CompiledTerms {
        &self.terms
    }
}

fn same_rules(one: &Terms, other: &Terms) -> bool {
    one.permissions() == other.permissions()
        && one.prohibitions() == other.prohibitions()
        && one.vocabulary().own() == other.vocabulary().own()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_agreement_with_an_organisation_has_its_rules_once() {
        let all = Rules::of(Roster::builtin());
        let ids: Vec<String> = all.iter().map(|rules| rules.ids().join(" ")).collect();
        assert_eq!(all[0].titles()[..2], ["Service only", "Service only, with portability"]);
        assert!(all.iter().all(|rules| rules.titles().len() == rules.ids().len()));
        assert_eq!(
            ids,
            [
                "SD-BASE SD-BASE-DP PDC-INTENT",
                "SD-BASE-A SD-BASE-A-DP",
                "SD-BASE-AT SD-BASE-AT-DP",
                "SD-BASE-ATP SD-BASE-ATP-DP",
                "SD-BASE-ATP-S3P SD-BASE-ATP-S3P-DP",
                "PDC-AI",
                "PDC-GOOD",
            ]
        );
    }
}

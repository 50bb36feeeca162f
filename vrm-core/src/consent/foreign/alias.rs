//! Names that are printed and are not there, and what they mean.

use super::note::ReceiptNote;
use super::published::PublishedTerm;
use crate::vocab::Word;

/// The namespaces of DPV's core in which members and states are found.
const DPV: [&str; 3] = ["dpv:", "https://w3id.org/dpv#", "http://www.w3.org/ns/dpv#"];

/// Members of DPV that texts print under a name that DPV 2.3 does not have.
const MEMBERS: &[(&str, &str)] = &[
    ("hasDataProcessingCondition", "dpv:hasProcessingCondition"),
    ("hasDataStorageCondition", "dpv:hasStorageCondition"),
    ("hasLegalName", "dpv:hasName"),
    ("hasStatus", "dpv:hasConsentStatus"),
];

/// Words that texts print and DPV 2.3 does not have (Final Community Group Report on 27560, February 2026).
const WORDS: &[(&str, &str)] = &[
    ("dpv:Analytics", "dpv:ServiceUsageAnalytics"),
    ("dpv:ConsentTerminated", "dpv:ConsentRevoked"),
    ("eu-gdpr:GDPR", "legal-eu:law-GDPR"),
    ("loc:France", "loc:FR"),
    ("pd:Email", "pd:EmailAddress"),
];

/// The name of a member or a concept of DPV's core, without its namespace.
pub(super) fn local(name: &str) -> Option<&str> {
    DPV.iter().find_map(|space| name.strip_prefix(space))
}

/// Whether a member is the one of this local name, under its own name or an alias, which is noted.
pub(super) fn is_member(written: &str, wanted: &str, notes: &mut Vec<ReceiptNote>) -> bool {
    let Some(local) = local(written) else { return false };
    let alias = MEMBERS.iter().find(|(known, read)| *known == local && self::local(read) == Some(wanted));
    if let Some((_, read)) = alias {
        notes.push(ReceiptNote::Alias { written: written.to_owned(), read });
    }
    local == wanted || alias.is_some()
}

/// A text as a word of DPV, where it is one.
pub(super) fn term(stated: &str, notes: &mut Vec<ReceiptNote>) -> PublishedTerm {
    PublishedTerm { stated: stated.to_owned(), word: word(stated, notes) }
}

fn word(stated: &str, notes: &mut Vec<ReceiptNote>) -> Option<Word> {
    // Only what is written as a name is one: free text such as `Marketing` is not looked up.
    if !stated.contains(':') {
        return None;
    }
    let name = Word::parse(stated).ok()?;
    if name.is_known() {
        return Some(name);
    }
    let short = name.name();
    let (_, read) = WORDS.iter().find(|(written, _)| *written == short)?;
    notes.push(ReceiptNote::Alias { written: stated.to_owned(), read });
    Word::parse(read).ok().filter(Word::is_known)
}

#[cfg(test)]
mod tests {
    use super::{MEMBERS, WORDS};
    use crate::vocab::Word;

    #[test]
    fn aliases_lead_from_what_is_not_there_to_what_is() {
        for (written, read) in WORDS {
            assert!(!Word::parse(written).unwrap().is_known(), "{written}");
            assert!(Word::parse(read).unwrap().is_known(), "{read}");
        }
        for (_, read) in MEMBERS {
            assert!(Word::parse(read).unwrap().is_known(), "{read}");
        }
    }
}

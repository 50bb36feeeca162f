//! What makes a rule mean something.

use super::origin::Origin;
use super::{Conditions, Draft, Duty, Permission, Prohibition, Scope, Terms, TermsError, Timing, Trigger};
use crate::text::Token;
use crate::vocab::{Cone, Places, Recipient, Vocabulary, Word, general_special};
use std::collections::BTreeSet;

/// Checks a draft whose own words are in the vocabulary.
pub(super) fn text(draft: &Draft, vocabulary: &Vocabulary) -> Result<(), TermsError> {
    if let Origin::Roster(name) = &draft.origin {
        for (path, part) in [("/roster", &name.roster), ("/id", &name.id), ("/version", &name.version)] {
            id(path, part)?;
        }
    }
    let mut ids = BTreeSet::new();
    for (index, rule) in draft.permissions.iter().enumerate() {
        let at = format!("/permissions/{index}");
        unique(&mut ids, &at, &rule.id)?;
        permission(&at, rule, draft.origin != Origin::Own, vocabulary)?;
    }
    for (index, rule) in draft.prohibitions.iter().enumerate() {
        let at = format!("/prohibitions/{index}");
        unique(&mut ids, &at, &rule.id)?;
        prohibition(&at, rule, vocabulary)?;
    }
    few_identifiers(draft)?;
    duties("", &draft.duties)
}

/// A text is judged by rows of bits, one for each identifier that it names.
fn few_identifiers(draft: &Draft) -> Result<(), TermsError> {
    let permitted = draft.permissions.iter().map(|rule| &rule.scope);
    let scopes = permitted.chain(draft.prohibitions.iter().map(|rule| &rule.scope));
    let recipients = scopes.flat_map(|scope| &scope.recipient);
    let named: BTreeSet<_> = recipients.filter(|one| matches!(one, Recipient::Did(_))).collect();
    match named.len() {
        count if count > Terms::MAX_RECIPIENTS => {
            Err(TermsError::TooManyRecipients { count, limit: Terms::MAX_RECIPIENTS })
        }
        _ => Ok(()),
    }
}

/// Checks the words of a grant against the text it lives under.
pub(crate) fn check_grant(
    scope_of: &Scope,
    conditions_of: &Conditions,
    duties_of: &[Duty],
    vocabulary: &Vocabulary,
) -> Result<(), TermsError> {
    scope("", scope_of, vocabulary)?;
    named_by_category("/data", &scope_of.data)?;
    conditions("", conditions_of, vocabulary)?;
    duties("", duties_of)
}

/// Checks a block, whose words are DPV's.
pub(crate) fn check_block(rule: &Prohibition) -> Result<(), TermsError> {
    id("/id", &rule.id)?;
    prohibition("", rule, Vocabulary::dpv())
}

fn permission(at: &str, rule: &Permission, of_roster: bool, vocabulary: &Vocabulary) -> Result<(), TermsError> {
    scope(at, &rule.scope, vocabulary)?;
    for (name, words, cone) in [("data", &rule.scope.data, Cone::Data), ("purpose", &rule.scope.purpose, Cone::Purpose)]
    {
        let path = format!("{at}/{name}");
        if words.is_empty() {
            return Err(TermsError::EmptyDimension { path });
        }
        let root = cone.root();
        let whole_allowed = of_roster && cone == Cone::Data;
        if words.contains(&root) && !whole_allowed {
            return Err(TermsError::Root { path, word: root.name() });
        }
    }
    named_by_category(&format!("{at}/data"), &rule.scope.data)?;
    conditions(at, &rule.conditions, vocabulary)?;
    if !rule.window.has_whole_minutes() {
        return Err(TermsError::BadWindow { path: format!("{at}/window") });
    }
    duties(at, &rule.duties)
}

fn prohibition(at: &str, rule: &Prohibition, vocabulary: &Vocabulary) -> Result<(), TermsError> {
    scope(at, &rule.scope, vocabulary)?;
    places(at, &rule.limits.places)?;
    words(&format!("{at}/measures"), &rule.limits.measures, Cone::Measure, "measure", vocabulary)
}

fn scope(at: &str, scope: &Scope, vocabulary: &Vocabulary) -> Result<(), TermsError> {
    words(&format!("{at}/data"), &scope.data, Cone::Data, "data", vocabulary)?;
    words(&format!("{at}/purpose"), &scope.purpose, Cone::Purpose, "purpose", vocabulary)?;
    words(&format!("{at}/operation"), &scope.operation, Cone::Operation, "operation", vocabulary)?;
    recipients(&format!("{at}/recipient"), &scope.recipient)
}

fn conditions(at: &str, conditions: &Conditions, vocabulary: &Vocabulary) -> Result<(), TermsError> {
    places(at, &conditions.places)?;
    words(&format!("{at}/measures"), &conditions.measures, Cone::Measure, "measure", vocabulary)
}

fn words(
    path: &str,
    words: &BTreeSet<Word>,
    cone: Cone,
    expected: &'static str,
    vocabulary: &Vocabulary,
) -> Result<(), TermsError> {
    match words.iter().find(|word| !vocabulary.contains(cone, word)) {
        Some(word) => Err(TermsError::UnknownWord { path: path.to_owned(), word: word.name(), expected }),
        None => Ok(()),
    }
}

fn recipients(path: &str, recipients: &BTreeSet<Recipient>) -> Result<(), TermsError> {
    match recipients.iter().find(|recipient| matches!(recipient, Recipient::Unknown(_))) {
        Some(word) => {
            Err(TermsError::UnknownWord { path: path.to_owned(), word: word.name().to_owned(), expected: "recipient" })
        }
        None => Ok(()),
    }
}

fn places(at: &str, places: &Places) -> Result<(), TermsError> {
    match places.unknown() {
        Some(place) => Err(TermsError::UnknownWord {
            path: format!("{at}/places"),
            word: place.code().to_owned(),
            expected: "place",
        }),
        None => Ok(()),
    }
}

/// Special category data as such can be neither permitted nor consented to.
fn named_by_category(path: &str, data: &BTreeSet<Word>) -> Result<(), TermsError> {
    match data.get(general_special()) {
        Some(word) => Err(TermsError::GeneralSpecial { path: path.to_owned(), word: word.name() }),
        None => Ok(()),
    }
}

fn duties(at: &str, duties: &[Duty]) -> Result<(), TermsError> {
    for (index, duty) in duties.iter().enumerate() {
        if !duty.what.is_known() || Vocabulary::dpv().contains(Cone::Data, &duty.what) {
            let path = format!("{at}/duties/{index}/what");
            return Err(TermsError::UnknownWord { path, word: duty.what.name(), expected: "duty" });
        }
        if let (Timing::Before, Some(due)) = (duty.timing, duty.due)
            && due.from != Trigger::Asking
        {
            let path = format!("{at}/duties/{index}/due");
            return Err(TermsError::DutyBefore { path, trigger: due.from.name() });
        }
    }
    Ok(())
}

fn unique<'a>(ids: &mut BTreeSet<&'a str>, at: &str, rule: &'a str) -> Result<(), TermsError> {
    let path = format!("{at}/id");
    id(&path, rule)?;
    if ids.insert(rule) { Ok(()) } else { Err(TermsError::RepeatedId { path, id: rule.to_owned() }) }
}

fn id(path: &str, text: &str) -> Result<(), TermsError> {
    match Token::parse(text) {
        Ok(_) => Ok(()),
        Err(_) => Err(TermsError::BadId { path: path.to_owned(), id: text.to_owned() }),
    }
}

//! Words and conflicts as a person reads them.

use vrm_core::decision::{Conflict, ConflictReason};
use vrm_core::vocab::Word;

use super::survey::Kind;

/// A conflict: `advertising with IP address (store, vendor): nothing permits it`.
pub(super) fn conflict(conflict: &Conflict) -> String {
    let subject = match (&conflict.purpose, &conflict.data) {
        (Some(purpose), Some(data)) => format!("{} with {}", plain(purpose), plain(data)),
        (Some(purpose), None) => plain(purpose),
        (None, Some(data)) => format!("any use of {}", plain(data)),
        (None, None) => "any use of data".to_owned(),
    };
    format!("{subject}{}: {}", how(conflict), why(&conflict.why))
}

/// What a conflict adds to its kind: `IP address (store, vendor)`.
pub(super) fn instance(conflict: &Conflict) -> String {
    conflict.data.as_ref().map_or_else(|| "any data".to_owned(), plain) + &how(conflict)
}

/// A kind of conflict: `advertising: nothing permits it`.
pub(super) fn kind(kind: &Kind) -> String {
    let subject = kind.purpose.as_ref().map_or_else(|| "any purpose".to_owned(), plain);
    format!("{subject}: {}", why(&kind.why))
}

/// The operation and the recipient, as far as they are known: ` (store, vendor)`.
fn how(conflict: &Conflict) -> String {
    let recipient = conflict.recipient.as_ref().map(|it| it.name().to_owned());
    let known: Vec<String> = conflict.operation.as_ref().map(plain).into_iter().chain(recipient).collect();
    if known.is_empty() { String::new() } else { format!(" ({})", known.join(", ")) }
}

fn why(reason: &ConflictReason) -> String {
    match reason {
        ConflictReason::Forbidden { rules } => format!("forbidden by {}", rules.join(" and ")),
        ConflictReason::NotPermitted => "nothing permits it".to_owned(),
        ConflictReason::UnknownTerm { term } => format!("the text knows no `{term}`"),
        other => format!("{other:?}"),
    }
}

/// A word's name with spaces: `IPAddress` is `IP address`.
fn plain(word: &Word) -> String {
    let name: Vec<char> = word.local_name().chars().collect();
    let upper = |at: usize| name.get(at).is_some_and(|c| c.is_uppercase());
    let lower = |at: usize| name.get(at).is_some_and(|c| c.is_lowercase());
    let mut words: Vec<String> = Vec::new();
    for (at, c) in name.iter().enumerate() {
        let starts = at == 0 || (upper(at) && (lower(at - 1) || lower(at + 1)));
        match words.last_mut() {
            Some(last) if !starts => last.push(*c),
            _ => words.push(c.to_string()),
        }
    }
    let spoken = words.iter().map(|word| {
        let initials = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        if initials { word.clone() } else { word.to_lowercase() }
    });
    spoken.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use vrm_core::vocab::Recipient;

    use super::*;

    #[test]
    fn words_are_spoken() {
        let spoken = [
            ("pd:IPAddress", "IP address"),
            ("pd:UID", "UID"),
            ("pd:GPSCoordinate", "GPS coordinate"),
            ("dpv:ServiceUsageAnalytics", "service usage analytics"),
            ("pd:Name", "name"),
        ];
        for (word, want) in spoken {
            assert_eq!(plain(&word.parse().unwrap()), want);
        }
    }

    #[test]
    fn a_conflict_is_a_sentence_with_all_that_is_known() {
        let mut one = Conflict {
            data: Some("pd:IPAddress".parse().unwrap()),
            purpose: Some("dpv:Advertising".parse().unwrap()),
            operation: Some("dpv:Store".parse().unwrap()),
            recipient: Some(Recipient::Vendor),
            why: ConflictReason::NotPermitted,
        };
        let right = "advertising with IP address (store, vendor): nothing permits it";
        assert_eq!(conflict(&one), right);
        assert_eq!(kind(&Kind::of(&one)), "advertising: nothing permits it");
        assert_eq!(instance(&one), "IP address (store, vendor)");
        one = Conflict { data: None, recipient: None, ..one };
        one.why = ConflictReason::Forbidden { rules: vec!["no-profiling".to_owned(), "no-tracking".to_owned()] };
        let right = "advertising (store): forbidden by no-profiling and no-tracking";
        assert_eq!(conflict(&one), right);
        assert_eq!(instance(&one), "any data (store)");
        one = Conflict { purpose: None, operation: None, ..one };
        one.why = ConflictReason::UnknownTerm { term: "loc:XX".to_owned() };
        assert_eq!(conflict(&one), "any use of data: the text knows no `loc:XX`");
    }
}

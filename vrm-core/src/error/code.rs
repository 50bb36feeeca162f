//! The one table of codes. Numbers are given once and never reused; a retired row stays as a comment.

use super::{Kind, Remedy};

macro_rules! codes {
    ($($number:literal $variant:ident $name:literal $kind:ident $remedy:ident $rule:literal;)+) => {
        /// A stable reason: a number and a name that never change meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u16)]
        #[non_exhaustive]
        pub enum Code {
            $(#[doc = concat!("`", $name, "`: ", $rule, ".")] $variant = $number,)+
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The kind of failure.
            #[must_use]
            pub fn kind(self) -> Kind {
                match self { $(Self::$variant => Kind::$kind,)+ }
            }

            /// What the caller can do.
            #[must_use]
            pub fn remedy(self) -> Remedy {
                match self { $(Self::$variant => Remedy::$remedy,)+ }
            }

            /// The rule that was broken, with its source.
            #[must_use]
            pub fn rule(self) -> &'static str {
                match self { $(Self::$variant => $rule,)+ }
            }
        }
    };
}

codes! {
    // json: 100 to 119
    100 JsonSyntax "json-syntax" Invalid CorrectInput "a text is one JSON value (RFC 8259)";
    101 JsonDuplicateMember "json-duplicate-member" Invalid CorrectInput "a member name occurs once in its object (RFC 8259 section 4, RFC 7493 section 2.3)";

    // vocab: 200 to 219
    200 VocabMalformed "vocab-malformed" Invalid CorrectInput "a word is a prefixed name, an IRI, a place code or a recipient (DPV 2.3, RFC 3987)";
    201 VocabNoPlaces "vocab-no-places" Invalid CorrectInput "a list of places names at least one";
    202 VocabNotAnIri "vocab-not-an-iri" Invalid CorrectInput "an own word is an absolute IRI (RFC 3987 section 2.2)";
    203 VocabAlreadyKnown "vocab-already-known" Invalid CorrectInput "an own word is new";
    204 VocabNothingAbove "vocab-nothing-above" Invalid CorrectInput "an own word stands below at least one word";
    205 VocabNoCone "vocab-no-cone" Invalid CorrectInput "an own word stands below data, a purpose, an operation or a measure";
    206 VocabCircle "vocab-circle" Invalid CorrectInput "words form no circle";
}

impl Code {
    /// The stable number.
    #[must_use]
    pub fn number(self) -> u16 {
        self as u16
    }
}

#[cfg(test)]
mod tests {
    use super::Code;
    use std::collections::BTreeSet;

    #[test]
    fn numbers_and_names_are_unique_and_ascending() {
        let numbers: Vec<u16> = Code::ALL.iter().map(|code| code.number()).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b));
        let names: BTreeSet<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn names_are_tokens() {
        for code in Code::ALL {
            assert!(code.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
            assert!(!code.rule().is_empty() && !code.rule().ends_with('.'));
        }
    }
}

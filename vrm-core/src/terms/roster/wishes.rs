//! From a few plain questions to one standard agreement.

/// What the organisation may do beyond the service itself. Each step allows what the one before it allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Measuring {
    /// Nothing: the service and no more.
    No,
    /// Measure how the service is used, to improve it.
    Count,
    /// Also follow, over time, what the person does on its own service.
    Follow,
    /// Also build a profile of the person.
    Profile {
        /// And share figures that cannot be traced to the person.
        share: bool,
    },
}

/// A person's answers to the plain questions.
///
/// ```
/// use vrm_core::terms::{Measuring, Roster, Wishes};
/// assert!(Wishes::wording("count", "en").is_some_and(|question| question.ends_with('?')));
/// let wishes = Wishes { measuring: Measuring::Count, portability: true };
/// assert_eq!(wishes.agreement(), "SD-BASE-A-DP");
/// assert!(Roster::builtin().proffered(wishes.agreement()).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wishes {
    /// What is allowed beyond the service.
    pub measuring: Measuring,
    /// Whether the person wants to be able to take the data along.
    pub portability: bool,
}

const CHOOSER: &str = include_str!("../../../roster/chooser.tsv");

impl Wishes {
    /// The id of the agreement that says this.
    #[must_use]
    pub fn agreement(self) -> &'static str {
        match (self.measuring, self.portability) {
            (Measuring::No, false) => "SD-BASE",
            (Measuring::No, true) => "SD-BASE-DP",
            (Measuring::Count, false) => "SD-BASE-A",
            (Measuring::Count, true) => "SD-BASE-A-DP",
            (Measuring::Follow, false) => "SD-BASE-AT",
            (Measuring::Follow, true) => "SD-BASE-AT-DP",
            (Measuring::Profile { share: false }, false) => "SD-BASE-ATP",
            (Measuring::Profile { share: false }, true) => "SD-BASE-ATP-DP",
            (Measuring::Profile { share: true }, false) => "SD-BASE-ATP-S3P",
            (Measuring::Profile { share: true }, true) => "SD-BASE-ATP-S3P-DP",
        }
    }

    /// The words of a question (`count`, `follow`, `share`, `take`) or of an answer to it (`count.no`, `count.yes`,
    /// `follow.no`, `follow.track`, `follow.profile`, `share.no`, `share.yes`, `take.no`, `take.yes`) in `en` or `fr`.
    ///
    /// `follow` is asked after `count.yes`, `share` after `follow.profile`, `take` always and last.
    #[must_use]
    pub fn wording(key: &str, lang: &str) -> Option<&'static str> {
        let column = match lang {
            "en" => 1,
            "fr" => 2,
            _ => return None,
        };
        let mut rows = CHOOSER.lines().skip(1).filter(|row| !row.contains('|'));
        rows.find(|row| row.split('\t').next() == Some(key))?.split('\t').nth(column)
    }
}

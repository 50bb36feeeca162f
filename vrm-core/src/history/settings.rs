//! How the owner of a life deals with others.

use crate::form::{FormError, read};
use crate::json::{Node, Object, Value};
use crate::terms::Preferences;
use crate::text::Language;
use crate::vocab::Place;

/// How the owner of a life deals with others: which agreements, with whom, and who says yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Which agreements, with whom.
    pub preferences: Preferences,
    /// The language in which the texts are shown.
    pub language: Language,
    /// How many minutes the other side has to sign, and a proffer, a counter or a question counts: an hour, a day, a week,
    /// 30 or 90 days. It shows in what is signed, and a number of one's own would tell two vendors that they deal with one
    /// person.
    pub answer_within: u32,
    /// Where the person is, if known.
    pub place: Option<Place>,
    /// Whether the person is a child.
    pub child: bool,
}

/// The minutes that there are for an answer.
const WITHIN: [u32; 5] = [60, 24 * 60, 7 * 24 * 60, 30 * 24 * 60, 90 * 24 * 60];

impl Settings {
    /// Settings that ask the owner for everything; a week for an answer.
    #[must_use]
    pub fn asking(language: Language) -> Self {
        let preferences = Preferences::default();
        Self { preferences, language, answer_within: 7 * 24 * 60, place: None, child: false }
    }

    /// Reads the form that [`to_json`](Self::to_json) writes.
    ///
    /// # Errors
    /// [`FormError`], with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, FormError> {
        Self::read(&Node::root(&crate::json::ours::parse(bytes)?))
    }

    /// One closed object: `preferences`, `language`, `answer_within`, `child` and, where known, `place`.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().canonical()
    }

    pub(crate) fn read(node: &Node<'_>) -> Result<Self, FormError> {
        read::closed(node, |fields| {
            let within = fields.required("answer_within")?;
            let found = within.integer()?;
            let minutes = u32::try_from(found).ok().filter(|minutes| WITHIN.contains(minutes));
            let out_of_range = || FormError::OutOfRange {
                path: within.path().clone(),
                found,
                expected: "60, 1440, 10080, 43200 or 129600 minutes",
            };
            let preferences = fields.required("preferences")?;
            let terms = |error| FormError::Terms { path: preferences.path().clone(), error: Box::new(error) };
            Ok(Self {
                preferences: Preferences::read(&preferences).map_err(terms)?,
                language: read::language(&fields.required("language")?)?,
                answer_within: minutes.ok_or_else(out_of_range)?,
                place: fields.optional("place").map(|node| read::place(&node)).transpose()?,
                child: fields.required("child")?.boolean()?,
            })
        })
    }

    pub(crate) fn to_value(&self) -> Value {
        let mut form = Object::new()
            .with("preferences", self.preferences.to_value())
            .with("language", self.language.as_str())
            .with("answer_within", i64::from(self.answer_within))
            .with("child", self.child);
        if let Some(place) = &self.place {
            form.insert("place", place.iri());
        }
        form.into()
    }
}

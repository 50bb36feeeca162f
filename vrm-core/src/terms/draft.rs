//! A text being written; it becomes [`Terms`] only when every rule of it means something.

use super::origin::{EntryName, Origin};
use super::parts::Parts;
use super::{Duty, Permission, Prohibition, Terms, TermsError, check};
use crate::vocab::{OwnWord, Vocabulary};

/// A text of terms being written.
///
/// ```
/// use vrm_core::terms::{Draft, Permission, Prohibition};
/// let mut draft = Draft::own();
/// draft.permit(Permission::new("news", ["pd:EmailAddress".parse()?], ["dpv:DirectMarketing".parse()?]));
/// draft.forbid(Prohibition::new("no-profile").operation(["dpv:Profiling".parse()?]));
/// let terms = draft.finish()?;
/// assert_eq!(terms.permissions().len(), 1);
///
/// // A permission for everything is not a permission.
/// draft.permit(Permission::new("all", ["dpv:PersonalData".parse()?], ["dpv:Marketing".parse()?]));
/// assert_eq!(draft.finish().unwrap_err().to_string().split(':').next(), Some("/permissions/1/data"));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) origin: Origin,
    pub(super) extends: Vec<OwnWord>,
    pub(super) permissions: Vec<Permission>,
    pub(super) prohibitions: Vec<Prohibition>,
    pub(super) duties: Vec<Duty>,
}

impl Draft {
    /// The person's own terms, which stay at home and filter offers, declarations and grants.
    ///
    /// Without a permission they speak by their prohibitions only.
    #[must_use]
    pub fn own() -> Self {
        Self::with_origin(Origin::Own)
    }

    /// An entry of a roster: the only kind of text that may be proffered, and that may name `dpv:PersonalData` in a
    /// permission.
    #[must_use]
    pub fn roster(name: EntryName) -> Self {
        Self::with_origin(Origin::Roster(name))
    }

    fn with_origin(origin: Origin) -> Self {
        let (extends, permissions, prohibitions, duties) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { origin, extends, permissions, prohibitions, duties }
    }

    /// Declares a word of one's own inside the text.
    pub fn extend(&mut self, word: OwnWord) -> &mut Self {
        self.extends.push(word);
        self
    }

    /// Adds a permission.
    pub fn permit(&mut self, permission: Permission) -> &mut Self {
        self.permissions.push(permission);
        self
    }

    /// Adds a prohibition.
    pub fn forbid(&mut self, prohibition: Prohibition) -> &mut Self {
        self.prohibitions.push(prohibition);
        self
    }

    /// Adds a duty of the whole text.
    pub fn duty(&mut self, duty: Duty) -> &mut Self {
        self.duties.push(duty);
        self
    }

    /// Checks every rule and fixes the text; the draft is left as it was.
    ///
    /// # Errors
    /// [`TermsError`] naming the first part that means nothing, as a JSON pointer into the machine form.
    pub fn finish(&self) -> Result<Terms, TermsError> {
        let rules = self.permissions.len() + self.prohibitions.len();
        if rules > Terms::MAX_RULES {
            return Err(TermsError::TooManyRules { count: rules, limit: Terms::MAX_RULES });
        }
        if rules == 0 && self.origin == Origin::Own {
            return Err(TermsError::NoRule);
        }
        let mut extends = self.extends.clone();
        extends.sort_by(|a, b| a.word.cmp(&b.word));
        for own in &mut extends {
            own.below.sort();
            own.below.dedup();
        }
        let vocabulary = match extends.as_slice() {
            [] => Vocabulary::dpv().clone(),
            own => Vocabulary::dpv().extend(own).map_err(TermsError::vocab("/extends"))?,
        };
        check::text(self, &vocabulary)?;
        let mut permissions = self.permissions.clone();
        permissions.iter_mut().for_each(|rule| each_once(&mut rule.duties));
        let mut duties = self.duties.clone();
        each_once(&mut duties);
        let terms = Terms::fix(Parts {
            origin: self.origin.clone(),
            vocabulary,
            permissions,
            prohibitions: self.prohibitions.clone(),
            duties,
        });
        let (length, limit) = (terms.machine_form().len(), Terms::MAX_BYTES);
        if length > limit { Err(TermsError::TooLong { what: "the text", length, limit }) } else { Ok(terms) }
    }
}

/// The order of duties says nothing, so texts that differ in it alone are one text.
fn each_once(duties: &mut Vec<Duty>) {
    duties.sort();
    duties.dedup();
}

//! Permissions and prohibitions, written one part at a time and checked when they join a text.

use super::{Conditions, Duty, Form, Keep, Start};
use crate::time::Window;
use crate::vocab::{Places, Recipient, Word};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// The words of a rule, one set a dimension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Scope {
    /// Which data.
    pub data: BTreeSet<Word>,
    /// For which purposes.
    pub purpose: BTreeSet<Word>,
    /// Which operations; empty in a permission = every ordinary one, in a prohibition = every one.
    pub operation: BTreeSet<Word>,
    /// Who receives it; empty in a permission = the vendor, in a prohibition = anyone.
    pub recipient: BTreeSet<Recipient>,
}

/// A rule that allows: data for purposes, under conditions.
///
/// It covers a request when it covers every part of it: each word lies in what one of its words speaks for, and the
/// request's conditions are within its own.
///
/// ```
/// use vrm_core::terms::{Keep, Permission, Start};
/// let newsletter = Permission::new("newsletter", ["pd:EmailAddress".parse()?], ["dpv:DirectMarketing".parse()?])
///     .keep(Keep::Days { days: 365, from: Start::Collected })
///     .ask();
/// assert_eq!(newsletter.id(), "newsletter");
/// # Ok::<(), vrm_core::vocab::VocabError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub struct Permission {
    pub(super) id: String,
    pub(super) scope: Scope,
    pub(super) conditions: Conditions,
    pub(super) ask: bool,
    pub(super) duties: Vec<Duty>,
    pub(super) window: Window,
}

/// A rule that forbids: whatever touches all of its parts.
///
/// An empty dimension is the whole of it. It hits a request when in every dimension the two share a word, and each
/// condition it states is broken by the worst reading of the request.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[must_use]
pub struct Prohibition {
    pub(super) id: String,
    pub(super) scope: Scope,
    pub(super) limits: Limits,
}

/// What a prohibition states; a request is hit only where it breaks all of them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Limits {
    /// Keeping longer than this, or from another start; unlimited = not stated.
    pub keep: Keep,
    /// This form or a fuller one.
    pub form: Option<Form>,
    /// A place that overlaps these; anywhere = not stated.
    pub places: Places,
    /// One of these measures missing; empty = not stated.
    pub measures: BTreeSet<Word>,
}

impl Scope {
    /// Whom it names as a permission's; nobody named = the vendor.
    ///
    /// ```
    /// use vrm_core::terms::Scope;
    /// use vrm_core::vocab::Recipient;
    /// assert_eq!(*Scope::default().permitted_recipients(), [Recipient::Vendor].into());
    /// ```
    #[must_use]
    pub fn permitted_recipients(&self) -> &BTreeSet<Recipient> {
        static VENDOR: LazyLock<BTreeSet<Recipient>> = LazyLock::new(|| [Recipient::Vendor].into());
        if self.recipient.is_empty() { &VENDOR } else { &self.recipient }
    }
}

impl Permission {
    /// A permission under an id of its own, for every ordinary operation, by the vendor, under the widest conditions.
    pub fn new(
        id: impl Into<String>,
        data: impl IntoIterator<Item = Word>,
        purpose: impl IntoIterator<Item = Word>,
    ) -> Self {
        let scope =
            Scope { data: data.into_iter().collect(), purpose: purpose.into_iter().collect(), ..Scope::default() };
        let (conditions, duties) = (Conditions::default(), Vec::new());
        Self { id: id.into(), scope, conditions, ask: false, duties, window: Window::ALWAYS }
    }

    /// Only these operations.
    pub fn operation(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.scope.operation.extend(words);
        self
    }

    /// These recipients instead of the vendor alone.
    pub fn recipient(mut self, recipients: impl IntoIterator<Item = Recipient>) -> Self {
        self.scope.recipient.extend(recipients);
        self
    }

    /// Kept no longer than this.
    pub fn keep(mut self, keep: Keep) -> Self {
        self.conditions.keep = keep;
        self
    }

    /// In no fuller form than this.
    pub fn form(mut self, form: Form) -> Self {
        self.conditions.form = form;
        self
    }

    /// Only within these places.
    pub fn places(mut self, places: Places) -> Self {
        self.conditions.places = places;
        self
    }

    /// Only with these measures in place.
    pub fn measures(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.conditions.measures.extend(words);
        self
    }

    /// Ask me each time.
    pub fn ask(mut self) -> Self {
        self.ask = true;
        self
    }

    /// With this duty.
    pub fn duty(mut self, duty: Duty) -> Self {
        self.duties.push(duty);
        self
    }

    /// Only during this window; it clips the window of a grant.
    pub fn during(mut self, window: Window) -> Self {
        self.window = window;
        self
    }

    /// The id, unique in its text.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The words.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// The conditions.
    #[must_use]
    pub fn conditions(&self) -> &Conditions {
        &self.conditions
    }

    /// Whether the person wants to be asked each time.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.ask
    }

    /// The duties it carries.
    #[must_use]
    pub fn duties(&self) -> &[Duty] {
        &self.duties
    }

    /// When it can be used.
    #[must_use]
    pub fn window(&self) -> Window {
        self.window
    }
}

impl Prohibition {
    /// A prohibition of everything, under an id of its own; the further parts narrow it.
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), scope: Scope::default(), limits: Limits::default() }
    }

    /// Only where this data is touched.
    pub fn data(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.scope.data.extend(words);
        self
    }

    /// Only where these purposes are touched.
    pub fn purpose(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.scope.purpose.extend(words);
        self
    }

    /// Only where these operations are touched.
    pub fn operation(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.scope.operation.extend(words);
        self
    }

    /// Only where these recipients are touched.
    pub fn recipient(mut self, recipients: impl IntoIterator<Item = Recipient>) -> Self {
        self.scope.recipient.extend(recipients);
        self
    }

    /// Only where data is kept longer than this, or from another start.
    pub fn keep_longer_than(mut self, days: u32, from: Start) -> Self {
        self.limits.keep = Keep::Days { days, from };
        self
    }

    /// Only in this form or a fuller one.
    pub fn form(mut self, form: Form) -> Self {
        self.limits.form = Some(form);
        self
    }

    /// Only where a place overlaps these.
    pub fn places(mut self, places: Places) -> Self {
        self.limits.places = places;
        self
    }

    /// Only where one of these measures is missing.
    pub fn measures_missing(mut self, words: impl IntoIterator<Item = Word>) -> Self {
        self.limits.measures.extend(words);
        self
    }

    /// The id, unique in its text.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The words.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What it states beyond words.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }
}

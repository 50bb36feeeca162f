//! The machine form, read: closed members, every error with its place.

use super::origin::{EntryName, Origin};
use super::{
    Basis, Conditions, Declaration, Draft, Due, Duty, Form, Keep, Necessity, Permission, Process, Prohibition, Scope,
    Start, Stated, Terms, TermsError, Timing, Trigger,
};
use crate::did::Did;
use crate::json::{Fields, Node, Value, ours};
use crate::time::{Instant, Window};
use crate::vocab::{DPV_VERSION, OwnWord, Place, Places, Recipient, Sector, Word};
use std::collections::BTreeSet;

/// A draft of what the machine form says; not yet checked for sense.
pub(super) fn draft(value: &Value) -> Result<Draft, TermsError> {
    let mut fields = Node::root(value).object()?;
    version(&fields.required("v")?)?;
    let dpv = fields.required("dpv")?;
    let spoken = dpv.string()?;
    if spoken != DPV_VERSION {
        return Err(TermsError::VocabularyVersion { path: dpv.path().to_string(), found: spoken.to_owned() });
    }
    let mut draft = match fields.optional("roster") {
        Some(roster) => Draft::roster(EntryName {
            roster: roster.string()?.to_owned(),
            id: fields.required("id")?.string()?.to_owned(),
            version: fields.required("version")?.string()?.to_owned(),
        }),
        None => Draft::own(),
    };
    draft.extends = items(&mut fields, "extends", own_word)?;
    draft.permissions = items(&mut fields, "permissions", permission)?;
    draft.prohibitions = items(&mut fields, "prohibitions", prohibition)?;
    draft.duties = items(&mut fields, "duties", duty)?;
    fields.close()?;
    Ok(draft)
}

impl Draft {
    /// Reads a text being written: the members of the machine form, in any order and with prefixed names too. Whether it
    /// means something is for [`finish`](Self::finish) to say.
    ///
    /// ```
    /// use vrm_core::terms::Draft;
    /// let draft = Draft::parse(br#"{"v": 1, "dpv": "2.3",
    ///     "prohibitions": [{"id": "no-calls", "data": ["pd:TelephoneNumber"], "purpose": ["dpv:Marketing"]}]
    /// }"#)?;
    /// assert_eq!(draft.finish()?.prohibitions()[0].id(), "no-calls");
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`TermsError`] with the place.
    pub fn parse(bytes: &[u8]) -> Result<Self, TermsError> {
        draft(&ours::parse_within(bytes, Terms::MAX_BYTES)?)
    }
}

impl Terms {
    /// Reads the person's own terms from their machine form.
    ///
    /// ```
    /// use vrm_core::terms::{Draft, Prohibition, Terms};
    /// let mut draft = Draft::own();
    /// draft.forbid(Prohibition::new("no-ads").purpose(["dpv:Advertising".parse()?]));
    /// let terms = draft.finish()?;
    /// assert_eq!(Terms::parse(terms.machine_form().as_bytes())?.hash(), terms.hash());
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`TermsError`] with the place, when the bytes are not the one canonical form of a text that makes sense, or are
    /// a roster's.
    pub fn parse(bytes: &[u8]) -> Result<Self, TermsError> {
        let terms = Self::read(bytes)?;
        match terms.origin() {
            Origin::Own => Ok(terms),
            Origin::Roster(_) => Err(TermsError::WrongOrigin { wanted_roster: false }),
        }
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self, TermsError> {
        let value = ours::parse_within(bytes, Self::MAX_BYTES)?;
        let terms = draft(&value)?.finish()?;
        if terms.machine_form().as_bytes() == bytes { Ok(terms) } else { Err(TermsError::NotCanonical) }
    }
}

impl Declaration {
    /// Reads `{"processes": [...]}`, where a member of a process may be the string `unknown`. The members are listed in
    /// [`manual::forms`](crate::manual::forms), with an example.
    ///
    /// # Errors
    /// [`TermsError`] with the place. Words nobody knows are kept: they fail every combination they stand in.
    pub fn parse(bytes: &[u8]) -> Result<Self, TermsError> {
        Self::read(&Node::root(&ours::parse_within(bytes, Self::MAX_BYTES)?))
    }

    /// As a member of a larger text.
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, TermsError> {
        let mut fields = node.object()?;
        let processes = items(&mut fields, "processes", process)?;
        fields.close()?;
        Self::new(processes).map_err(|error| error.within(node.path()))
    }
}

/// The version of a form, of which there is one.
pub(super) fn version(node: &Node<'_>) -> Result<(), TermsError> {
    match node.integer()? {
        1 => Ok(()),
        found => Err(TermsError::FormVersion { path: node.path().to_string(), found }),
    }
}

fn own_word(node: &Node<'_>) -> Result<OwnWord, TermsError> {
    let mut fields = node.object()?;
    let own = OwnWord { word: word(&fields.required("iri")?)?, below: list(&fields.required("below")?, word)? };
    fields.close()?;
    Ok(own)
}

fn permission(node: &Node<'_>) -> Result<Permission, TermsError> {
    let mut fields = node.object()?;
    let id = fields.required("id")?.string()?.to_owned();
    let scope = scope(&mut fields)?;
    let conditions = conditions(&mut fields)?;
    let ask = optional(&mut fields, "ask", |node| Ok(node.boolean()?))?.unwrap_or(false);
    let duties = items(&mut fields, "duties", duty)?;
    let window = optional(&mut fields, "window", window)?.unwrap_or(Window::ALWAYS);
    fields.close()?;
    Ok(Permission { id, scope, conditions, ask, duties, window })
}

/// A prohibition, not yet checked for sense.
pub(crate) fn prohibition(node: &Node<'_>) -> Result<Prohibition, TermsError> {
    let mut fields = node.object()?;
    let mut rule = Prohibition::new(fields.required("id")?.string()?);
    rule.scope = scope(&mut fields)?;
    rule.limits.keep = optional(&mut fields, "keep", keep)?.unwrap_or_default();
    rule.limits.form = optional(&mut fields, "form", form)?;
    rule.limits.places = optional(&mut fields, "places", places)?.unwrap_or_default();
    rule.limits.measures = optional(&mut fields, "measures", words)?.unwrap_or_default();
    fields.close()?;
    Ok(rule)
}

fn scope(fields: &mut Fields<'_>) -> Result<Scope, TermsError> {
    Ok(Scope {
        data: optional(fields, "data", words)?.unwrap_or_default(),
        purpose: optional(fields, "purpose", words)?.unwrap_or_default(),
        operation: optional(fields, "operation", words)?.unwrap_or_default(),
        recipient: optional(fields, "recipient", recipients)?.unwrap_or_default(),
    })
}

/// The conditions among the members of an object; what is left out is the widest.
pub(crate) fn conditions(fields: &mut Fields<'_>) -> Result<Conditions, TermsError> {
    Ok(Conditions {
        keep: optional(fields, "keep", keep)?.unwrap_or_default(),
        form: optional(fields, "form", form)?.unwrap_or_default(),
        places: optional(fields, "places", places)?.unwrap_or_default(),
        measures: optional(fields, "measures", words)?.unwrap_or_default(),
    })
}

fn process(node: &Node<'_>) -> Result<Process, TermsError> {
    let mut fields = node.object()?;
    let basis = fields.required("basis")?;
    let process = Process {
        data: stated(&fields.required("data")?, words)?,
        purpose: stated(&fields.required("purpose")?, words)?,
        operation: stated(&fields.required("operation")?, words)?,
        recipient: stated(&fields.required("recipient")?, recipients)?,
        keep: condition(&mut fields, "keep", keep)?,
        form: condition(&mut fields, "form", form)?,
        places: condition(&mut fields, "places", places)?,
        measures: condition(&mut fields, "measures", words)?,
        basis: named(&basis, Basis::from_name, &["consent", "contract", "legal-duty"])?,
        necessity: match fields.optional("necessity") {
            Some(node) => named(&node, Necessity::from_name, &["required", "optional"])?,
            None => Necessity::Required,
        },
    };
    fields.close()?;
    Ok(process)
}

fn condition<T: Default>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, TermsError>,
) -> Result<Stated<T>, TermsError> {
    fields.optional(name).map_or_else(|| Ok(Stated::Known(T::default())), |node| stated(&node, read))
}

fn stated<T>(node: &Node<'_>, read: fn(&Node<'_>) -> Result<T, TermsError>) -> Result<Stated<T>, TermsError> {
    match node.string() {
        Ok("unknown") => Ok(Stated::Unknown),
        _ => read(node).map(Stated::Known),
    }
}

/// The items of a list that may be left out.
pub(super) fn items<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, TermsError>,
) -> Result<Vec<T>, TermsError> {
    fields.optional(name).map_or_else(|| Ok(Vec::new()), |node| list(&node, read))
}

fn list<T>(node: &Node<'_>, read: fn(&Node<'_>) -> Result<T, TermsError>) -> Result<Vec<T>, TermsError> {
    node.array()?.iter().map(read).collect()
}

fn optional<T>(
    fields: &mut Fields<'_>,
    name: &'static str,
    read: fn(&Node<'_>) -> Result<T, TermsError>,
) -> Result<Option<T>, TermsError> {
    fields.optional(name).map(|node| read(&node)).transpose()
}

/// One word.
pub(crate) fn word(node: &Node<'_>) -> Result<Word, TermsError> {
    Word::parse(node.string()?).map_err(TermsError::vocab(node.path().as_str()))
}

fn words(node: &Node<'_>) -> Result<BTreeSet<Word>, TermsError> {
    Ok(list(node, word)?.into_iter().collect())
}

/// One recipient.
pub(crate) fn recipient(node: &Node<'_>) -> Result<Recipient, TermsError> {
    Recipient::parse(node.string()?).map_err(TermsError::vocab(node.path().as_str()))
}

fn recipients(node: &Node<'_>) -> Result<BTreeSet<Recipient>, TermsError> {
    Ok(list(node, recipient)?.into_iter().collect())
}

/// One place.
pub(super) fn place(node: &Node<'_>) -> Result<Place, TermsError> {
    Place::parse(node.string()?).map_err(TermsError::vocab(node.path().as_str()))
}

fn places(node: &Node<'_>) -> Result<Places, TermsError> {
    Places::within(list(node, place)?).map_err(TermsError::vocab(node.path().as_str()))
}

/// One vendor.
pub(crate) fn did(node: &Node<'_>) -> Result<Did, TermsError> {
    Did::parse(node.string()?).map_err(|error| TermsError::Did { path: node.path().to_string(), error })
}

/// One sector.
pub(crate) fn sector(node: &Node<'_>) -> Result<Sector, TermsError> {
    named(node, Sector::from_name, &Sector::ALL.map(Sector::name))
}

fn keep(node: &Node<'_>) -> Result<Keep, TermsError> {
    let mut fields = node.object()?;
    let days = days(&fields.required("days")?)?;
    let from = named(&fields.required("from")?, Start::from_name, &["collected", "purpose-end"])?;
    fields.close()?;
    Ok(Keep::Days { days, from })
}

fn days(node: &Node<'_>) -> Result<u32, TermsError> {
    let found = node.integer()?;
    let out_of_range = || TermsError::OutOfRange {
        path: node.path().as_str().to_owned(),
        found,
        expected: "a number of days from 0 to 4294967295",
    };
    u32::try_from(found).map_err(|_| out_of_range())
}

fn form(node: &Node<'_>) -> Result<Form, TermsError> {
    named(node, Form::from_name, &["anonymised", "pseudonymised", "identified"])
}

fn duty(node: &Node<'_>) -> Result<Duty, TermsError> {
    let mut fields = node.object()?;
    let what = word(&fields.required("what")?)?;
    let timing = named(&fields.required("when")?, Timing::from_name, &["before", "after"])?;
    let due = optional(&mut fields, "due", due)?;
    fields.close()?;
    Ok(Duty { what, timing, due })
}

fn due(node: &Node<'_>) -> Result<Due, TermsError> {
    let mut fields = node.object()?;
    let days = days(&fields.required("days")?)?;
    let from = named(&fields.required("from")?, Trigger::from_name, &["asking", "purpose-end", "collected"])?;
    fields.close()?;
    Ok(Due { days, from })
}

/// From one instant until another.
pub(crate) fn window(node: &Node<'_>) -> Result<Window, TermsError> {
    let bad = || TermsError::BadWindow { path: node.path().as_str().to_owned() };
    let instant =
        |node: &Node<'_>| -> Result<Instant, TermsError> { Instant::from_unix(node.integer()?).map_err(|_| bad()) };
    let mut fields = node.object()?;
    let from = fields.optional("from").map(|node| instant(&node)).transpose()?;
    let until = fields.optional("until").map(|node| instant(&node)).transpose()?;
    fields.close()?;
    Window::new(from, until).map_err(|_| bad())
}

/// One of a closed set of names.
pub(crate) fn named<T>(
    node: &Node<'_>,
    read: fn(&str) -> Option<T>,
    expected: &[&'static str],
) -> Result<T, TermsError> {
    let found = node.string()?;
    read(found).ok_or_else(|| TermsError::UnknownValue {
        path: node.path().as_str().to_owned(),
        found: found.to_owned(),
        expected: expected.to_vec(),
    })
}

//! Preferences as JSON. Entries are kept as they are named, whatever roster is loaded by then.

use super::read::{did, items, named, place, sector};
use super::write::{list, put};
use super::{Preference, Preferences, Roster, Talk, TermsError, When, Who};
use crate::json::{JsonError, Node, Object, Value, ours};
use crate::text::Token;

impl Preferences {
    /// The most bytes their JSON may have.
    pub const MAX_BYTES: usize = 4 << 20;

    /// Reads `{"preferences": [...]}` over the entries of a roster. The members are listed in
    /// [`manual::forms`](crate::manual::forms), with an example.
    ///
    /// # Errors
    /// [`TermsError`] with the place; as [`new`](Self::new) for an id that cannot be agreed on.
    pub fn parse(bytes: &[u8], roster: &Roster) -> Result<Self, TermsError> {
        let read = Self::read(&Node::root(&ours::parse_within(bytes, Self::MAX_BYTES)?))?;
        Self::new(roster, read.0)
    }

    /// The preferences as RFC 8785 JSON, places as full IRIs.
    #[must_use]
    pub fn to_json(&self) -> String {
        self.to_value().canonical()
    }

    /// As a member of a larger text, over whatever roster there was when it was written.
    pub(crate) fn read(node: &Node<'_>) -> Result<Self, TermsError> {
        let mut fields = node.object()?;
        fields.required("preferences")?;
        let list = items(&mut fields, "preferences", preference)?;
        fields.close()?;
        Ok(Self(list))
    }

    /// As a member of a larger text.
    pub(crate) fn to_value(&self) -> Value {
        Object::new().with("preferences", list(&self.0, written)).into()
    }
}

fn preference(node: &Node<'_>) -> Result<Preference, TermsError> {
    let mut fields = node.object()?;
    let preference = Preference {
        when: when(&fields.required("when")?)?,
        talk: named(&fields.required("talk")?, Talk::from_name, &["nobody", "prior-agreement", "known", "anyone"])?,
        accept: items(&mut fields, "accept", entry)?,
        by: named(&fields.required("by")?, Who::from_name, &["me", "agent"])?,
    };
    fields.close()?;
    Ok(preference)
}

fn written(preference: &Preference) -> Value {
    let mut form = Object::new()
        .with("when", case(&preference.when))
        .with("talk", preference.talk.name())
        .with("by", preference.by.name());
    put(&mut form, "accept", list(&preference.accept, |id| Value::from(id.as_str())));
    form.into()
}

fn when(node: &Node<'_>) -> Result<When, TermsError> {
    if node.string().is_ok() {
        return named(node, plain, &["child", "always"]);
    }
    let mut fields = node.object()?;
    let when = if let Some(vendor) = fields.optional("vendor") {
        When::Vendor(did(&vendor)?)
    } else if let Some(named) = fields.optional("sector") {
        When::Sector(sector(&named)?)
    } else if let Some(named) = fields.optional("place") {
        When::Place(place(&named)?)
    } else {
        fields.close()?;
        let expected = "a vendor, a sector, a place, `child` or `always`";
        return Err(JsonError::WrongType { path: node.path().clone(), found: "an empty object", expected }.into());
    };
    fields.close()?;
    Ok(when)
}

fn plain(name: &str) -> Option<When> {
    match name {
        "child" => Some(When::Child),
        "always" => Some(When::Always),
        _ => None,
    }
}

fn case(when: &When) -> Value {
    match when {
        When::Vendor(vendor) => Object::new().with("vendor", vendor.as_str()).into(),
        When::Sector(sector) => Object::new().with("sector", sector.name()).into(),
        When::Place(place) => Object::new().with("place", place.iri()).into(),
        When::Child => "child".into(),
        When::Always => "always".into(),
    }
}

fn entry(node: &Node<'_>) -> Result<String, TermsError> {
    let id = node.string()?;
    match Token::parse(id) {
        Ok(_) => Ok(id.to_owned()),
        Err(_) => Err(TermsError::BadId { path: node.path().to_string(), id: id.to_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::{Code, Fault};

    #[test]
    fn an_earlier_text_is_read_whatever_roster_is_loaded() {
        let text = r#"{"preferences":[{"accept":["GONE-1","SD-BASE"],"by":"me","talk":"known","when":"always"}]}"#;
        let read = Preferences::read(&Node::root(&ours::parse(text.as_bytes()).unwrap())).unwrap();
        assert_eq!(read.list()[0].accept, ["GONE-1", "SD-BASE"]);
        assert_eq!(read.to_json(), text);
        assert_eq!(Preferences::new(Roster::builtin(), read.0).unwrap_err().code(), Code::RosterNoEntry);
    }
}

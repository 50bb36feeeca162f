//! Whom an intention is for.

use crate::did::Did;
use crate::vocab::Sector;
use std::collections::BTreeSet;
#[cfg(feature = "keys")]
use {
    super::{IntentionError, form},
    crate::json::{Node, Object, Value},
};

/// Which vendors an intention is for. One that is for vendors by name is cast once for each.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Any.
    Anyone,
    /// Those of some sectors, at least one.
    Sectors(BTreeSet<Sector>),
    /// One, by its identifier.
    Vendor(Did),
}

#[cfg(feature = "keys")]
impl Reach {
    /// Reads the member `audience` of a message; without one it is for anyone.
    pub(crate) fn read(node: Option<Node<'_>>) -> Result<Self, IntentionError> {
        let Some(node) = node else { return Ok(Self::Anyone) };
        let mut fields = node.object()?;
        let reach = match fields.optional("sectors") {
            Some(node) => Self::Sectors(sectors(&node)?),
            None => Self::Vendor(form::did(&fields.required("vendor")?)?),
        };
        fields.close()?;
        Ok(reach)
    }

    /// The member, where it is not for anyone.
    pub(crate) fn write(&self) -> Option<Value> {
        let form = match self {
            Self::Anyone => return None,
            Self::Sectors(sectors) => Object::new().with("sectors", names(sectors)),
            Self::Vendor(vendor) => Object::new().with("vendor", vendor.as_str()),
        };
        Some(form.into())
    }
}

/// Sectors sorted by name.
#[cfg(feature = "keys")]
fn sectors(node: &Node<'_>) -> Result<BTreeSet<Sector>, IntentionError> {
    let items = node.array()?;
    if items.is_empty() {
        return Err(form::at(node)(IntentionError::Empty));
    }
    let mut last = None;
    let mut sectors = BTreeSet::new();
    for item in items {
        let sector = form::word(&item, Sector::from_name, "a sector of the directory, as in `commerce`")?;
        if Some(sector.name()) <= last {
            return Err(form::at(&item)(IntentionError::NotSorted));
        }
        last = Some(sector.name());
        sectors.insert(sector);
    }
    Ok(sectors)
}

#[cfg(feature = "keys")]
fn names(sectors: &BTreeSet<Sector>) -> Vec<Value> {
    let names: BTreeSet<&str> = sectors.iter().map(|sector| sector.name()).collect();
    names.into_iter().map(Value::from).collect()
}

#[cfg(test)]
#[cfg(feature = "keys")]
mod tests {
    use super::*;
    use crate::error::{Code, Fault};
    use crate::json::ours;

    fn read(text: &str) -> Result<Reach, IntentionError> {
        Reach::read(Some(Node::root(&ours::parse(text.as_bytes()).unwrap())))
    }

    #[test]
    fn what_names_nobody_is_refused() {
        let refused = |text: &str, code: Code, path: &str| {
            let error = read(text).unwrap_err();
            assert_eq!((error.code(), error.path().as_deref()), (code, Some(path)), "{text}");
        };
        refused("{}", Code::JsonMissingMember, "/vendor");
        refused(r#"{"sectors":[]}"#, Code::IntentionEmpty, "/sectors");
        refused(r#"{"sectors":["arms"]}"#, Code::IntentionUnknownValue, "/sectors/0");
        refused(r#"{"sectors":["travel","health"]}"#, Code::IntentionNotSorted, "/sectors/1");
        refused(r#"{"sectors":["travel","travel"]}"#, Code::IntentionNotSorted, "/sectors/1");
        refused(r#"{"sectors":["travel"],"vendor":"did:web:a.example"}"#, Code::JsonUnknownMember, "/vendor");
        refused(r#"{"vendor":"shop"}"#, Code::DidSyntax, "/vendor");
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        assert_eq!((Reach::read(None), Reach::Anyone.write()), (Ok(Reach::Anyone), None));
        let all = Reach::Sectors(Sector::ALL.into());
        for reach in [all, read(r#"{"vendor":"did:web:shop.example"}"#).unwrap()] {
            assert_eq!(read(&reach.write().unwrap().canonical()), Ok(reach));
        }
    }
}

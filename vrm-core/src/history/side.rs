//! Whose life it is, and what is known of a vendor.

use crate::agreement::Role;
use crate::decision::Host;
use crate::json::{Object, Value};
use crate::text::Name;
use crate::vocab::Sector;

/// Whose life it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// A person's.
    Person,
    /// A desk's own.
    Desk,
    /// What a desk has with one customer.
    Customer,
}

/// What is known of a vendor, and what blocks select it by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// The name that the person gave it; what it calls itself stands in its messages.
    pub name: Option<Name>,
    /// Its web hosts.
    pub hosts: Vec<Host>,
    /// Its sectors.
    pub sectors: Vec<Sector>,
}

impl Side {
    /// Every side.
    pub const ALL: &'static [Self] = &[Self::Person, Self::Desk, Self::Customer];

    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Desk => "desk",
            Self::Customer => "customer",
        }
    }

    /// Which of the two sides of an agreement it is.
    pub(crate) fn role(self) -> Role {
        match self {
            Self::Person => Role::Person,
            Self::Desk | Self::Customer => Role::Vendor,
        }
    }
}

impl About {
    /// One closed object: `hosts`, `sectors` and, where there is one, `name`.
    pub(crate) fn to_value(&self) -> Value {
        super::form::write_about(Object::new(), self).into()
    }
}

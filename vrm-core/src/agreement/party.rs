//! The two sides.

use crate::did::Did;
use crate::keys::PartyKeys;
use crate::text::Name;

/// One of the two sides of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The first party, a person.
    Person,
    /// The second party, a vendor.
    Vendor,
}

/// The vendor as the agreement names it. The person has keys there and no name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct VendorParty {
    /// Its identifier.
    pub did: Did,
    /// Its name, as it was shown.
    pub name: Name,
    /// Its keys, which are keys of its identifier.
    pub keys: PartyKeys,
}

impl Role {
    /// The stable name, the same in every language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Vendor => "vendor",
        }
    }

    /// The opposite side.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Person => Self::Vendor,
            Self::Vendor => Self::Person,
        }
    }
}

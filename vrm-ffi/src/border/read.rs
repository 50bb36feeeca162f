//! Texts that become strong types, for both skins.

use super::{BorderError, Failure};
use vrm_core::agreement::Role;
use vrm_core::chain::{Commitment, StreamId};
use vrm_core::consent::{ConsentStatus, RecordId};
use vrm_core::decision::{AgreementId, GrantId, GrantMove, GrantStatus, Host};
use vrm_core::did::Did;
use vrm_core::history::CommandId;
use vrm_core::keys::{PublicSigningKey, SignedId, Thumbprint};
use vrm_core::log::LogId;
use vrm_core::message::{Jti, Reply};
use vrm_core::money::{Currency, Decimal};
use vrm_core::rights::RightsState;
use vrm_core::terms::TermsHash;
use vrm_core::text::{Language, Name};
use vrm_core::time::CivilDate;
use vrm_core::vault::ItemId;
use vrm_core::vocab::{Place, Recipient, Sector, Word};

/// What is one text in every language.
pub(crate) trait Read: Sized {
    /// Reads it.
    fn read(text: &str) -> Result<Self, Failure>;
}

/// Ids that are so many hexadecimal digits.
macro_rules! ids {
    ($($type:ident $digits:literal;)+) => {$(
        impl Read for $type {
            fn read(text: &str) -> Result<Self, Failure> {
                const EXPECTED: &str = concat!($digits, " lower-case hexadecimal digits");
                Self::parse(text).ok_or_else(|| BorderError::Value { argument: stringify!($type), expected: EXPECTED }.into())
            }
        }
    )+};
}

/// Types that say themselves why a text is none of them.
macro_rules! parsed {
    ($($type:ident)+) => {$(
        impl Read for $type {
            fn read(text: &str) -> Result<Self, Failure> {
                Ok(Self::parse(text)?)
            }
        }
    )+};
}

ids! {
    StreamId 32;
    Commitment 64;
    LogId 32;
    Jti 32;
    ItemId 32;
    CommandId 32;
    SignedId 64;
    AgreementId 64;
    GrantId 64;
    TermsHash 64;
}

impl Read for RecordId {
    fn read(text: &str) -> Result<Self, Failure> {
        let expected = "a UUID of version 4";
        Self::parse(text).ok_or_else(|| BorderError::Value { argument: "RecordId", expected }.into())
    }
}

parsed! { Thumbprint Did Word Name Language CivilDate Currency Decimal Host Place Recipient }

impl Read for Sector {
    fn read(text: &str) -> Result<Self, Failure> {
        let expected = "one of the directory's 18 categories, such as `commerce`";
        Self::from_name(text).ok_or_else(|| BorderError::Value { argument: "Sector", expected }.into())
    }
}

impl Read for Role {
    fn read(text: &str) -> Result<Self, Failure> {
        let found = [Self::Person, Self::Vendor].into_iter().find(|role| role.name() == text);
        found.ok_or_else(|| BorderError::Value { argument: "Role", expected: "`person` or `vendor`" }.into())
    }
}

impl Read for GrantStatus {
    fn read(text: &str) -> Result<Self, Failure> {
        let all = [Self::Active, Self::Paused, Self::Withdrawn, Self::Spent];
        let expected = "`active`, `paused`, `withdrawn` or `spent`";
        let found = all.into_iter().find(|status| status.name() == text);
        found.ok_or_else(|| BorderError::Value { argument: "GrantStatus", expected }.into())
    }
}

impl Read for GrantMove {
    fn read(text: &str) -> Result<Self, Failure> {
        let found = [Self::Pause, Self::Resume, Self::Withdraw].into_iter().find(|step| step.name() == text);
        found.ok_or_else(|| {
            BorderError::Value { argument: "GrantMove", expected: "`pause`, `resume` or `withdraw`" }.into()
        })
    }
}

impl Read for ConsentStatus {
    fn read(text: &str) -> Result<Self, Failure> {
        let found = Self::ALL.iter().copied().find(|status| status.name() == text);
        found.ok_or_else(|| {
            BorderError::Value { argument: "ConsentStatus", expected: "a status, such as `given`" }.into()
        })
    }
}

impl Read for RightsState {
    fn read(text: &str) -> Result<Self, Failure> {
        let found = Self::ALL.iter().copied().find(|state| state.name() == text);
        found.ok_or_else(|| BorderError::Value { argument: "RightsState", expected: "a state, such as `sent`" }.into())
    }
}

impl Read for Reply {
    fn read(text: &str) -> Result<Self, Failure> {
        let found = Self::ALL.iter().copied().find(|reply| reply.name() == text);
        found.ok_or_else(|| BorderError::Value { argument: "Reply", expected: "`no`, `once` or `standing`" }.into())
    }
}

/// The key of an authority that the host trusts, as the `did:key` that holds it.
pub(crate) fn signing_key(did: &Did) -> Result<PublicSigningKey, Failure> {
    Ok(PublicSigningKey::new(did.public_key()?)?)
}

/// Members that are such texts, where a record is read from JSON.
pub(crate) mod text {
    use super::Read;
    use crate::border::record::noted;
    use serde::de::{Deserialize, Deserializer, Error};

    /// One.
    pub(crate) fn one<'de, D: Deserializer<'de>, T: Read>(from: D) -> Result<T, D::Error> {
        read(&String::deserialize(from)?)
    }

    /// One, or none.
    pub(crate) fn optional<'de, D: Deserializer<'de>, T: Read>(from: D) -> Result<Option<T>, D::Error> {
        Option::<String>::deserialize(from)?.map(|text| read(&text)).transpose()
    }

    /// Any number.
    pub(crate) fn list<'de, D: Deserializer<'de>, T: Read>(from: D) -> Result<Vec<T>, D::Error> {
        Vec::<String>::deserialize(from)?.iter().map(|text| read(text)).collect()
    }

    fn read<T: Read, E: Error>(text: &str) -> Result<T, E> {
        noted(T::read(text))
    }
}

/// Signed and sealed bytes are texts of ASCII, and cross as such in JSON.
pub(crate) fn as_text<S: serde::Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(std::str::from_utf8(bytes).map_err(serde::ser::Error::custom)?)
}

//! Values that are one text, or one number, in every language; what is no such value is refused with the error that Rust
//! gives.

use super::VrmError;
use crate::border::Read;
use vrm_core::chain::{Commitment, StreamId};
use vrm_core::consent::RecordId;
use vrm_core::decision::{AgreementId, GrantId, Host};
use vrm_core::did::Did;
use vrm_core::history::CommandId;
use vrm_core::keys::{SignedId, Thumbprint};
use vrm_core::log::LogId;
use vrm_core::message::Jti;
use vrm_core::money::{Currency, Decimal};
use vrm_core::terms::TermsHash;
use vrm_core::text::{Language, Name};
use vrm_core::time::{CivilDate, Instant};
use vrm_core::vault::ItemId;
use vrm_core::vocab::{Place, Recipient, Sector, Word};

/// Types that are a text.
macro_rules! texts {
    ($($type:ident)+) => {$(
        uniffi::custom_type!($type, String, {
            remote,
            lower: |value| value.to_string(),
            try_lift: |text| Ok($type::read(&text).map_err(VrmError::from)?),
        });
    )+};
}

texts! {
    Commitment StreamId LogId Jti ItemId CommandId SignedId AgreementId GrantId Thumbprint Did Word Name Language
    CivilDate Currency Decimal Host Place RecordId Recipient Sector TermsHash
}

uniffi::custom_type!(Instant, i64, {
    remote,
    lower: |instant| instant.unix(),
    try_lift: |seconds| Ok(Instant::from_unix(seconds).map_err(VrmError::from)?),
});

//! An `xsd:dateTime`, whose fraction our moments do not have.

use super::Refused;
use vrm_core::time::Instant;

pub(crate) const DATE_TIME: &str = "http://www.w3.org/2001/XMLSchema#dateTime";

/// A second, and the fraction that it drops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) second: Instant,
    fraction: String,
}

impl Moment {
    /// Reads `2024-02-12T11:20:10.999000+00:00`, in UTC alone.
    pub(crate) fn read(text: &str) -> Result<Self, Refused> {
        let refused = || format!("{text:?} is no moment in UTC from 2000 on");
        let utc = text.strip_suffix('Z').or_else(|| text.strip_suffix("+00:00")).ok_or_else(refused)?;
        let (second, fraction) = utc.split_once('.').unwrap_or((utc, "0"));
        if fraction.is_empty() || !fraction.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(refused());
        }
        let second = Instant::parse(&format!("{second}Z")).map_err(|_| refused())?;
        Ok(Self { second, fraction: fraction.trim_end_matches('0').to_owned() })
    }

    /// To drop the fractions changes no comparison unless two moments fall within one second and differ.
    pub(crate) fn are_exact(all: &[&Self]) -> Result<(), Refused> {
        let differ = |one: &Self| all.iter().any(|other| one.second == other.second && one.fraction != other.fraction);
        match all.iter().find(|one| differ(one)) {
            Some(one) => Err(format!("two moments within the second {}", one.second)),
            None => Ok(()),
        }
    }
}

//! The parts of a receipt.

use crate::consent::PostalAddress;
use std::fmt;

/// A controller, as a receipt names it. The first is who collects.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct KantaraController {
    /// Its name (`piiController`).
    pub name: String,
    /// Whether it is a processor that acts for the controller (`onBehalf`).
    pub on_behalf: Option<bool>,
    /// The person or the office (`contact`).
    pub contact: String,
    /// The postal address (`address`), as far as its members are texts.
    pub address: PostalAddress,
    /// The email address (`email`).
    pub email: String,
    /// The telephone number as written (`phone`).
    pub phone: String,
    /// The web page (`piiControllerUrl`).
    pub url: Option<String>,
}

/// A service, and what data is processed for. `Debug` leaves out for what.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KantaraService {
    /// Its name (`service`).
    pub name: String,
    /// The purposes (`purposes`).
    pub purposes: Vec<KantaraPurpose>,
}

/// One purpose of a service. `Debug` leaves out what it is.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct KantaraPurpose {
    /// In a few words (`purpose`).
    pub purpose: Option<String>,
    /// Its categories as written (`purposeCategory`), most often of [`PURPOSE_CATEGORIES`](super::PURPOSE_CATEGORIES).
    pub categories: Vec<String>,
    /// How consent was said: `EXPLICIT`, or another text (`consentType`).
    pub consent_type: String,
    /// The categories of its data (`piiCategory`), most often of [`DATA_CATEGORIES`](super::DATA_CATEGORIES).
    pub data: Vec<String>,
    /// Whether the service needs it (`primaryPurpose`).
    pub is_primary: Option<bool>,
    /// When it ends, as free text (`termination`).
    pub termination: String,
    /// Whether third parties receive the data (`thirdPartyDisclosure`).
    pub is_disclosed: bool,
    /// Which (`thirdPartyName`).
    pub third_parties: Option<String>,
}

impl fmt::Debug for KantaraService {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KantaraService({} purposes)", self.purposes.len())
    }
}

impl fmt::Debug for KantaraPurpose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KantaraPurpose({} categories of data)", self.data.len())
    }
}

//! What is known of a vendor.

use crate::border::text;
use vrm_core::decision::Host;
use vrm_core::history;
use vrm_core::text::Name;
use vrm_core::vocab::Sector;

/// What is known of a vendor, and what blocks select it by.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, uniffi::Record)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// The name that the person gave it; what it calls itself stands in its messages.
    #[serde(default, deserialize_with = "text::optional")]
    #[uniffi(default = None)]
    pub name: Option<Name>,
    /// Its web hosts.
    #[serde(default, deserialize_with = "text::list")]
    #[uniffi(default = [])]
    pub hosts: Vec<Host>,
    /// Its sectors.
    #[serde(default, deserialize_with = "text::list")]
    #[uniffi(default = [])]
    pub sectors: Vec<Sector>,
}

impl About {
    /// What C is told that it should have given.
    pub(crate) const EXPECTED: &str = "{name, hosts, sectors}: a text or null, and two lists of texts";
}

impl From<About> for history::About {
    fn from(about: About) -> Self {
        Self { name: about.name, hosts: about.hosts, sectors: about.sectors }
    }
}

impl From<&history::About> for About {
    fn from(about: &history::About) -> Self {
        let history::About { name, hosts, sectors } = about.clone();
        Self { name, hosts, sectors }
    }
}

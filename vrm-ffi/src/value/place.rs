//! Places, and what is known of them.

use vrm_core::vocab::{Place, Places};

/// What is known of a place.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, uniffi::Record)]
pub struct PlaceFacts {
    /// The place, by its code: `FR`, `US-CA`, `EU`.
    pub place: Place,
    /// Its full IRI.
    pub iri: String,
    /// Whether it is a country, a region, the EU or the EEA.
    pub known: bool,
    /// Whether it is the EU or the EEA.
    pub union: bool,
}

impl From<Place> for PlaceFacts {
    fn from(place: Place) -> Self {
        Self { iri: place.iri(), known: place.is_known(), union: place.is_union(), place }
    }
}

/// The list of places; none is anywhere.
pub(crate) fn listed(places: &Places) -> Vec<Place> {
    places.named().to_vec()
}

//! schema.org in JSON-LD.
//!
//! Three steps: names are resolved by their contexts ([`names`]), so that what follows knows schema.org's words only
//! ([`graph`]); then every offer is found and read ([`offers`], [`prices`]). Contexts are not fetched: schema.org's own
//! is known, any other says nothing.

mod graph;
mod names;
mod offers;
mod prices;

use super::collected::Collected;
use super::error::ForeignOfferError;
use super::tree::Tree;
use graph::{Graph, Node};

/// Whether a text has the marks of JSON-LD.
pub(super) fn is_marked(name: &str, value: &Tree) -> bool {
    let linked = |text: &str| names::of_iri(text).is_some();
    match name {
        "@context" | "@graph" => true,
        "@type" => value.as_text().into_iter().chain(value.items().iter().filter_map(Tree::as_text)).any(linked),
        _ => linked(name),
    }
}

/// Reads every offer.
pub(super) fn read(tree: &Tree, found: &mut Collected) -> Result<(), ForeignOfferError> {
    let roots = Node::all(tree);
    let graph = Graph::of(&roots);
    offers::read(&graph, &roots, found)
}

//! Nodes in schema.org's words, and what they say together.

use super::names::{Context, Meaning};
use crate::intention::foreign::tree::Tree;
use std::collections::BTreeMap;

/// Nodes that share an identifier say things of one thing; so many of them are read.
const TOGETHER: usize = 8;
/// More types of one node than this say nothing more.
const TYPES: usize = 16;

/// A value of a property.
#[derive(Clone, Debug)]
pub(super) enum Thing {
    /// A text, a number as written, or a yes or no.
    Word(String),
    /// A node.
    Node(Node),
}

/// A node: its identifier, its types and its properties that are schema.org's. What else it holds is kept without a
/// name, since offers may be inside.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) id: Option<String>,
    pub(super) types: Vec<String>,
    pub(super) properties: BTreeMap<String, Vec<Thing>>,
}

impl Node {
    /// The nodes of a text.
    pub(super) fn all(tree: &Tree) -> Vec<Self> {
        let mut things = Vec::new();
        collect(tree, &Context::default(), &mut things);
        things.into_iter().filter_map(|thing| if let Thing::Node(node) = thing { Some(node) } else { None }).collect()
    }

    fn of(members: &[(String, Tree)], context: &Context<'_>) -> Self {
        let mut node = Self::default();
        for (name, value) in members {
            match context.meaning(name) {
                Meaning::Keyword("@context") => {}
                Meaning::Keyword("@id") => node.id = value.as_text().map(str::to_owned),
                Meaning::Keyword("@type") => {
                    let types = value.as_text().into_iter().chain(value.items().iter().filter_map(Tree::as_text));
                    node.types.extend(types.filter_map(|name| match context.meaning(name) {
                        Meaning::Word(word) => Some(word.to_owned()),
                        _ => None,
                    }));
                    node.types.truncate(TYPES);
                }
                meaning => {
                    let name = if let Meaning::Word(word) = meaning { word } else { "" };
                    collect(value, context, node.properties.entry(name.to_owned()).or_default());
                }
            }
        }
        node
    }

    pub(super) fn is(&self, types: &[&str]) -> bool {
        self.types.iter().any(|known| types.contains(&known.as_str()))
    }

    /// Whether it only points to a node elsewhere.
    pub(super) fn is_reference(&self) -> bool {
        self.id.is_some() && self.types.is_empty() && self.properties.is_empty()
    }
}

/// The things that a value stands for: arrays, lists and sets hold several.
fn collect(value: &Tree, context: &Context<'_>, things: &mut Vec<Thing>) {
    match value {
        Tree::Null => {}
        Tree::Flag(flag) => things.push(Thing::Word(flag.to_string())),
        Tree::Number(text) | Tree::Text(text) => things.push(Thing::Word(text.clone())),
        Tree::List(items) => items.iter().for_each(|item| collect(item, context, things)),
        Tree::Object(members) => match value.get("@context") {
            Some(stated) => object(value, members, &Context::within(context, stated), things),
            None => object(value, members, context, things),
        },
    }
}

fn object(value: &Tree, members: &[(String, Tree)], context: &Context<'_>, things: &mut Vec<Thing>) {
    match value.first(&["@value", "@list", "@set"]) {
        Some(inner) => collect(inner, context, things),
        None => things.push(Thing::Node(Node::of(members, context))),
    }
}

/// The nodes of a text by their identifiers.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    by_id: BTreeMap<&'a str, Vec<&'a Node>>,
}

impl<'a> Graph<'a> {
    pub(super) fn of(roots: &'a [Node]) -> Self {
        let mut graph = Self { by_id: BTreeMap::new() };
        roots.iter().for_each(|root| graph.add(root));
        graph
    }

    fn add(&mut self, node: &'a Node) {
        if let Some(id) = node.id.as_deref().filter(|_| !node.is_reference()) {
            let together = self.by_id.entry(id).or_default();
            if together.len() < TOGETHER {
                together.push(node);
            }
        }
        for thing in node.properties.values().flatten() {
            if let Thing::Node(inner) = thing {
                self.add(inner);
            }
        }
    }

    /// The nodes that say something of the same thing, this one first.
    fn together(&self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        let others = node.id.as_deref().and_then(|id| self.by_id.get(id)).cloned().unwrap_or_default();
        let others = others.into_iter().filter(move |other| !std::ptr::eq(*other, node));
        std::iter::once(node).chain(others)
    }

    /// The types of a node.
    pub(super) fn is(&self, node: &'a Node, types: &[&str]) -> bool {
        self.together(node).any(|node| node.is(types))
    }

    /// The values of a property.
    pub(super) fn values(&self, node: &'a Node, name: &str) -> impl Iterator<Item = &'a Thing> {
        self.together(node).filter_map(move |node| node.properties.get(name)).flatten()
    }

    /// Whether a property has a value.
    pub(super) fn has(&self, node: &'a Node, name: &str) -> bool {
        self.values(node, name).next().is_some()
    }

    /// The first text, number, or yes or no among the values of some properties; of a node its identifier.
    pub(super) fn word(&self, node: &'a Node, names: &[&str]) -> Option<&'a str> {
        names.iter().flat_map(|name| self.values(node, name)).find_map(|thing| match thing {
            Thing::Word(word) => Some(word.as_str()),
            Thing::Node(node) => node.id.as_deref(),
        })
    }

    /// The node that a value is or names.
    pub(super) fn node(&self, thing: &'a Thing) -> Option<&'a Node> {
        match thing {
            Thing::Node(node) => Some(node),
            Thing::Word(word) => self.by_id.get(word.as_str()).and_then(|nodes| nodes.first().copied()),
        }
    }

    /// The nodes among the values of a property.
    pub(super) fn nodes(&self, node: &'a Node, name: &str) -> impl Iterator<Item = &'a Node> {
        self.values(node, name).filter_map(|thing| self.node(thing))
    }
}

/// The name of a member of an enumeration, of which schema.org allows the IRI and the bare word.
pub(super) fn last_name(word: &str) -> &str {
    word.rsplit(['/', '#', ':']).next().unwrap_or(word)
}

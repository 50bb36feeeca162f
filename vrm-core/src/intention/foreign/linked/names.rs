//! What a member name or a type means, by the contexts around it (JSON-LD 1.1 section 3.1 and 4.1).

use crate::intention::foreign::tree::Tree;
use std::collections::BTreeMap;

/// How often one term may be explained by another.
const TURNS: usize = 4;

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning<'a> {
    /// A word of JSON-LD, such as `@id`.
    Keyword(&'a str),
    /// A word of schema.org.
    Word(&'a str),
    /// Anything else.
    Other,
}

/// A context with those around it. Nothing is copied, so that many nested contexts cost no more than their text.
#[derive(Clone, Debug, Default)]
pub(super) struct Context<'a> {
    outer: Option<&'a Context<'a>>,
    /// Whether names without a prefix are schema.org's, where this context says so.
    bare: Option<bool>,
    /// Whether it is schema.org's own, which also calls `@id` and `@type` by plain names.
    own: bool,
    terms: BTreeMap<&'a str, Option<&'a str>>,
}

impl<'a> Context<'a> {
    /// The context that `stated` makes inside of `outer`.
    pub(super) fn within(outer: &'a Context<'a>, stated: &'a Tree) -> Self {
        let mut context = Self { outer: Some(outer), ..Self::default() };
        match stated {
            Tree::List(items) => items.iter().for_each(|item| context.add(item)),
            one => context.add(one),
        }
        context
    }

    fn add(&mut self, stated: &'a Tree) {
        match stated {
            Tree::Null => *self = Self::default(),
            Tree::Text(iri) if is_schema_org(iri) => {
                self.bare = Some(true);
                self.own = true;
            }
            Tree::Object(members) => {
                for (name, value) in members {
                    match (name.as_str(), value) {
                        ("@vocab", Tree::Text(iri)) => self.bare = Some(is_schema_org(iri)),
                        ("@vocab", _) => self.bare = Some(false),
                        (term, Tree::Text(iri)) => drop(self.terms.insert(term, Some(iri))),
                        (term, Tree::Null) => drop(self.terms.insert(term, None)),
                        (term, definition) => {
                            if let Some(iri) = definition.text("@id") {
                                self.terms.insert(term, Some(iri));
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// What a member name or the name of a type means here.
    pub(super) fn meaning<'b>(&'b self, name: &'b str) -> Meaning<'b> {
        self.resolved(name, TURNS)
    }

    fn resolved<'b>(&'b self, name: &'b str, turns: usize) -> Meaning<'b> {
        if name.starts_with('@') {
            return Meaning::Keyword(name);
        }
        match self.term(name) {
            Some(Some(iri)) if iri != name && turns > 0 => return self.resolved(iri, turns - 1),
            Some(None) => return Meaning::Other,
            _ => {}
        }
        if let Some(word) = of_iri(name) {
            return Meaning::Word(word);
        }
        if let Some((prefix, word)) = name.split_once(':') {
            let known = match self.term(prefix) {
                Some(Some(iri)) => is_schema_org(iri),
                Some(None) => false,
                None => prefix == "schema",
            };
            return if known { Meaning::Word(word) } else { Meaning::Other };
        }
        match name {
            "id" if self.is_own() => Meaning::Keyword("@id"),
            "type" if self.is_own() => Meaning::Keyword("@type"),
            _ if self.is_bare() => Meaning::Word(name),
            _ => Meaning::Other,
        }
    }

    fn chain<'b>(&'b self) -> impl Iterator<Item = &'b Context<'a>> {
        std::iter::successors(Some(self), |context| context.outer)
    }

    fn term(&self, name: &str) -> Option<Option<&'a str>> {
        self.chain().find_map(|context| context.terms.get(name).copied())
    }

    fn is_bare(&self) -> bool {
        self.chain().find_map(|context| context.bare).unwrap_or(false)
    }

    fn is_own(&self) -> bool {
        self.chain().any(|context| context.own)
    }
}

/// The word of schema.org that an IRI names.
pub(super) fn of_iri(iri: &str) -> Option<&str> {
    let (host, word) = without_scheme(iri)?.split_once('/')?;
    let word_only = !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (is_host(host) && word_only).then_some(word)
}

/// Whether it is the IRI of schema.org's context or vocabulary.
fn is_schema_org(iri: &str) -> bool {
    let Some(rest) = without_scheme(iri.trim_end_matches('#')) else { return false };
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    is_host(host) && matches!(path, "" | "docs/jsonldcontext.json" | "docs/jsonldcontext.jsonld")
}

fn without_scheme(iri: &str) -> Option<&str> {
    ["https://", "http://"].into_iter().find_map(|scheme| iri.strip_prefix(scheme))
}

/// schema.org itself and its parts, such as `health-lifesci.schema.org`.
fn is_host(host: &str) -> bool {
    host == "schema.org" || host.ends_with(".schema.org")
}

#[cfg(test)]
mod tests {
    use super::{Context, Meaning, of_iri};
    use crate::intention::foreign::tree::Tree;

    fn meaning(context: &str, name: &str) -> String {
        let (stated, outer) = (Tree::parse(context.as_bytes()).unwrap(), Context::default());
        match Context::within(&outer, &stated).meaning(name) {
            Meaning::Keyword(word) | Meaning::Word(word) => word.to_owned(),
            Meaning::Other => "-".to_owned(),
        }
    }

    #[test]
    fn a_context_says_what_a_name_means() {
        let vocab = r#"{"@vocab":"http://schema.org/"}"#;
        let prefix = r#"{"s":"https://schema.org/","cost":{"@id":"s:price"},"t":"@type","price":null,"a":"b","b":"a"}"#;
        for (context, name, expected) in [
            (r#""https://schema.org""#, "price", "price"),
            (r#""http://www.schema.org/""#, "type", "@type"),
            (r#"["https://example.org/ctx","https://schema.org/docs/jsonldcontext.json"]"#, "id", "@id"),
            (r#""https://example.org/schema.org""#, "price", "-"),
            (vocab, "price", "price"),
            (vocab, "type", "type"),
            (vocab, "gs1:price", "-"),
            (prefix, "s:price", "price"),
            (prefix, "cost", "price"),
            (prefix, "t", "@type"),
            (prefix, "price", "-"),
            (prefix, "offers", "-"),
            (prefix, "schema:offers", "offers"),
            (prefix, "a", "-"),
            ("null", "https://schema.org/offers", "offers"),
            (r#"{"schema":"https://example.org/"}"#, "schema:offers", "-"),
            (r#"["https://schema.org",{"@vocab":"https://example.org/"}]"#, "offers", "-"),
        ] {
            assert_eq!(meaning(context, name), expected, "{context} {name}");
        }
    }

    #[test]
    fn a_nearer_context_goes_first() {
        let outer = Context::default();
        let (far, near) = (Tree::Text("https://schema.org".to_owned()), Tree::parse(br#"{"price":null}"#).unwrap());
        let far = Context::within(&outer, &far);
        let near = Context::within(&far, &near);
        assert_eq!(near.meaning("price"), Meaning::Other);
        assert_eq!(near.meaning("offers"), Meaning::Word("offers"));
        assert_eq!(Context::within(&near, &Tree::Null).meaning("offers"), Meaning::Other);
    }

    #[test]
    fn an_iri_names_one_word() {
        assert_eq!(of_iri("http://health-lifesci.schema.org/price"), Some("price"));
        for iri in ["https://schema.org/", "https://schema.org/a/b", "https://notschema.org/price", "price"] {
            assert_eq!(of_iri(iri), None, "{iri}");
        }
    }
}

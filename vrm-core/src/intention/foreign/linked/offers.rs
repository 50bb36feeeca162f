//! Every offer of a graph.

use super::graph::{Graph, Node, Thing, last_name};
use super::prices;
use crate::intention::Condition;
use crate::intention::foreign::collected::Collected;
use crate::intention::foreign::error::ForeignOfferError;
use crate::intention::foreign::gap::OfferPart;
use crate::intention::foreign::published::{OfferFormat, OfferStage, PublishedOffer};
use std::collections::{BTreeMap, BTreeSet};

const OFFERS: &[&str] = &["Offer", "AggregateOffer", "OfferForLease", "OfferForPurchase"];
const GTINS: &[&str] = &["gtin", "gtin14", "gtin13", "gtin12", "gtin8", "isbn"];
/// More sellers of one offer than this are not kept.
const SELLERS: usize = 16;
/// Properties of an offer that tell an untyped node from one.
const TELLING: &[&str] = &["price", "priceCurrency", "lowPrice", "priceSpecification", "availability", "itemOffered"];

/// Where an offer stands: the property that leads to it, and whose it is.
#[derive(Clone, Copy)]
struct Place<'a> {
    property: &'a str,
    of: &'a Node,
    /// What an aggregate around it is for.
    item: Option<&'a Node>,
}

/// Reads every offer under the roots, each once.
pub(super) fn read(graph: &Graph<'_>, roots: &[Node], found: &mut Collected) -> Result<(), ForeignOfferError> {
    let mut reader = Reader { graph, pointed: BTreeMap::new(), seen: BTreeSet::new(), found };
    roots.iter().for_each(|root| reader.point(root));
    roots.iter().try_for_each(|root| reader.walk(root, None))
}

struct Reader<'g, 'a> {
    graph: &'g Graph<'a>,
    /// What points to offers that stand elsewhere.
    pointed: BTreeMap<&'a str, Place<'a>>,
    seen: BTreeSet<&'a str>,
    found: &'g mut Collected,
}

impl<'a> Reader<'_, 'a> {
    /// Notes who points to what.
    fn point(&mut self, node: &'a Node) {
        for (property, things) in &node.properties {
            for thing in things {
                let place = Place { property, of: node, item: None };
                match thing {
                    Thing::Word(id) if leads(property) => drop(self.pointed.entry(id).or_insert(place)),
                    Thing::Word(_) => {}
                    Thing::Node(inner) => {
                        if let (Some(id), true) = (inner.id.as_deref(), leads(property)) {
                            self.pointed.entry(id).or_insert(place);
                        }
                        self.point(inner);
                    }
                }
            }
        }
    }

    fn walk(&mut self, node: &'a Node, place: Option<Place<'a>>) -> Result<(), ForeignOfferError> {
        if node.is_reference() {
            return Ok(());
        }
        let place = place.or_else(|| node.id.as_deref().and_then(|id| self.pointed.get(id).copied()));
        let mut item = None;
        if self.is_offer(node, place) {
            item = self.item(node, place);
            if node.id.as_deref().is_none_or(|id| self.seen.insert(id)) {
                let offer = self.offer(node, place, item);
                self.found.add(offer)?;
            }
        }
        for (property, things) in &node.properties {
            for thing in things {
                if let Thing::Node(inner) = thing {
                    self.walk(inner, leads(property).then_some(Place { property, of: node, item }))?;
                }
            }
        }
        Ok(())
    }

    fn is_offer(&self, node: &'a Node, place: Option<Place<'a>>) -> bool {
        if self.graph.is(node, OFFERS) {
            return true;
        }
        let telling = || TELLING.iter().any(|name| self.graph.has(node, name));
        place.is_some() && node.types.is_empty() && telling()
    }

    /// What it is an offer of: what it says itself, else whose offer it is.
    fn item(&self, node: &'a Node, place: Option<Place<'a>>) -> Option<&'a Node> {
        let own = self.graph.nodes(node, "itemOffered").next();
        own.or_else(|| {
            let place = place.filter(|place| place.property == "offers")?;
            if self.graph.is(place.of, OFFERS) { place.item } else { Some(place.of) }
        })
    }

    fn offer(&self, node: &'a Node, place: Option<Place<'a>>, item: Option<&'a Node>) -> PublishedOffer {
        let accepted = place.is_some_and(|place| place.property == "acceptedOffer");
        let stage = if accepted { OfferStage::Agreed } else { OfferStage::Offered };
        let mut offer = PublishedOffer::new(OfferFormat::SchemaOrg, stage);
        offer.id = offer.words(OfferPart::Id, node.id.as_deref());
        prices::read(self.graph, node, &mut offer);
        let mut included = self.graph.nodes(node, "includesObject");
        if let (Some(bundle), None, None) = (included.next(), included.next(), &offer.per) {
            offer.per = prices::bundled(self.graph, bundle, &mut offer);
        }
        self.dates(node, &mut offer);
        self.sellers(node, place, &mut offer);
        self.product(node, item, &mut offer);
        let quantity = self.graph.nodes(node, "eligibleQuantity").next();
        offer.quantity = quantity.and_then(|quantity| prices::quantity(self.graph, quantity, &mut offer));
        offer.available = self.graph.word(node, &["availability"]).and_then(available);
        offer
    }

    /// The offer's own dates, else those of its price.
    fn dates(&self, node: &'a Node, offer: &mut PublishedOffer) {
        let price = self.graph.nodes(node, "priceSpecification").next();
        let stated = |own: &[&str], of_price: &str| {
            let word = self.graph.word(node, own);
            word.or_else(|| price.and_then(|price| self.graph.word(price, &[of_price])))
        };
        offer.valid_from = offer.moment(OfferPart::ValidFrom, stated(&["validFrom"], "validFrom"));
        let through = stated(&["validThrough", "priceValidUntil"], "validThrough");
        offer.valid_through = offer.moment(OfferPart::ValidThrough, through);
        // An offer whose price ends before it does is one until its price ends.
        if let Some(until) = self.graph.word(node, &["priceValidUntil"]).filter(|until| Some(*until) != through) {
            let until = offer.moment(OfferPart::ValidThrough, Some(until));
            offer.valid_through = [offer.valid_through, until].into_iter().flatten().min_by_key(|time| time.latest());
        }
    }

    fn sellers(&self, node: &'a Node, place: Option<Place<'a>>, offer: &mut PublishedOffer) {
        let own = ["seller", "offeredBy"].iter().flat_map(|name| self.graph.values(node, name));
        let mut stated: Vec<&'a Thing> = own.take(SELLERS).collect();
        if let (true, Some(place)) = (stated.is_empty(), place) {
            match place.property {
                "makesOffer" => self.sold_by_node(place.of, offer),
                "acceptedOffer" => stated.extend(self.graph.values(place.of, "seller").take(SELLERS)),
                _ => {}
            }
        }
        for thing in stated {
            match (thing, self.graph.node(thing)) {
                (_, Some(node)) => self.sold_by_node(node, offer),
                (Thing::Word(name), None) => offer.sold_by(Some(name), None, None),
                (Thing::Node(_), None) => {}
            }
        }
    }

    fn sold_by_node(&self, node: &'a Node, offer: &mut PublishedOffer) {
        let name = self.graph.word(node, &["name", "legalName", "alternateName"]);
        offer.sold_by(name, node.id.as_deref(), self.graph.word(node, &["url"]));
    }

    fn product(&self, node: &'a Node, item: Option<&'a Node>, offer: &mut PublishedOffer) {
        let of = |name: &[&str]| self.graph.word(node, name).or_else(|| self.graph.word(item?, name));
        let named = item.and_then(|item| self.graph.word(item, &["name"]));
        let title =
            named.or_else(|| self.graph.word(node, &["itemOffered"])).or_else(|| self.graph.word(node, &["name"]));
        offer.title = offer.words(OfferPart::Title, title);
        offer.gtin = offer.product_number(of(GTINS).filter(|text| !is_short_isbn(text)));
        offer.mpn = offer.maker_number(of(&["mpn"]));
        offer.sku = offer.words(OfferPart::Sku, of(&["sku"]));
        offer.url = offer.words(OfferPart::Url, of(&["url"]));
        offer.condition = of(&["itemCondition"]).and_then(condition);
    }
}

/// The properties that lead to offers and say whose they are.
fn leads(property: &str) -> bool {
    matches!(property, "offers" | "makesOffer" | "acceptedOffer" | "expectsAcceptanceOf" | "addOn")
}

/// An ISBN of ten digits is no GTIN, and no fault either.
fn is_short_isbn(text: &str) -> bool {
    text.chars().filter(|character| *character != '-').count() == 10
}

fn condition(word: &str) -> Option<Condition> {
    match last_name(word) {
        "NewCondition" => Some(Condition::New),
        "RefurbishedCondition" => Some(Condition::Refurbished),
        "UsedCondition" => Some(Condition::Used),
        "DamagedCondition" => Some(Condition::Damaged),
        _ => None,
    }
}

fn available(word: &str) -> Option<bool> {
    match last_name(word) {
        "Discontinued" | "OutOfStock" | "Reserved" | "SoldOut" => Some(false),
        "BackOrder"
        | "InStock"
        | "InStoreOnly"
        | "LimitedAvailability"
        | "MadeToOrder"
        | "OnlineOnly"
        | "PreOrder"
        | "PreSale" => Some(true),
        _ => None,
    }
}

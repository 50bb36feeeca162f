//! A want as a Demand.

use super::product::{days, product, property, with_measure, with_value};
use super::{CONTEXT, digits, put, typed};
use crate::intention::{Area, Basis, Budget, BuiltIn, Kind, Property, QuantityRange, Requirement, Test, Want};
use crate::json::{Object, Value};
use crate::time::Instant;

impl Want {
    /// This want as JSON-LD: a `Demand` of schema.org, canonical (RFC 8785).
    ///
    /// `businessFunction` is what the other side would do: one who buys looks for one who sells. What schema.org has no
    /// word for is left out: wishes, what a property must not be, whether a ceiling covers delivery.
    ///
    /// ```
    /// use vrm_core::intention::{Budget, Item, Kind, Want};
    /// use vrm_core::money::Money;
    /// let most = Money::parse("300 EUR")?;
    /// let want = Want::new(Kind::Buy, Item::new("A dishwasher")?, most.currency())?.with_budget(Budget::all_in(most))?;
    /// let demand = want.to_demand(None, None);
    /// assert!(demand.contains(r#""@type":"Demand""#));
    /// assert!(demand.contains(r#""maxPrice":"300.00","priceCurrency":"EUR""#));
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn to_demand(&self, valid_from: Option<Instant>, valid_through: Option<Instant>) -> String {
        let node = typed("Demand").with("@context", CONTEXT).with("businessFunction", function(self.kind));
        let node = node.with("itemOffered", self.item_sought());
        let node = put(node, "itemCondition", self.item.condition.map(super::product::condition));
        let node = put(node, "eligibleQuantity", self.quantity.map(range));
        let node = put(node, "priceSpecification", self.budget.map(|budget| ceiling(budget, self.quantity)));
        let node = put(node, "areaServed", self.area.as_ref().map(area));
        let node = put(node, "availabilityStarts", self.window.from().map(|at| at.to_string()));
        let node = put(node, "availabilityEnds", self.window.until().map(|at| at.to_string()));
        let node = put(node, "validFrom", valid_from.map(|at| at.to_string()));
        let node = put(node, "validThrough", valid_through.map(|at| at.to_string()));
        let node = put(node, "deliveryLeadTime", self.days_of(BuiltIn::Delivery));
        let warranty =
            self.days_of(BuiltIn::Warranty).map(|days| typed("WarrantyPromise").with("durationOfWarranty", days));
        Value::from(put(node, "warranty", warranty)).canonical()
    }

    fn item_sought(&self) -> Object {
        let kind = if self.kind == Kind::Hire { "Service" } else { "Product" };
        let node = product(&self.item, kind);
        let others: Vec<Value> = self.alternatives.iter().map(|item| product(item, kind).into()).collect();
        let properties: Vec<Value> = self.requires.iter().filter_map(required).map(Value::from).collect();
        let node = put(node, "isSimilarTo", (!others.is_empty()).then_some(others));
        put(node, "additionalProperty", (!properties.is_empty()).then_some(properties))
    }

    /// What is required of a number of days.
    fn days_of(&self, built_in: BuiltIn) -> Option<Value> {
        let of = |requirement: &&Requirement| requirement.property == Property::BuiltIn(built_in);
        self.requires.iter().filter(of).find_map(|requirement| match &requirement.test {
            Test::AtLeast(measure) => Some(days("minValue", measure.number)),
            Test::AtMost(measure) => Some(days("maxValue", measure.number)),
            _ => None,
        })
    }
}

fn function(kind: Kind) -> String {
    let word = match kind {
        Kind::Buy | Kind::Ask => "Sell",
        Kind::Rent => "LeaseOut",
        Kind::Hire => "ProvideService",
        Kind::Sell => "Buy",
        Kind::Donate => "Dispose",
    };
    format!("http://purl.org/goodrelations/v1#{word}")
}

fn range(range: QuantityRange) -> Object {
    let node = typed("QuantitativeValue").with("unitCode", range.unit().to_string());
    node.with("minValue", range.least().to_string()).with("maxValue", range.most().to_string())
}

fn ceiling(budget: Budget, quantity: Option<QuantityRange>) -> Object {
    let node = match (budget.basis, quantity) {
        (Basis::Unit, Some(quantity)) => {
            let one = typed("QuantitativeValue").with("value", "1").with("unitCode", quantity.unit().to_string());
            typed("UnitPriceSpecification").with("referenceQuantity", one)
        }
        _ => typed("PriceSpecification"),
    };
    let node = node.with("maxPrice", digits(budget.most)).with("priceCurrency", budget.most.currency().code());
    node.with("valueAddedTaxIncluded", budget.tax)
}

fn area(area: &Area) -> Object {
    let node = typed("AdministrativeArea").with("@id", area.place.iri()).with("name", area.place.code());
    let address = |postal: &crate::text::Token| typed("PostalAddress").with("postalCode", postal.as_str());
    put(node, "address", area.postal.as_ref().map(address))
}

/// A named property, where schema.org can say what must hold of it.
fn required(requirement: &Requirement) -> Option<Object> {
    let Property::Named(name) = &requirement.property else { return None };
    let node = property(name.as_str());
    match &requirement.test {
        Test::Is(value) => Some(with_value(node, value)),
        Test::IsNot(_) => None,
        Test::OneOf(values) => {
            // Several nodes in one place would all hold; so the values stand in one.
            let each = |value| with_value(Object::new(), value).get("value").cloned();
            Some(node.with("value", values.iter().filter_map(each).collect::<Vec<_>>()))
        }
        Test::AtLeast(measure) => Some(with_measure(node, "minValue", *measure)),
        Test::AtMost(measure) => Some(with_measure(node, "maxValue", *measure)),
    }
}

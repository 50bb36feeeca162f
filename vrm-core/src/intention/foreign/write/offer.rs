//! A quote as an Offer.

use super::product::{condition, days, product, property, with_measure, with_value};
use super::{CONTEXT, digits, put, typed, word};
use crate::intention::{Delivery, Measure, Phase, Price, Quote};
use crate::json::{Object, Value};
use crate::money::Money;
use crate::time::Instant;

impl Quote {
    /// This quote as JSON-LD: an `Offer` of schema.org, canonical (RFC 8785).
    ///
    /// `price` is what is paid once in all, taxes and delivery included; its parts stand in a
    /// `CompoundPriceSpecification`, each phase as a `UnitPriceSpecification` billed by days. The quantity is what can
    /// be ordered (`eligibleQuantity`) and what the price is for (`includesObject`).
    ///
    /// ```
    /// use vrm_core::intention::{Item, Price, Quote};
    /// use vrm_core::money::Money;
    /// let price = Price::new(Money::parse("40 EUR")?, Money::parse("8 EUR")?, Money::parse("4.90 EUR")?)?;
    /// let offer = Quote::new(Item::new("A kettle")?, price)?.to_offer(None, None);
    /// assert!(offer.contains(r#""@type":"Offer""#));
    /// assert!(offer.contains(r#""price":"52.90","priceCurrency":"EUR""#));
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    #[must_use]
    pub fn to_offer(&self, valid_from: Option<Instant>, valid_through: Option<Instant>) -> String {
        let item = product(&self.item, "Product");
        let properties: Vec<Value> =
            self.properties.iter().map(|(name, value)| with_value(property(name.as_str()), value).into()).collect();
        let item = put(item, "additionalProperty", (!properties.is_empty()).then_some(properties));
        let node = priced(typed("Offer").with("@context", CONTEXT), self.price.total()).with("itemOffered", item);
        let node = put(node, "itemCondition", self.item.condition.map(condition));
        let quantity = self.quantity.map(|quantity| Measure { number: quantity.number(), unit: Some(quantity.unit()) });
        let eligible = |all| with_measure(typed("QuantitativeValue"), "value", all);
        let included = |all| with_measure(typed("TypeAndQuantityNode"), "amountOfThisGood", all);
        let node = put(node, "eligibleQuantity", quantity.map(eligible));
        let node = put(node, "includesObject", quantity.map(included));
        let mut prices = vec![parts(self.price)];
        prices.extend(self.phases.iter().map(phase));
        let node = node.with("priceSpecification", prices);
        let node = match self.delivery {
            Some(Delivery::Within(within)) => node.with("deliveryLeadTime", days("maxValue", within.count())),
            Some(Delivery::By(at)) => node.with("availabilityStarts", at.to_string()),
            None => node,
        };
        let warranty = |count| typed("WarrantyPromise").with("durationOfWarranty", days("value", count));
        let node = put(node, "warranty", self.warranty.map(|days| warranty(days.count())));
        let node = put(node, "hasMerchantReturnPolicy", self.returns.map(|days| returns(days.count())));
        let node = put(node, "validFrom", valid_from.map(|at| at.to_string()));
        Value::from(put(node, "validThrough", valid_through.map(|at| at.to_string()))).canonical()
    }
}

fn priced(node: Object, money: Money) -> Object {
    node.with("price", digits(money)).with("priceCurrency", money.currency().code())
}

fn parts(price: Price) -> Value {
    let goods = priced(typed("UnitPriceSpecification").with("name", "goods"), price.goods());
    let tax = priced(typed("PriceSpecification").with("name", "tax"), price.tax());
    let delivery = priced(typed("DeliveryChargeSpecification").with("name", "delivery"), price.delivery());
    let components: Vec<Value> = [goods, tax, delivery].into_iter().map(Value::from).collect();
    let node = priced(typed("CompoundPriceSpecification"), price.total());
    node.with("valueAddedTaxIncluded", true).with("priceComponent", components).into()
}

fn phase(phase: &Phase) -> Value {
    let every = phase.every.count();
    let node = priced(typed("UnitPriceSpecification"), phase.amount).with("unitCode", "DAY");
    let node = node.with("billingIncrement", i64::from(every)).with("valueAddedTaxIncluded", true);
    let length = phase.times.map(|times| i64::from(times).saturating_mul(every.into()));
    put(node, "billingDuration", length).into()
}

fn returns(count: u32) -> Object {
    let category = if count == 0 { "MerchantReturnNotPermitted" } else { "MerchantReturnFiniteReturnWindow" };
    let node = typed("MerchantReturnPolicy").with("returnPolicyCategory", word(category));
    node.with("merchantReturnDays", i64::from(count))
}

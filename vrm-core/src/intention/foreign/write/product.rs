//! Items and their properties.

use super::{put, typed, word};
use crate::intention::{Condition, Item, Measure, PropertyValue, Scheme};
use crate::json::{Object, Value};

/// A Product or a Service.
pub(super) fn product(item: &Item, kind: &str) -> Object {
    let node = typed(kind).with("name", item.title.as_str());
    let node = put(node, "description", item.description.as_ref().map(|text| text.as_str()));
    let node = put(node, "gtin", item.gtin.map(|gtin| gtin.to_string()));
    let node = put(node, "mpn", item.mpn.as_ref().map(|mpn| mpn.as_str()));
    let node = put(node, "itemCondition", item.condition.map(condition));
    let code = |category: &crate::intention::Category| {
        let set = typed("CategoryCodeSet").with("name", taxonomy(category.scheme()));
        typed("CategoryCode").with("codeValue", category.code()).with("inCodeSet", set)
    };
    put(node, "category", item.category.as_ref().map(code))
}

pub(super) fn condition(condition: Condition) -> String {
    word(match condition {
        Condition::New => "NewCondition",
        Condition::Refurbished => "RefurbishedCondition",
        Condition::Used => "UsedCondition",
        Condition::Damaged => "DamagedCondition",
    })
}

fn taxonomy(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::Google => "Google product taxonomy",
        Scheme::Unspsc => "UNSPSC",
        Scheme::Cpv => "CPV",
        Scheme::Gs1 => "GS1 GPC brick",
    }
}

/// A PropertyValue without a value yet.
pub(super) fn property(name: &str) -> Object {
    typed("PropertyValue").with("propertyID", name).with("name", name)
}

/// A PropertyValue, or a QuantitativeValue, with a value.
pub(super) fn with_value(node: Object, value: &PropertyValue) -> Object {
    match value {
        PropertyValue::Measure(measure) => with_measure(node, "value", *measure),
        PropertyValue::Text(text) => node.with("value", text.as_str()),
        PropertyValue::Flag(flag) => node.with("value", *flag),
    }
}

/// With a number and its unit.
pub(super) fn with_measure(node: Object, name: &'static str, measure: Measure) -> Object {
    let node = node.with(name, measure.number.to_string());
    put(node, "unitCode", measure.unit.map(|unit| unit.to_string()))
}

/// A number of days.
pub(super) fn days(name: &'static str, count: impl ToString) -> Value {
    typed("QuantitativeValue").with(name, count.to_string()).with("unitCode", "DAY").into()
}

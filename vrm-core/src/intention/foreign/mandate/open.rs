//! A want as two open mandates.

use super::{AgentKey, Merchant, items};
use crate::intention::foreign::error::{ForeignOfferError, Unsuited};
use crate::intention::{Item, Want};
use crate::json::{Object, Value};
use crate::time::Instant;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

/// The two open mandates of the Agent Payments Protocol that let an agent do what a want says and no more. They are the
/// payloads; whoever signs for the person makes SD-JWTs of them.
///
/// ```
/// use vrm_core::intention::foreign::{AgentKey, Merchant, OpenMandates};
/// use vrm_core::intention::{Budget, Gtin, Item, Kind, Want};
/// use vrm_core::{money::Money, time::Instant};
/// let item = Item { gtin: Some(Gtin::parse("4006381333931")?), ..Item::new("Markers")? };
/// let most = Money::parse("20 EUR")?;
/// let want = Want::new(Kind::Buy, item, most.currency())?.with_budget(Budget::all_in(most))?;
/// let shops = [Merchant::new("shop-1", "A shop", None)?];
/// let (now, until) = (Instant::parse("2026-03-01T09:00:00Z")?, Instant::parse("2026-03-02T09:00:00Z")?);
/// let mandates = OpenMandates::of(&want, &shops, &AgentKey { x: [1; 32], y: [2; 32] }, now, until)?;
/// assert!(mandates.checkout.contains(r#""acceptable_items":[{"id":"4006381333931","title":"Markers"}]"#));
/// assert!(mandates.payment.contains(r#""currency":"EUR","max":2000,"min":0"#));
/// # Ok::<(), vrm_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenMandates {
    /// What may be put into a checkout, and whose: canonical JSON of type `mandate.checkout.open.1`.
    pub checkout: String,
    /// What may be paid, and to whom: canonical JSON of type `mandate.payment.open.1`, which names the checkout mandate
    /// by the SHA-256 of its text in base64url.
    pub payment: String,
}

impl OpenMandates {
    /// The mandates for a want: its item or an alternative, in the fewest whole pieces of its quantity (one where it
    /// says nothing), from one of the merchants (any where there are none), for at most its budget, until then. What a
    /// ceiling leaves out is in the payment all the same: an agent is held to less rather than to more. Requirements,
    /// wishes and the window have no place in a mandate; [`ClosedMandate::check`](super::ClosedMandate::check) does not
    /// see them either.
    ///
    /// # Errors
    /// [`ForeignOfferError::Unsuited`] for a want that is not paid for, has no budget, an item without a number, or no
    /// whole number of pieces, and unless `until` is after `from`; `Money` when the ceiling is no amount.
    pub fn of(
        want: &Want,
        merchants: &[Merchant],
        agent: &AgentKey,
        from: Instant,
        until: Instant,
    ) -> Result<Self, ForeignOfferError> {
        let unsuited = |what| Err(ForeignOfferError::Unsuited { what });
        if !items::is_paid_for(want.kind()) {
            return unsuited(Unsuited::Kind);
        }
        if from >= until {
            return unsuited(Unsuited::Expiry);
        }
        let pieces = items::fewest(want.quantity())?;
        let most = items::ceiling(want, pieces)?;
        let mut checkout = vec![line_items(want, pieces)?];
        let listed = |kind: &str| {
            let allowed: Vec<Value> = merchants.iter().map(|merchant| merchant.to_json().into()).collect();
            (!allowed.is_empty()).then(|| Value::from(Object::new().with("type", kind).with("allowed", allowed)))
        };
        checkout.extend(listed("checkout.allowed_merchants"));
        let mandate = |kind: &str, constraints: Vec<Value>| {
            let claims = Object::new().with("vct", kind).with("constraints", constraints);
            let claims = claims.with("cnf", agent.to_json()).with("iat", from.unix()).with("exp", until.unix());
            Value::from(claims).canonical()
        };
        let checkout = mandate("mandate.checkout.open.1", checkout);
        let reference = Object::new()
            .with("type", "payment.reference")
            .with("conditional_transaction_id", URL_SAFE_NO_PAD.encode(Sha256::digest(checkout.as_bytes())));
        let range = Object::new().with("type", "payment.amount_range").with("currency", most.currency().code());
        let range = range.with("min", 0_i64).with("max", most.minor());
        let mut payment = vec![reference.into(), range.into()];
        payment.extend(listed("payment.allowed_payees"));
        Ok(Self { payment: mandate("mandate.payment.open.1", payment), checkout })
    }
}

fn line_items(want: &Want, pieces: u64) -> Result<Value, ForeignOfferError> {
    let acceptable = |item: &Item| {
        let id = items::number(item).ok_or(ForeignOfferError::Unsuited { what: Unsuited::Item })?;
        Ok(Object::new().with("id", id).with("title", item.title.as_str()).into())
    };
    let acceptable: Result<Vec<Value>, ForeignOfferError> = items::all(want).map(acceptable).collect();
    let quantity = i64::try_from(pieces).map_err(|_| ForeignOfferError::Unsuited { what: Unsuited::Quantity })?;
    let line = Object::new().with("id", "line_1").with("acceptable_items", acceptable?).with("quantity", quantity);
    Ok(Object::new().with("type", "checkout.line_items").with("items", vec![line.into()]).into())
}

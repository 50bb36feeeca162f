//! The events of a record, and where consent is given and taken back.

use super::{iris, read, typed};
use crate::consent::{ConsentError, ConsentEvent, ConsentStatus};
use crate::json::{Node, Value};
use crate::time::Instant;

pub(super) fn write(event: &ConsentEvent) -> Value {
    let validity = match event.until {
        Some(until) => typed("dpv:UntilTimeDuration").with("rdf:value", until.to_string()),
        None => typed("dpv:EndlessDuration"),
    };
    typed(event.status.concept())
        .with("dpv:isIndicatedAtTime", event.at.to_string())
        .with("dpv:isIndicatedBy", event.by.as_str())
        .with("dpv:hasDuration", validity)
        .into()
}

pub(super) fn read(node: &Node<'_>) -> Result<ConsentEvent, ConsentError> {
    let mut fields = node.object()?;
    let status = |text: &str| ConsentStatus::ALL.iter().copied().find(|status| status.concept() == text);
    Ok(ConsentEvent {
        status: read::named(&fields.required("@type")?, status, "a status of consent of DPV 2.3")?,
        at: read::instant(&fields.required("dpv:isIndicatedAtTime")?)?,
        by: read::did(&fields.required("dpv:isIndicatedBy")?)?,
        until: until(&fields.required("dpv:hasDuration")?)?,
    })
}

fn until(node: &Node<'_>) -> Result<Option<Instant>, ConsentError> {
    let mut fields = node.object()?;
    let ends = |text: &str| match text {
        "dpv:UntilTimeDuration" => Some(true),
        "dpv:EndlessDuration" => Some(false),
        _ => None,
    };
    match read::named(&fields.required("@type")?, ends, "`dpv:UntilTimeDuration` or `dpv:EndlessDuration`")? {
        true => read::instant(&fields.required("rdf:value")?).map(Some),
        false => Ok(None),
    }
}

/// Where consent is given and taken back.
pub(super) fn control(exercised_at: &str) -> Value {
    access(["dpv:ProvideConsent", "dpv:WithdrawConsent"], exercised_at)
}

/// Where rights are claimed, the right to take consent back among them (GDPR art. 7(3)).
pub(super) fn right(exercised_at: &str) -> Value {
    access(["dpv:DataSubjectRight", "eu-gdpr:A7-3"], exercised_at)
}

fn access(kinds: [&'static str; 2], exercised_at: &str) -> Value {
    let kinds = iris(kinds.into_iter().map(str::to_owned));
    crate::json::Object::new().with("@type", kinds).with("dpv:isExercisedAt", exercised_at).into()
}

/// Where a control is exercised; empty where there is none.
pub(super) fn exercised_at(node: Option<&Node<'_>>) -> Result<String, ConsentError> {
    match node {
        Some(node) => read::text(&read::only(node)?.object()?.required("dpv:isExercisedAt")?),
        None => Ok(String::new()),
    }
}

//! How the bodies of the kinds are written and read that concern claims.

use super::{Event, data};
use crate::form::{FormError, read};
use crate::json::{Fields, Object};
use crate::rights::RightsOutcome;
use crate::vault::DisclosedHash;

/// Reads `claim-completed`.
pub(super) fn completed(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    Ok(Event::ClaimCompleted {
        kid: read::thumbprint(&fields.required("kid")?)?,
        jti: data::number(&fields.required("jti")?)?,
        iat: read::minute(&fields.required("iat")?)?,
        answers: read::signed_id(&fields.required("answers")?)?,
        proof: DisclosedHash::from_bytes(read::hex(&fields.required("proof")?)?),
    })
}

/// Reads `copy-given`.
pub(super) fn copied(fields: &mut Fields<'_>) -> Result<Event, FormError> {
    let (node, outcome) = (fields.required("outcome")?, RightsOutcome::read(fields)?);
    if !outcome.may_have_data() {
        let (path, found) = (node.path().clone(), outcome.name().to_owned());
        return Err(FormError::UnknownValue { path, found, expected: "`full` or `part`" });
    }
    Ok(Event::CopyGiven {
        kid: read::thumbprint(&fields.required("kid")?)?,
        jti: data::number(&fields.required("jti")?)?,
        iat: read::minute(&fields.required("iat")?)?,
        answers: read::signed_id(&fields.required("answers")?)?,
        outcome,
        items: data::given(&fields.required("items")?)?,
    })
}

/// Writes the body of one of them; nothing for any other kind.
pub(super) fn write(event: &Event, form: Object) -> Object {
    match event {
        Event::ClaimCompleted { kid, jti, iat, answers, proof } => form
            .with("kid", kid.to_string())
            .with("jti", jti.to_string())
            .with("iat", iat.floor_to_minute().unix())
            .with("answers", answers.to_string())
            .with("proof", proof.to_string()),
        Event::CopyGiven { kid, jti, iat, answers, outcome, items } => outcome
            .write(form)
            .with("kid", kid.to_string())
            .with("jti", jti.to_string())
            .with("iat", iat.floor_to_minute().unix())
            .with("answers", answers.to_string())
            .with("items", data::write_given(items)),
        _ => form,
    }
}

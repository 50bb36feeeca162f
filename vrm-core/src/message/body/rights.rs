//! A right that the person claims, the vendor's answer, and a breach that it notifies.

use super::disclosure::{item, write_item};
use super::{Body, private::Form};
use crate::decision::AgreementId;
use crate::form::{FormError, read, write};
use crate::json::{Fields, Node, Object};
use crate::keys::{SignedId, Thumbprint};
use crate::message::Never;
use crate::rights::{Claim, Law, Right, RightsError, RightsOutcome, Scope, Statement};
use crate::time::Instant;
use crate::vault::Disclosed;
use crate::vocab::Word;
use std::collections::BTreeSet;

/// A right that the person claims, or what follows on a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsRequest {
    /// What is claimed; the same again in all that follows on it.
    pub claim: Claim,
    /// Whether it is the claim, or what follows on it.
    pub step: RightsStep,
}

/// The claim, or what follows on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RightsStep {
    /// The claim. The id of its message is the claim's.
    Claim,
    /// What an answer asked for.
    Complete {
        /// The answer that needs more.
        answers: SignedId,
        /// What the vendor asked for, where it can be said in words.
        proof: Option<Statement>,
    },
    /// The claim is taken back.
    Withdraw {
        /// The claim.
        answers: SignedId,
    },
}

/// The vendor's answer to a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightsAnswer {
    /// The claim.
    pub answers: SignedId,
    /// What is answered.
    pub outcome: RightsOutcome,
    /// With an answer in full or in part, a copy of the data that was asked for; none where it is not in the letter.
    pub data: BTreeSet<Disclosed>,
}

/// A breach that a vendor notifies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// The agreement under which the vendor has what it is about.
    pub agreement: AgreementId,
    /// When it happened or was found, to the minute.
    pub at: Instant,
    /// What happened.
    pub what: Statement,
    /// Which kinds of data it is about; at least one.
    pub data: BTreeSet<Word>,
}

impl RightsRequest {
    /// What the vendor asked for, where it is said.
    pub(crate) fn proof(&self) -> Option<&Statement> {
        match &self.step {
            RightsStep::Complete { proof, .. } => proof.as_ref(),
            _ => None,
        }
    }
}

impl Body for RightsRequest {
    const NAME: &'static str = "rights-request";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for RightsRequest {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        let right_at = fields.required("right")?;
        let right = read::one_of(&right_at, Right::ALL, Right::name, "a right's name")?;
        let law = read::one_of(&fields.required("law")?, Law::ALL, Law::name, "a law's name")?;
        let claim = Claim::new(right, law, scope(&fields.required("scope")?)?).map_err(at(&right_at))?;
        // A proof beside no answer, or beside a withdrawal, is a member that has no place there.
        let step = match (fields.optional("withdrawn"), fields.optional("answers")) {
            (Some(withdrawn), _) => {
                read::yes(&withdrawn)?;
                RightsStep::Withdraw { answers: read::signed_id(&fields.required("answers")?)? }
            }
            (None, Some(answers)) => {
                let proof = fields.optional("proof").map(|node| statement(&node)).transpose()?;
                RightsStep::Complete { answers: read::signed_id(&answers)?, proof }
            }
            (None, None) => RightsStep::Claim,
        };
        Ok(Self { claim, step })
    }

    fn write(&self, form: Object) -> Object {
        let form = self.claim.write(form);
        match &self.step {
            RightsStep::Claim => form,
            RightsStep::Complete { answers, proof } => {
                let form = form.with("answers", answers.to_string());
                write::insert(form, "proof", proof.as_ref().map(Statement::as_str))
            }
            RightsStep::Withdraw { answers } => form.with("answers", answers.to_string()).with("withdrawn", true),
        }
    }
}

impl Claim {
    /// As it stands in a request, and in the arguments of a command.
    pub(crate) fn write(&self, form: Object) -> Object {
        let scope = match self.scope() {
            Scope::All => Object::new().with("all", true),
            Scope::Data(words) => Object::new().with("data", write::set(words, |word| word.iri().into())),
            Scope::Agreement(id) => Object::new().with("agreement", id.to_string()),
        };
        form.with("right", self.right().name()).with("law", self.law().name()).with("scope", scope)
    }
}

fn scope(node: &Node<'_>) -> Result<Scope, FormError> {
    read::closed(node, |fields| match (fields.optional("data"), fields.optional("agreement")) {
        (Some(data), _) => Ok(Scope::Data(read::set(&data, read::word)?)),
        (None, Some(agreement)) => Ok(Scope::Agreement(read::agreement(&agreement)?)),
        (None, None) => {
            read::yes(&fields.required("all")?)?;
            Ok(Scope::All)
        }
    })
}

impl Body for RightsAnswer {
    const NAME: &'static str = "rights-answer";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for RightsAnswer {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        let answers = read::signed_id(&fields.required("answers")?)?;
        let outcome = RightsOutcome::read(fields)?;
        // Data beside another outcome is a member that has no place there.
        let data = match outcome.may_have_data() {
            true => fields.optional("data").map(|node| read::set(&node, item)).transpose()?,
            false => None,
        };
        Ok(Self { answers, outcome, data: data.unwrap_or_default() })
    }

    fn write(&self, form: Object) -> Object {
        let form = self.outcome.write(form.with("answers", self.answers.to_string()));
        let data = (!self.data.is_empty()).then(|| write::set(&self.data, write_item));
        write::insert(form, "data", data)
    }
}

impl RightsOutcome {
    /// Reads what is answered, and why.
    pub(crate) fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        let node = fields.required("outcome")?;
        let expected = "`full`, `part`, `refused`, `needs-more` or `extended`";
        Ok(match read::one_of(&node, Self::NAMES, |name| name, expected)? {
            // A reason beside it is a member that has no place there.
            "full" => Self::Full,
            name => {
                let reason = statement(&fields.required("reason")?)?;
                match name {
                    "part" => Self::Part(reason),
                    "refused" => Self::Refused(reason),
                    "needs-more" => Self::NeedsMore(reason),
                    _ => Self::Extended(reason),
                }
            }
        })
    }

    /// Whether what was asked for may come with it.
    pub(crate) fn may_have_data(&self) -> bool {
        matches!(self, Self::Full | Self::Part(_))
    }

    /// As it stands in an answer, and in the arguments of a command.
    pub(crate) fn write(&self, form: Object) -> Object {
        let form = form.with("outcome", self.name());
        write::insert(form, "reason", self.reason().map(Statement::as_str))
    }
}

impl Body for Incident {
    const NAME: &'static str = "incident";

    type Audience = Thumbprint;
    type Expiry = Never;
}

impl Form for Incident {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        Ok(Self {
            agreement: read::agreement(&fields.required("agreement")?)?,
            at: read::minute(&fields.required("at")?)?,
            what: statement(&fields.required("what")?)?,
            data: read::set(&fields.required("data")?, read::word)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        form.with("agreement", self.agreement.to_string())
            .with("at", self.at.floor_to_minute().unix())
            .with("what", self.what.as_str())
            .with("data", write::set(&self.data, |word| word.iri().into()))
    }
}

fn statement(node: &Node<'_>) -> Result<Statement, FormError> {
    Statement::parse(node.string()?).map_err(at(node))
}

fn at(node: &Node<'_>) -> impl Fn(RightsError) -> FormError {
    let path = node.path().clone();
    move |error| FormError::Rights { path: path.clone(), error }
}

//! What the person does to grants: withdraw, pause, resume.

use super::{Body, private::Form};
use crate::decision::{AgreementId, GrantMove, GrantOrder, WhichGrants};
use crate::form::{FormError, read, write};
use crate::json::{Fields, Object};
use crate::keys::Thumbprint;
use crate::message::Never;
use crate::time::Instant;

/// A move of the person's over grants of one agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantStep {
    /// The agreement.
    pub agreement: AgreementId,
    /// The position of the move in the person's stream: for each grant, known already or not, the highest prevails,
    /// whatever the order of arrival; a withdrawal is final.
    pub n: u64,
    /// Which grants.
    pub which: WhichGrants,
    /// When, to the minute. Here decisions deny from that time on, at the desk from receipt.
    pub at: Instant,
}

/// The end of grants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal(pub GrantStep);

/// Grants held back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pause(pub GrantStep);

/// Grants taken up again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resume(pub GrantStep);

impl GrantStep {
    fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
        let which = match fields.optional("grants") {
            Some(node) => WhichGrants::These(read::set(&node, read::grant)?),
            None => {
                read::yes(&fields.required("all")?)?;
                WhichGrants::All
            }
        };
        Ok(Self {
            agreement: read::agreement(&fields.required("agreement")?)?,
            n: read::position(&fields.required("n")?)?,
            which,
            at: read::minute(&fields.required("at")?)?,
        })
    }

    fn write(&self, form: Object) -> Object {
        let form = form
            .with("agreement", self.agreement.to_string())
            .with("n", write::position(self.n))
            .with("at", self.at.floor_to_minute().unix());
        match &self.which {
            WhichGrants::All => form.with("all", true),
            WhichGrants::These(grants) => form.with("grants", write::set(grants, |grant| grant.to_string().into())),
        }
    }
}

macro_rules! step {
    ($type:ident $name:literal $step:ident) => {
        impl $type {
            /// The move as a [`Ledger`](crate::decision::Ledger) follows it.
            #[must_use]
            pub fn order(&self) -> GrantOrder {
                let GrantStep { agreement, n, which, .. } = &self.0;
                GrantOrder { agreement: *agreement, n: *n, which: which.clone(), step: GrantMove::$step }
            }
        }

        impl Body for $type {
            const NAME: &'static str = $name;

            type Audience = Thumbprint;
            type Expiry = Never;
        }

        impl Form for $type {
            fn read(fields: &mut Fields<'_>) -> Result<Self, FormError> {
                GrantStep::read(fields).map(Self)
            }

            fn write(&self, form: Object) -> Object {
                self.0.write(form)
            }
        }
    };
}

step!(Withdrawal "withdrawal" Withdraw);
step!(Pause "pause" Pause);
step!(Resume "resume" Resume);

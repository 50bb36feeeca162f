//! The permissions of a policy, and what a request asks.

use super::moment::DATE_TIME;
use super::times::Times;
use super::{Graph, Moment, ODRL, Refused};

/// One permission. What it leaves out, it does not limit.
pub(crate) struct Rule {
    pub(crate) iri: String,
    pub(crate) assignee: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) action: Option<String>,
    /// All of these must hold.
    pub(crate) when: Vec<When>,
    /// The duties by their IRIs, with the action of each.
    pub(crate) duties: Vec<(String, String)>,
}

/// A constraint on the time.
#[derive(Clone, Debug)]
pub(crate) enum When {
    Compare(Compare, Moment),
    And(Vec<Self>),
    Or(Vec<Self>),
    Xone(Vec<Self>),
}

/// How the time stands to a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Compare {
    Eq,
    Neq,
    Lt,
    Lteq,
    Gt,
    Gteq,
}

/// Who asks to do what with what.
pub(crate) struct Asked {
    pub(crate) party: String,
    pub(crate) target: String,
    pub(crate) action: String,
}

fn odrl(name: &str) -> String {
    format!("{ODRL}{name}")
}

impl Rule {
    pub(crate) fn read_all(policy: &Graph) -> Result<Vec<Self>, Refused> {
        let set = policy.only(&odrl("Set"))?;
        let about = ["http://purl.org/dc/terms/description", "http://purl.org/dc/terms/source"];
        set.says_only(&["Set"], &[&["uid", "permission"], about.as_slice()].concat())?;
        set.iris(&odrl("permission"))?.into_iter().map(|rule| Self::read(policy, rule)).collect()
    }

    fn read(policy: &Graph, iri: &str) -> Result<Self, Refused> {
        let rule = policy.find(iri)?;
        rule.says_only(&["Permission"], &["assignee", "target", "action", "constraint", "duty"])?;
        let one = |member: &str| Ok::<_, Refused>(rule.iri(&odrl(member))?.map(str::to_owned));
        let when = rule.iris(&odrl("constraint"))?.into_iter().map(|iri| When::read(policy, iri, &[]));
        let duties = rule.iris(&odrl("duty"))?.into_iter().map(|iri| {
            let duty = policy.find(iri)?;
            duty.says_only(&["Duty"], &["action"])?;
            Ok((iri.to_owned(), duty.iri(&odrl("action"))?.ok_or("a duty to do nothing")?.to_owned()))
        });
        Ok(Self {
            iri: iri.to_owned(),
            assignee: one("assignee")?,
            target: one("target")?,
            action: one("action")?,
            when: when.collect::<Result<_, Refused>>()?,
            duties: duties.collect::<Result<_, Refused>>()?,
        })
    }

    pub(crate) fn moments(&self) -> Vec<&Moment> {
        self.when.iter().flat_map(When::moments).collect()
    }

    /// When all of its constraints hold.
    pub(crate) fn times(&self) -> Times {
        self.when.iter().fold(Times::always(), |all, one| all.and(&one.times()))
    }
}

impl When {
    /// Reads a constraint that stands within those of `around`.
    fn read(policy: &Graph, iri: &str, around: &[&str]) -> Result<Self, Refused> {
        if around.contains(&iri) {
            return Err(format!("{iri} stands within itself"));
        }
        let (around, constraint) = ([around, &[iri]].concat(), policy.find(iri)?);
        for (name, join) in [("and", Self::And as fn(Vec<Self>) -> Self), ("or", Self::Or), ("xone", Self::Xone)] {
            if constraint.has(&odrl(name)) {
                constraint.says_only(&["LogicalConstraint"], &[name])?;
                let parts = constraint.iris(&odrl(name))?.into_iter().map(|iri| Self::read(policy, iri, &around));
                return Ok(join(parts.collect::<Result<_, _>>()?));
            }
        }
        constraint.says_only(&["Constraint"], &["leftOperand", "operator", "rightOperand"])?;
        let (left, operator) = (constraint.iri(&odrl("leftOperand"))?, constraint.iri(&odrl("operator"))?);
        if left != Some(&odrl("dateTime")) {
            return Err(format!("a constraint on {left:?}"));
        }
        let compare = match operator.and_then(|operator| operator.strip_prefix(ODRL)) {
            Some("eq") => Compare::Eq,
            Some("neq") => Compare::Neq,
            Some("lt") => Compare::Lt,
            Some("lteq") => Compare::Lteq,
            Some("gt") => Compare::Gt,
            Some("gteq") => Compare::Gteq,
            _ => return Err(format!("{operator:?} of two moments")),
        };
        Ok(Self::Compare(compare, Moment::read(constraint.literal(&odrl("rightOperand"), DATE_TIME)?)?))
    }

    fn moments(&self) -> Vec<&Moment> {
        match self {
            Self::Compare(_, moment) => vec![moment],
            Self::And(parts) | Self::Or(parts) | Self::Xone(parts) => parts.iter().flat_map(Self::moments).collect(),
        }
    }

    /// When it holds.
    pub(crate) fn times(&self) -> Times {
        match self {
            Self::Compare(compare, moment) => {
                let (before, at) = (Times::before(moment.second), Times::at(moment.second));
                match compare {
                    Compare::Eq => at,
                    Compare::Neq => at.not(),
                    Compare::Lt => before,
                    Compare::Lteq => before.or(&at),
                    Compare::Gt => before.or(&at).not(),
                    Compare::Gteq => before.not(),
                }
            }
            Self::And(parts) => parts.iter().fold(Times::always(), |all, part| all.and(&part.times())),
            Self::Or(parts) => parts.iter().fold(Times::always().not(), |any, part| any.or(&part.times())),
            Self::Xone(parts) => {
                let (never, always) = (Times::always().not(), Times::always());
                let (_, once) = parts.iter().map(Self::times).fold((always, never), |(none, once), part| {
                    let once = once.and(&part.not()).or(&none.and(&part));
                    (none.and(&part.not()), once)
                });
                once
            }
        }
    }
}

impl Asked {
    pub(crate) fn read(request: &Graph) -> Result<Self, Refused> {
        let set = request.only(&odrl("Request"))?;
        set.says_only(&["Request"], &["uid", "permission", "http://purl.org/dc/terms/description"])?;
        let rule = request.find(set.iri(&odrl("permission"))?.ok_or("a request for nothing")?)?;
        rule.says_only(&["Permission"], &["assignee", "target", "action"])?;
        let one = |member: &str| {
            let found = rule.iri(&odrl(member))?;
            found.map(str::to_owned).ok_or_else(|| format!("a request without {member}"))
        };
        Ok(Self { party: one("assignee")?, target: one("target")?, action: one("action")? })
    }
}

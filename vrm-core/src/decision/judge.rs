//! Would this text allow it?

use super::answer::{Ask, Decision, Deny, Effect, Ground, Nearest, Permit, Reason, Verdict};
use super::nearest::{Forbids, Permits, first, search};
use super::point::Point;
use super::{CompiledTerms, Request};
use crate::terms::{Conditions, Duty};
use crate::vocab::Recipient;
use std::collections::BTreeSet;

impl CompiledTerms {
    /// The answer alone. Allocates nothing.
    #[must_use]
    pub fn verdict(&self, request: &Request) -> Verdict {
        let Some(point) = Point::of(request, self.vocabulary()) else { return Verdict::DENY };
        if self.hitting(&point, request).next().is_some() {
            return Verdict::DENY;
        }
        let mut effect = Effect::Deny;
        for asks in self.carrying(&point, request).map(|index| self.asks(index)) {
            effect = if asks { Effect::Ask } else { Effect::Permit };
            if effect == Effect::Permit {
                break;
            }
        }
        Verdict { effect, excludes_marked: effect != Effect::Deny && point.excludes_marked(self.vocabulary()) }
    }

    /// The answer with every rule that made it.
    ///
    /// ```
    /// use vrm_core::decision::{Decision, Reason, Request};
    /// use vrm_core::terms::{Draft, Permission, Prohibition};
    /// use vrm_core::vocab::Recipient;
    /// let mut draft = Draft::own();
    /// draft.permit(Permission::new("contact", ["pd:Contact".parse()?], ["dpv:Marketing".parse()?]));
    /// draft.forbid(Prohibition::new("no-personal").purpose(["dpv:Personalisation".parse()?]));
    /// let terms = draft.finish()?.compile();
    /// let request = Request::new("pd:Contact".parse()?, "dpv:Marketing".parse()?, "dpv:Use".parse()?, Recipient::Vendor);
    /// let Decision::Deny(deny) = terms.judge(&request) else { panic!() };
    /// assert_eq!(deny.reasons, [Reason::Forbidden { rule: "no-personal".into() }]);
    /// let names: Vec<String> = deny.nearest.requests.iter().map(|request| request.purpose.name()).collect();
    /// assert_eq!(names, ["dpv:DirectMarketing", "dpv:PublicRelations", "dpv:SocialMediaMarketing"]);
    /// # Ok::<(), vrm_core::Error>(())
    /// ```
    pub fn judge(&self, request: &Request) -> Decision {
        let Some(point) = Point::of(request, self.vocabulary()) else {
            let term = request.unknown_term(self.vocabulary()).unwrap_or_default();
            let nearest = Nearest { requests: Vec::new(), searched_all: true };
            let reasons = vec![Reason::UnknownTerm { term }];
            return Decision::Deny(Deny { reasons, grounds: Vec::new(), held: Vec::new(), nearest });
        };
        let covering: Vec<usize> = self.carrying(&point, request).collect();
        let mut reasons: Vec<Reason> = self
            .hitting(&point, request)
            .filter_map(|index| self.prohibition(index))
            .map(|rule| Reason::Forbidden { rule: rule.id().to_owned() })
            .collect();
        if covering.is_empty() {
            let marked = self.covering_but_for_marks(&point).any(|index| self.holds(index, &request.conditions));
            reasons.push(if marked { Reason::MarkedNotNamed } else { Reason::NotPermitted });
        }
        let rules = covering.iter().filter_map(|index| self.permission(*index));
        let mut grounds: Vec<Ground> = rules.clone().map(|rule| Ground::Rule(rule.id().to_owned())).collect();
        grounds.sort();
        if !reasons.is_empty() {
            reasons.sort();
            return Decision::Deny(Deny { reasons, grounds, held: Vec::new(), nearest: self.nearest(request, &point) });
        }
        let excludes_marked = point.excludes_marked(self.vocabulary());
        if covering.iter().all(|index| self.asks(*index)) {
            return Decision::Ask(Ask { grounds, excludes_marked });
        }
        let duties: BTreeSet<&Duty> = rules.flat_map(|rule| rule.duties()).chain(self.terms().duties()).collect();
        let duties = duties.into_iter().cloned().collect();
        Decision::Permit(Permit { grounds, duties, until: None, excludes_marked })
    }

    fn nearest(&self, request: &Request, point: &Point<'_>) -> Nearest {
        let meeting = self.permitting().meeting(point, self.vocabulary());
        let permits: Vec<Permits<'_>> = meeting
            .filter_map(|index| self.permission(index).zip(self.permissions().get(index)))
            .filter(|(rule, _)| !rule.asks())
            .map(|(rule, area)| Permits { area, conditions: rule.conditions() })
            .collect();
        let first_hit = |point: &Point<'_>, conditions: &Conditions| {
            let hitting = self.touching(point).filter(|index| self.is_broken(*index, conditions));
            let first = hitting.min_by_key(|index| self.place_of_prohibition(*index))?;
            let (rule, area) = self.prohibition(first).zip(self.prohibitions().get(first))?;
            Some(Forbids { area, limits: rule.limits() })
        };
        let dids = self.named_dids().into_iter().cloned().map(Recipient::Did);
        let found = search(request, point, self.vocabulary(), dids, &permits, first_hit);
        Nearest { requests: first(found.greatest), searched_all: found.all }
    }

    /// The prohibitions that hit the request.
    fn hitting<'a>(&'a self, point: &Point<'_>, request: &'a Request) -> impl Iterator<Item = usize> + 'a {
        self.touching(point).filter(|index| self.is_broken(*index, &request.conditions))
    }

    /// The permissions that cover the request.
    fn carrying<'a>(&'a self, point: &Point<'_>, request: &'a Request) -> impl Iterator<Item = usize> + 'a {
        self.covering(point).filter(|index| self.holds(*index, &request.conditions))
    }
}

//! A state of the world: the time, who and what is part of what, and which duties were done.

use super::moment::DATE_TIME;
use super::{Graph, Moment, ODRL, Refused};
use std::collections::{BTreeMap, BTreeSet};

const NOW: &str = "http://example.com/request/currentTime";
const ISSUED: &str = "http://purl.org/dc/terms/issued";
const REPORT: &str = "https://w3id.org/force/compliance-report#";

/// What is known when the request comes; what it does not say is not so.
pub(crate) struct World {
    pub(crate) now: Moment,
    part_of: BTreeMap<String, BTreeSet<String>>,
    /// Each duty that is reported, and whether every report says that it was fulfilled.
    duties: BTreeMap<String, bool>,
}

impl World {
    pub(crate) fn read(graph: &Graph) -> Result<Self, Refused> {
        let now = Moment::read(graph.find(NOW)?.literal(ISSUED, DATE_TIME)?)?;
        let (mut part_of, mut duties) = (BTreeMap::new(), BTreeMap::new());
        for thing in graph.all() {
            let wholes: BTreeSet<String> =
                thing.iris(&format!("{ODRL}partOf"))?.into_iter().map(str::to_owned).collect();
            if !wholes.is_empty() {
                part_of.insert(thing.iri.clone(), wholes);
            }
            if thing.is_a(&format!("{REPORT}DutyReport")) {
                let duty = thing.iri(&format!("{REPORT}rule"))?.ok_or("a report of no duty")?;
                let state = thing.iri(&format!("{REPORT}deonticState"))?;
                *duties.entry(duty.to_owned()).or_insert(true) &= state == Some(&format!("{REPORT}Fulfilled"));
            }
        }
        Ok(Self { now, part_of, duties })
    }

    /// What it is directly part of.
    pub(crate) fn wholes(&self, part: &str) -> impl Iterator<Item = &str> {
        self.part_of.get(part).into_iter().flatten().map(String::as_str)
    }

    /// It and whatever it is part of, however far up.
    pub(crate) fn upwards<'a>(&'a self, part: &'a str) -> BTreeSet<&'a str> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![part]);
        while let Some(one) = open.pop() {
            if reached.insert(one) {
                open.extend(self.wholes(one));
            }
        }
        reached
    }

    /// It and everything that is part of it.
    pub(crate) fn downwards<'a>(&'a self, whole: &'a str) -> BTreeSet<&'a str> {
        let parts = self.part_of.keys().map(String::as_str).chain([whole]);
        parts.filter(|part| self.upwards(part).contains(whole)).collect()
    }

    pub(crate) fn is_fulfilled(&self, duty: &str) -> bool {
        self.duties.get(duty).copied().unwrap_or(false)
    }
}

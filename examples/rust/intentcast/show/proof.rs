//! Data, consent, the receipt, the exposure and the agenda, by category: no value is shown.

use std::collections::BTreeSet;

use vrm_core::chain::StreamId;
use vrm_core::consent::RecordFacts;
use vrm_core::decision::Grant;
use vrm_core::sentence::Argument;
use vrm_core::terms::{Basis, Stated};
use vrm_core::view::{Receipted, View};
use vrm_core::vocab::Word;

use super::super::proof::{Consented, Given, Outlook};
use super::Show;
use crate::shown::printable;
use crate::stop::Stop;

/// So much of a grant's name tells it from the others here.
const SHORT: usize = 8;

impl Show<'_> {
    /// What is kept, before anybody hears of it.
    pub(in super::super) fn kept(&mut self, kept: &[Word]) {
        if kept.is_empty() {
            return;
        }
        let (words, kinds) = (self.words, self.named_words(kept));
        self.line(&format!("{}{} {} ({kinds})\n", words.kept, words.colon, kept.len()));
    }

    pub(in super::super) fn consented(&mut self, consented: &Consented) {
        let words = self.words;
        if !consented.given.is_empty() {
            self.heading(words.consented);
        }
        for grant in &consented.given {
            let what = self.grant(grant);
            self.line(&format!("  {what}"));
        }
        if !consented.open.is_empty() {
            self.heading(words.open);
        }
        for grant in &consented.open {
            let what = self.grant(grant);
            self.line(&format!("  {what}"));
        }
    }

    /// What was given, and under which grant.
    pub(in super::super) fn given(&mut self, given: &[Given]) {
        let words = self.words;
        if given.is_empty() {
            return;
        }
        self.heading(words.given);
        for Given { grant, data } in given {
            let id: String = grant.id.to_string().chars().take(SHORT).collect();
            let (data, ground) = (self.named_words(data), self.ground(grant.basis));
            let purposes = self.named_words(&grant.scope.purpose);
            self.line(&format!("  {data} – {} {id}…, {ground}, {} {purposes}", words.grant, words.purpose));
        }
    }

    /// The receipt, and what the person's own history has against it.
    pub(in super::super) fn receipt(&mut self, receipt: Option<&Receipted>) {
        let words = self.words;
        let Some(receipt) = receipt else {
            self.heading(words.no_receipt);
            return;
        };
        let record = &receipt.receipt.record;
        self.heading(&format!("{} {}", words.receipt, record.id()));
        for record in &record.facts().records {
            self.record(record);
        }
        let beside = if receipt.receipt.kantara.is_some() { words.with_kantara } else { words.without_kantara };
        self.line(&format!("  {beside}"));
        match receipt.excess.as_slice() {
            [] => self.line(&format!("  {}", words.nothing_beyond)),
            _ => self.line(&format!("  {}{}", words.beyond, words.colon)),
        }
        for excess in &receipt.excess {
            self.line(&format!("    {}", printable(&excess.sentence().say(self.tongue))));
        }
    }

    pub(in super::super) fn outlook(&mut self, outlook: &Outlook) -> Result<(), Stop> {
        let words = self.words;
        self.heading(words.exposure);
        let mut before = None;
        for line in &outlook.exposure.lines {
            if before.replace(line.relationship) != Some(line.relationship) {
                let vendor = vendor(&outlook.view, line.relationship)?;
                self.line(&format!("  {vendor}{}", words.colon));
            }
            let said = line.sentences();
            let (what, more) = said.split_at(1.min(said.len()));
            self.sentences("    - ", what);
            self.sentences("      ", more);
        }
        if outlook.exposure.lines.is_empty() {
            self.line(&format!("  {}", words.nobody));
        }
        self.heading(words.agenda);
        for line in &outlook.agenda.lines {
            let with = line.relationship.map(|relationship| vendor(&outlook.view, relationship)).transpose()?;
            let with = with.map_or_else(String::new, |vendor| format!("{vendor}{} ", words.colon));
            self.line(&format!("  {with}{}", line.sentence().say(self.tongue)));
        }
        if outlook.agenda.lines.is_empty() {
            self.line(&format!("  {}", words.nothing_due));
        }
        Ok(())
    }

    /// A record: its number, how it stands, until when, and its processes.
    fn record(&mut self, record: &RecordFacts) {
        let words = self.words;
        let Some(last) = record.events.last() else { return };
        let until = last.until.map_or_else(
            || words.no_end.to_owned(),
            |at| format!("{} {}", words.until, Argument::Instant(at).say(self.tongue)),
        );
        let status = if last.status.is_valid() { words.stands } else { words.is_over };
        self.line(&format!("  {} {}, {status}, {until}{}", words.record, record.id, words.colon));
        for process in &record.processes {
            let (data, purpose) = (self.stated(&process.data), self.stated(&process.purpose));
            let ground = self.ground(process.basis);
            self.line(&format!("    {data} {} {purpose}, {ground}", words.purpose));
        }
    }

    fn grant(&self, grant: &Grant) -> String {
        let data = self.named_words(&grant.scope.data);
        format!("{data} {} {}", self.words.purpose, self.named_words(&grant.scope.purpose))
    }

    fn ground(&self, basis: Basis) -> &'static str {
        match basis {
            Basis::Consent => self.words.on_consent,
            Basis::LegalDuty => self.words.on_duty,
            _ => self.words.on_contract,
        }
    }

    fn stated(&self, part: &Stated<BTreeSet<Word>>) -> String {
        part.known().map_or_else(String::new, |part| self.named_words(part))
    }

    fn named_words<'w>(&self, list: impl IntoIterator<Item = &'w Word>) -> String {
        let names: Vec<String> = list.into_iter().map(|word| printable(&word.name())).collect();
        names.join(", ")
    }
}

/// Who a relationship is with: by name where there is one.
fn vendor(view: &View, relationship: StreamId) -> Result<String, Stop> {
    let between = view.relationship(relationship)?;
    Ok(printable(between.name().map_or_else(|| between.vendor().as_str(), |name| name.as_str())))
}

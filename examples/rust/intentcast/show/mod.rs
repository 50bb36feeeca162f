//! What is printed, step by step.

mod proof;

use std::io::Write;

use vrm_core::decision::{Decision, Request};
use vrm_core::intention::{Item, Ranking};
use vrm_core::json::{Node, ours};
use vrm_core::keys::SignedId;
use vrm_core::sentence::{Argument, Sentence, Tongue};
use vrm_core::view::Inbox;

use super::market::{Agreed, Announced};
use super::words::Words;
use crate::shown::printable;
use crate::stop::Stop;

/// Where everything is told. Whoever reads may have had enough, as `head` has: no failure.
pub(super) struct Show<'a> {
    out: &'a mut dyn Write,
    tongue: Tongue,
    words: &'static Words,
}

impl<'a> Show<'a> {
    pub(super) fn new(out: &'a mut dyn Write, tongue: Tongue) -> Self {
        Self { out, tongue, words: Words::of(tongue) }
    }

    /// The intention as it was cast, and all that anybody learns from it.
    pub(super) fn announced(&mut self, announced: &Announced) -> Result<(), Stop> {
        let (words, said) = (self.words, &announced.said);
        let body = said.value().body();
        let payload = ours::parse(said.payload())?;
        let members: Vec<&str> = Node::root(&payload).members()?.into_iter().map(|(name, _)| name).collect();
        self.line(&format!("{} {}", words.intention, said.id()));
        self.label(words.wanted, &named(body.want.item()));
        for item in body.want.alternatives() {
            self.label(words.as_well, &named(item));
        }
        let entries: Vec<&str> = body.terms.iter().map(|pin| pin.name.id.as_str()).collect();
        self.label(words.under, &entries.join(", "));
        self.label(words.until, &Argument::Instant(said.value().exp()).say(self.tongue));
        self.label(words.readable, &words.readable_members(&members).join(", "));
        self.label(words.signed_by, said.value().iss().as_str());
        self.line(&format!("  {}", words.nothing_more));
        Ok(())
    }

    pub(super) fn came(&mut self, offers: usize) {
        self.line(&format!("\n{offers} {}", self.words.came));
    }

    /// Those that fit, those that do not, and what would have admitted more.
    pub(super) fn ranking(&mut self, ranking: &Ranking, inbox: &Inbox) -> Result<(), Stop> {
        let said = ranking.sentences(inbox.want());
        let (counts, relaxed) = said.split_at(1.min(said.len()));
        self.sentences("", counts);
        if !ranking.offers.is_empty() {
            self.heading(self.words.ranking);
        }
        for (place, ranked) in (1..).zip(&ranking.offers) {
            self.line(&format!("  {place}. {}", offered(inbox, &ranked.id)?));
            self.sentences("     ", &ranked.sentences());
        }
        if !ranking.left_out.is_empty() {
            self.heading(self.words.left_out);
        }
        for left_out in &ranking.left_out {
            self.line(&format!("  - {}", offered(inbox, &left_out.id)?));
            self.sentences("     ", &left_out.sentences());
        }
        if !relaxed.is_empty() {
            self.heading(self.words.relaxed);
            self.sentences("  ", relaxed);
        }
        Ok(())
    }

    pub(super) fn none_fits(&mut self) {
        self.line(&format!("\n{}", self.words.none_fits));
    }

    /// Which one, and the agreement on both sides.
    pub(super) fn agreed(&mut self, agreed: &Agreed, inbox: &Inbox) -> Result<(), Stop> {
        let [mine, theirs] = agreed.ids.map(|id| id.to_string());
        self.line(&format!("\n{}{} {}", self.words.chosen, self.words.colon, offered(inbox, &agreed.offer)?));
        self.label(self.words.persons_id, &mine);
        self.label(self.words.vendors_id, &theirs);
        Ok(())
    }

    /// What is asked: may the vendor do that?
    pub(super) fn asked(&mut self, question: &Request) {
        let Request { data, purpose, operation, .. } = question;
        let what = format!("{} {} {}", operation.name(), data.name(), purpose.name());
        self.line(&format!("\n{}{} {}", self.words.may, self.words.colon, printable(&what)));
    }

    pub(super) fn decided(&mut self, decision: &Decision) {
        self.sentences("  ", &decision.sentences());
    }

    /// The same question after everything was withdrawn, on both sides.
    pub(super) fn withdrawn(&mut self, question: &Request, mine: &Decision, theirs: &Decision) {
        self.line(&format!("\n{}", self.words.withdrawn));
        self.asked(question);
        for (side, decision) in [(self.words.at_the_persons, mine), (self.words.at_the_vendors, theirs)] {
            self.line(&format!("  {side}{}", self.words.colon));
            self.sentences("    ", &decision.sentences());
        }
    }

    fn heading(&mut self, text: &str) {
        self.line(&format!("\n{text}"));
    }

    fn label(&mut self, name: &str, value: &str) {
        self.line(&format!("  {name}{} {value}", self.words.colon));
    }

    fn sentences(&mut self, indent: &str, sentences: &[Sentence]) {
        for sentence in sentences {
            self.line(&format!("{indent}{}", sentence.say(self.tongue)));
        }
    }

    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{text}");
    }
}

/// An item with the number by which it is known.
fn named(item: &Item) -> String {
    let number =
        item.gtin.map(|gtin| gtin.to_string()).or_else(|| item.mpn.as_ref().map(|mpn| mpn.as_str().to_owned()));
    let number = number.map_or_else(String::new, |number| format!(" ({number})"));
    printable(&format!("{}{number}", item.title.as_str()))
}

/// Who offers what.
fn offered(inbox: &Inbox, offer: &SignedId) -> Result<String, Stop> {
    let offer = inbox.offer(offer)?;
    Ok(format!("{} – {}", printable(offer.name.as_str()), named(offer.quote.item())))
}

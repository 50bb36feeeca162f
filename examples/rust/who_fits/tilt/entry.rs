//! One entry of `dataDisclosed`: some data, and all that is said about them.

use crate::who_fits::cite::citations;
use crate::who_fits::draft::Draft;
use crate::who_fits::duration;
use crate::who_fits::json::Node;
use crate::who_fits::reading::Coverage;
use crate::who_fits::source::{Basis, Field, Keep, Necessity};
use crate::who_fits::tables::{Kind, Lang};
use crate::who_fits::text::{Item, items, name, tokens};

use super::Notice;

impl Notice<'_> {
    /// Reads one entry into one process.
    pub(super) fn read_entry(&self, index: usize, entry: &Node<'_>, coverage: &mut Coverage) -> Draft {
        let mut draft = Draft::named(format!("dataDisclosed {index}"));
        self.say_data(&mut draft, entry, coverage);
        self.say_purposes(&mut draft, entry, coverage);
        let on_behalf = self.say_bases(&mut draft, entry, coverage);
        let abroad = self.say_recipients(&mut draft, entry, on_behalf);
        self.say_places(&mut draft, abroad, coverage);
        say_keep(&mut draft, entry, coverage);
        draft.necessity = necessity(entry, &draft.bases);
        draft
    }

    /// The category names the data, unless subcategories spell it out.
    fn say_data(&self, draft: &mut Draft, entry: &Node<'_>, coverage: &mut Coverage) {
        let category = entry.member("category").text();
        let parts = entry.member("subcategories").texts();
        if let Some(category) = &category {
            draft.name = name(category);
        }
        for text in &parts {
            self.say_text(draft, Field::Data, text, coverage);
        }
        if let Some(category) = &category {
            if parts.is_empty() {
                self.say_text(draft, Field::Data, category, coverage);
            } else {
                draft.add(Field::Data, &self.lexicon.find(Kind::Data, self.lang, category));
            }
        }
        if category.is_some() || !parts.is_empty() {
            coverage.note("data", !draft.words(Field::Data).is_empty());
        }
    }

    fn say_purposes(&self, draft: &mut Draft, entry: &Node<'_>, coverage: &mut Coverage) {
        for purpose in entry.member("purposes").items() {
            let headline = purpose.member("purpose").text().or_else(|| purpose.text());
            if let Some(text) = headline.or_else(|| purpose.member("description").text()) {
                let read = self.say_text(draft, Field::Purpose, &text, coverage);
                coverage.note("purpose", read);
            }
        }
    }

    /// Gives a part the words of a text, and leaves it open for what of the text has none.
    /// Returns whether there were any.
    fn say_text(&self, draft: &mut Draft, field: Field, text: &str, coverage: &mut Coverage) -> bool {
        let (kind, counted) = match field {
            Field::Data => (Kind::Data, "data item"),
            _ => (Kind::Purpose, "purpose item"),
        };
        let mut any = false;
        for Item { text, prose } in items(text) {
            let words = self.lexicon.find(kind, self.lang, &text);
            coverage.note(counted, !words.is_empty());
            any |= !words.is_empty();
            draft.add(field, &words);
            if prose || words.is_empty() {
                draft.leave_open(field, &text);
            }
        }
        any
    }

    /// The grounds, most in the person's hand first. Returns whether the recipients are said to
    /// work on the controller's behalf (art. 28 among the references).
    fn say_bases(&self, draft: &mut Draft, entry: &Node<'_>, coverage: &mut Coverage) -> bool {
        let mut bases = Vec::new();
        let mut on_behalf = false;
        for ground in entry.member("legalBases").items() {
            let reference = ground.member("reference").text().or_else(|| ground.text());
            let Some(text) = reference.or_else(|| ground.member("description").text()) else {
                continue;
            };
            let behalf = !self.cited(Kind::Recipient, &text).is_empty();
            on_behalf |= behalf;
            let mut words = self.cited(Kind::Basis, &text);
            if words.is_empty() {
                words = self.lexicon.find(Kind::Basis, self.lang, &text);
            }
            if !behalf {
                coverage.note("basis", !words.is_empty());
            }
            if words.is_empty() && !behalf {
                draft.leave_open(Field::Basis, &text);
            }
            bases.extend(words.iter().filter_map(|word| basis(word)));
        }
        let interests = entry.member("legitimateInterests").items();
        if interests.iter().any(|it| it.member("exists").flag() == Some(true)) {
            coverage.note("basis", true);
            bases.push(Basis::LegitimateInterest);
        }
        bases.sort_unstable();
        bases.dedup();
        draft.bases = bases;
        on_behalf
    }

    /// The words of the articles cited in a text; an article without a row of its own has the
    /// words of the wider one that holds it.
    fn cited(&self, kind: Kind, text: &str) -> Vec<String> {
        let mut words = Vec::new();
        for citation in citations(text) {
            let mut wider = Some(citation.as_str());
            while let Some(article) = wider {
                if let Some(found) = self.lexicon.whole(kind, Lang::Any, article) {
                    words.extend_from_slice(found);
                    break;
                }
                wider = article.rsplit_once('-').map(|(wider, _)| wider);
            }
        }
        words
    }

    /// The recipients named, beside the vendor itself. Returns their countries.
    fn say_recipients(&self, draft: &mut Draft, entry: &Node<'_>, on_behalf: bool) -> Vec<String> {
        let mut countries = Vec::new();
        for recipient in entry.member("recipients").items() {
            let named = recipient.member("name").text().or_else(|| recipient.text());
            let texts = [recipient.member("category").text(), named.clone()];
            let text = texts.into_iter().flatten().collect::<Vec<_>>().join("; ");
            if text.is_empty() {
                continue;
            }
            countries.extend(recipient.member("country").text());
            let mut words = self.lexicon.find(Kind::Recipient, self.lang, &text);
            if named.is_some_and(|it| tokens(&it) == self.controller) {
                words = vec!["vendor".to_owned()];
            } else if words.is_empty() {
                words.push(if on_behalf { "processor" } else { "third-party" }.to_owned());
            }
            let third = words.iter().any(|word| word == "third-party");
            if !third && items(&text).iter().any(|item| item.prose) {
                draft.leave_open(Field::Recipient, &text);
            }
            draft.add(Field::Recipient, &["vendor".to_owned()]);
            draft.add(Field::Recipient, &words);
        }
        countries
    }
}

fn basis(word: &str) -> Option<Basis> {
    match word {
        "consent" => Some(Basis::Consent),
        "contract" => Some(Basis::Contract),
        "legitimate-interest" => Some(Basis::LegitimateInterest),
        "legal-duty" => Some(Basis::LegalDuty),
        _ => None,
    }
}

/// The longest time named. A condition beside it leaves the part open, unless the notice says
/// that the shorter of the two holds.
fn say_keep(draft: &mut Draft, entry: &Node<'_>, coverage: &mut Coverage) {
    for storage in entry.member("storage").items() {
        let mut longest = None;
        for time in storage.member("temporal").items() {
            let written = time.member("ttl").text().or_else(|| time.text());
            if let Some(written) = written {
                let days = duration::days(&written);
                coverage.note("time", days.is_some());
                longest = longest.max(days);
                if days.is_none() {
                    draft.leave_open(Field::Keep, &written);
                }
            } else if let Some(told) = time.member("description").text() {
                draft.leave_open(Field::Keep, &told);
            }
        }
        let shorter = storage.member("aggregationFunction").text();
        let bounded = longest.is_some() && shorter.is_some_and(|it| it.eq_ignore_ascii_case("min"));
        if !bounded {
            for member in ["purposeConditional", "legalBasisConditional"] {
                for condition in storage.member(member).texts() {
                    draft.leave_open(Field::Keep, &condition);
                }
            }
        }
        draft.keep = draft.keep.map(|keep| keep.days).max(longest).map(|days| Keep { days });
    }
}

/// What must be given is required; what need not, or rests on consent alone, is optional.
fn necessity(entry: &Node<'_>, bases: &[Basis]) -> Option<Necessity> {
    let given = entry.member("nonDisclosure");
    let duties = ["legalRequirement", "contractualRegulation", "obligationToProvide"];
    let duties = duties.map(|duty| given.member(duty).flag());
    if duties.contains(&Some(true)) {
        Some(Necessity::Required)
    } else if duties == [Some(false); 3] || bases == [Basis::Consent] {
        Some(Necessity::Optional)
    } else {
        None
    }
}

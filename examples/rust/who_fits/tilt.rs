//! Notices in the Transparency Information Language (TILT): a frame of JSON around free text,
//! which goes through the lexicon of `tilt.tsv`.

mod entry;

use super::Refused;
use super::draft::Draft;
use super::json::{Document, Node};
use super::reading::{Coverage, Format, Reading};
use super::source::{Field, Gap, Source, UNNAMED};
use super::tables::{Kind, Lang, Lexicon, is_place};
use super::text::{items, tokens};
use crate::shown::printable;

/// Whether this is a notice.
pub(super) fn is_one(root: &Node<'_>) -> bool {
    root.member("meta").exists() && root.member("controller").exists()
}

/// Holds a notice to the types that make it one.
pub(super) fn check(notice: &Document) -> Result<(), Refused> {
    let mut notice = notice.strict()?;
    for member in ["meta", "controller"] {
        notice.required(member)?.object()?;
    }
    Ok(())
}

/// Reads a notice, which has one vendor.
pub(super) fn read(root: &Node<'_>, lexicon: &Lexicon) -> Reading {
    let mut reading = Reading::new(Format::Notice);
    let notice = Notice::of(root, lexicon);
    for place in notice.places.iter().flatten() {
        reading.coverage.note("place", !place.words.is_empty());
    }
    let mut gaps = Vec::new();
    let disclosed = root.member("dataDisclosed");
    let mut processes = Vec::new();
    for (index, entry) in disclosed.items().iter().enumerate() {
        let draft = notice.read_entry(index, entry, &mut reading.coverage);
        processes.extend(draft.settle());
    }
    if processes.is_empty() {
        processes = Draft::named("nothing disclosed").settle();
    }
    let controller = root.member("controller").member("name");
    if controller.text().is_none() {
        gaps.push(gap(&controller, "no name of the controller"));
    }
    let name = vendor(controller.text(), root.member("meta").member("name").text());
    for (what, counted) in [("no data", "data"), ("no purpose", "purpose"), ("no legal basis", "basis")] {
        let tally = reading.coverage.of(counted);
        match (tally.of, tally.read) {
            (0, _) => gaps.push(gap(&disclosed, what)),
            (_, 0) => gaps.push(gap(&disclosed, &format!("{what} in words that a row reads"))),
            _ => {}
        }
    }
    reading.sources.push(Source { vendor: printable(&name), file: None, processes, gaps });
    reading
}

/// The vendor's name is its controller's, and the notice's own where there is none. Where the two
/// have nothing in common, as with a person named for a firm, or a firm for its app, both.
fn vendor(controller: Option<String>, notice: Option<String>) -> String {
    match (controller, notice) {
        (Some(controller), Some(notice)) if are_alien(&controller, &notice) => {
            format!("{controller} (notice: {notice})")
        }
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => UNNAMED.to_owned(),
    }
}

fn are_alien(controller: &str, notice: &str) -> bool {
    let [controller, notice] = [controller, notice].map(tokens);
    let joined = controller.concat();
    !joined.contains(&notice.concat()) && !notice.iter().any(|word| controller.contains(word))
}

fn gap(place: &Node<'_>, what: &str) -> Gap {
    Gap { place: place.path().to_owned(), what: what.to_owned() }
}

/// What holds for a whole notice.
struct Notice<'a> {
    lexicon: &'a Lexicon,
    lang: Lang,
    controller: Vec<String>,
    /// The countries the notice names, or none when it is silent about transfers.
    places: Option<Vec<Place>>,
}

/// A country as a notice writes it.
struct Place {
    text: String,
    words: Vec<String>,
}

impl<'a> Notice<'a> {
    fn of(root: &Node<'_>, lexicon: &'a Lexicon) -> Self {
        let controller = root.member("controller");
        let lang = Lang::of(&root.member("meta").member("language").text().unwrap_or_default());
        let name = tokens(&controller.member("name").text().unwrap_or_default());
        let mut notice = Self { lexicon, lang, controller: name, places: None };
        let transfers = root.member("thirdCountryTransfers").items();
        let abroad: Vec<String> = transfers.iter().filter_map(|it| it.member("country").text()).collect();
        if !abroad.is_empty() {
            let home = controller.member("country").text();
            let home = home.unwrap_or_else(|| "the controller's own country".to_owned());
            let all = std::iter::once(home).chain(abroad);
            notice.places = Some(all.map(|text| notice.place(text)).collect());
        }
        notice
    }

    /// A country by code or by name, also at the end of an address.
    fn place(&self, text: String) -> Place {
        let mut words: Vec<String> = Vec::new();
        for item in items(&text) {
            let country = self.lexicon.whole(Kind::Place, Lang::Any, &item.text);
            words.extend_from_slice(country.unwrap_or_default());
        }
        if words.is_empty() && is_code(&text) {
            words.push(format!("loc:{text}"));
        }
        Place { text, words }
    }

    /// Puts a process where the notice says: at home, abroad, and where its recipients are.
    fn say_places(&self, draft: &mut Draft, recipients: Vec<String>, coverage: &mut Coverage) {
        let Some(places) = &self.places else { return };
        let recipients: Vec<Place> = recipients.into_iter().map(|text| self.place(text)).collect();
        for place in &recipients {
            coverage.note("place", !place.words.is_empty());
        }
        for place in places.iter().chain(&recipients) {
            draft.add(Field::Places, &place.words);
            if place.words.is_empty() {
                draft.leave_open(Field::Places, &place.text);
            }
        }
    }
}

/// Whether a text is the code of a country that the library knows (ISO 3166-1 alpha-2), or `EU`.
fn is_code(text: &str) -> bool {
    text.len() == 2 && text.chars().all(|c| c.is_ascii_uppercase()) && is_place(text)
}

#[cfg(test)]
mod tests;

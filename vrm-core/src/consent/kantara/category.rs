//! The two lists of categories, and which of them a word of DPV is.

use crate::vocab::Word;
use std::collections::BTreeSet;

/// Categories of purposes, in the order of their numbers from 1; written as `6 - Marketing`.
pub const PURPOSE_CATEGORIES: [&str; 16] = [
    "Core Function",
    "Contracted Service",
    "Delivery",
    "Contact Requested",
    "Personalized Experience",
    "Marketing",
    "Marketing Third Parties",
    "Sharing for Delivery",
    "Sharing for Marketing",
    "3rd Party Sharing for Core Function",
    "3rd Party Sharing for (others)",
    "Legally Required Data Retention",
    "Required by Law Enforcement or Government",
    "Protecting Your Health",
    "Protecting Our Interests",
    "Improve Performance",
];

/// Categories of personal data, in the order of their numbers from 1; written as `2 - Contact`.
pub const DATA_CATEGORIES: [&str; 16] = [
    "Biographical",
    "Contact",
    "Biometric",
    "Communications/Social",
    "Network/Service",
    "Health",
    "Financial",
    "Official/Government Identifiers",
    "Social Services/Welfare",
    "Judicial",
    "Property/Asset",
    "Human Resources",
    "Psychological/Attitudinal",
    "Membership",
    "Behavioural",
    "Profile",
];

const OTHER_SHARING: usize = 11;

const PURPOSES: &[(&str, usize)] = &[
    ("dpv:AccountManagement", 1),
    ("dpv:CustomerManagement", 1),
    ("dpv:RecordManagement", 1),
    ("dpv:ServiceManagement", 1),
    ("dpv:CustomerOrderManagement", 2),
    ("dpv:EstablishContractualAgreement", 2),
    ("dpv:FulfilmentOfContractualObligation", 2),
    ("dpv:PaymentManagement", 2),
    ("dpv:RequestedServiceProvision", 2),
    ("dpv:SellProductsToDataSubject", 2),
    ("dpv:DeliveryOfGoods", 3),
    ("dpv:CommunicationManagement", 4),
    ("dpv:CustomerCare", 4),
    ("dpv:Personalisation", 5),
    ("dpv:Marketing", 6),
    ("dpv:SellDataToThirdParties", OTHER_SHARING),
    ("dpv:SellInsightsFromData", OTHER_SHARING),
    ("dpv:LegalCompliance", 12),
    ("dpv:Counterterrorism", 13),
    ("dpv:ProtectionOfNationalSecurity", 13),
    ("dpv:ProtectionOfPublicSecurity", 13),
    ("dpv:CustomerClaimsManagement", 15),
    ("dpv:CustomerSolvencyMonitoring", 15),
    ("dpv:DisputeManagement", 15),
    ("dpv:EnforceSecurity", 15),
    ("dpv:OrganisationRiskManagement", 15),
    ("dpv:ProtectionOfIPR", 15),
    ("dpv:ServiceMonitoring", 16),
    ("dpv:ServiceOptimisation", 16),
];

const DATA: &[(&str, usize)] = &[
    ("pd:BirthPlace", 1),
    ("pd:Citizenship", 1),
    ("pd:Demographic", 1),
    ("pd:EthnicOrigin", 1),
    ("pd:Ethnicity", 1),
    ("pd:Family", 1),
    ("pd:Historical", 1),
    ("pd:Household", 1),
    ("pd:Identifying", 1),
    ("pd:Language", 1),
    ("pd:MaritalStatus", 1),
    ("pd:Nationality", 1),
    ("pd:PhysicalCharacteristic", 1),
    ("pd:Race", 1),
    ("pd:Contact", 2),
    ("pd:Domicile", 2),
    ("pd:HomeLocation", 2),
    ("pd:PhysicalAddress", 2),
    ("pd:Biometric", 3),
    ("pd:Picture", 3),
    ("pd:CallLog", 4),
    ("pd:Communication", 4),
    ("pd:Social", 4),
    ("pd:Authenticating", 5),
    ("pd:AuthenticationHistory", 5),
    ("pd:DeviceBased", 5),
    ("pd:DigitalFingerprint", 5),
    ("pd:Identifier", 5),
    ("pd:UID", 5),
    ("pd:UserAgent", 5),
    ("pd:Username", 5),
    ("pd:MedicalHealth", 6),
    ("pd:Financial", 7),
    ("pd:OfficialID", 8),
    ("pd:PersonalDocuments", 8),
    ("pd:Criminal", 10),
    ("pd:Ownership", 11),
    ("pd:Vehicle", 11),
    ("pd:VehicleLicense", 11),
    ("pd:Professional", 12),
    ("pd:Attitude", 13),
    ("pd:Internal", 13),
    ("pd:Personality", 13),
    ("pd:PoliticalOpinion", 13),
    ("pd:Religion", 13),
    ("pd:Sexual", 13),
    ("pd:GroupMembership", 14),
    ("pd:PoliticalAffiliation", 14),
    ("pd:Behavioural", 15),
    ("pd:Location", 15),
    ("pd:Tracking", 15),
    ("dpv:DerivedPersonalData", 16),
    ("pd:Profile", 16),
];

/// The categories of some purposes, and, where others receive the data, the sharing that this makes of each.
pub(super) fn of_purposes(words: &BTreeSet<Word>, is_shared: bool) -> Vec<String> {
    let mut found = categories(words, PURPOSES);
    if is_shared {
        let sharing: Vec<usize> = found.numbers.iter().map(|number| shared(*number)).collect();
        found.numbers.extend(sharing);
        if found.numbers.is_empty() {
            found.numbers.insert(OTHER_SHARING);
        }
    }
    found.texts(&PURPOSE_CATEGORIES)
}

/// The categories of some data.
pub(super) fn of_data(words: &BTreeSet<Word>) -> Vec<String> {
    categories(words, DATA).texts(&DATA_CATEGORIES)
}

/// The name of a word as people read it: `Email Address`.
pub(super) fn plain(word: &Word) -> String {
    let mut text = String::new();
    let mut before = ' ';
    for character in word.local_name().chars() {
        if character.is_uppercase() && before.is_lowercase() {
            text.push(' ');
        }
        text.push(character);
        before = character;
    }
    text
}

/// What a category says, whoever spelt its name: its number, or the text of one that has none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Category {
    Number(u32),
    Text(String),
}

impl Category {
    /// The names drift between writers and the numbers do not, so the number counts.
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim();
        let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = text.strip_suffix(after).unwrap_or_default();
        match digits.parse() {
            Ok(number) if after.is_empty() || after.trim_start().starts_with(['-', '–']) => Self::Number(number),
            _ => Self::Text(text.to_lowercase()),
        }
    }
}

#[derive(Default)]
struct Found {
    numbers: BTreeSet<usize>,
    others: BTreeSet<String>,
}

impl Found {
    fn texts(self, names: &[&str]) -> Vec<String> {
        let named = self.numbers.into_iter().filter_map(|number| {
            let name = names.get(number.checked_sub(1)?)?;
            Some(format!("{number} - {name}"))
        });
        named.chain(self.others).collect()
    }
}

/// Up from each word to the nearest that the table has, on every way; a word with none stands as itself.
fn categories(words: &BTreeSet<Word>, table: &[(&str, usize)]) -> Found {
    let mut found = Found::default();
    for word in words {
        let (mut numbers, mut seen, mut next) = (BTreeSet::new(), BTreeSet::new(), vec![word.clone()]);
        while let Some(word) = next.pop() {
            let name = word.name();
            match table.iter().find(|(known, _)| *known == name) {
                Some((_, number)) => drop(numbers.insert(*number)),
                None => next.extend(word.parents().into_iter().filter(|parent| seen.insert(parent.clone()))),
            }
        }
        if numbers.is_empty() {
            found.others.insert(plain(word));
        }
        found.numbers.extend(numbers);
    }
    found
}

/// Handing on what is held for this purpose.
fn shared(number: usize) -> usize {
    match number {
        1 => 10,
        2 | 3 => 8,
        6 => 9,
        _ => OTHER_SHARING,
    }
}

#[cfg(test)]
mod tests {
    use super::{Category, DATA, PURPOSES, of_data, of_purposes};
    use crate::vocab::{Cone, Vocabulary, Word};

    #[test]
    fn the_tables_hold_words_of_the_vocabulary_once() {
        for (table, cone) in [(PURPOSES, Cone::Purpose), (DATA, Cone::Data)] {
            for (index, (name, number)) in table.iter().enumerate() {
                let word = Word::parse(name).unwrap();
                assert!(Vocabulary::dpv().contains(cone, &word) && (1..=16).contains(number), "{name}");
                assert!(table.iter().skip(index + 1).all(|(other, _)| other != name), "{name}");
            }
        }
    }

    #[test]
    fn every_way_up_gives_its_nearest_category() {
        let data = |name: &str| of_data(&[Word::parse(name).unwrap()].into());
        assert_eq!(data("pd:EmailAddressWork"), ["2 - Contact"]);
        assert_eq!(data("pd:TradeUnionMembership"), ["14 - Membership"]);
        assert_eq!(data("pd:PerformanceAtWork"), ["12 - Human Resources", "15 - Behavioural"]);
        assert_eq!(data("pd:DNACode"), ["6 - Health"]);
        assert_eq!(data("https://club.example/words#ChessRating"), ["Chess Rating"]);
        let purpose = |name: &str, is_shared| of_purposes(&[Word::parse(name).unwrap()].into(), is_shared);
        assert_eq!(purpose("dpv:TargetedAdvertising", false), ["5 - Personalized Experience", "6 - Marketing"]);
        assert_eq!(purpose("dpv:DeliveryOfGoods", true), ["3 - Delivery", "8 - Sharing for Delivery"]);
        assert_eq!(purpose("dpv:AcademicResearch", true), ["11 - 3rd Party Sharing for (others)", "Academic Research"]);
    }

    #[test]
    fn the_number_counts_and_not_the_name() {
        assert_eq!(Category::of("5 - Personalize Experience"), Category::of("5"));
        assert_eq!(Category::of(" 13 – Mental Health"), Category::Number(13));
        assert_eq!(Category::of("3rd parties"), Category::Text("3rd parties".to_owned()));
        assert_ne!(Category::of("99999999999 - x"), Category::of("9 - x"));
    }
}

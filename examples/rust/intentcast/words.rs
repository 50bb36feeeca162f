//! What the program itself says, in both languages. What the library answers, it says in its own sentences.

use vrm_core::sentence::Tongue;

/// The headings and lines of one language.
pub(super) struct Words {
    pub(super) intention: &'static str,
    pub(super) wanted: &'static str,
    pub(super) as_well: &'static str,
    pub(super) under: &'static str,
    pub(super) until: &'static str,
    pub(super) readable: &'static str,
    pub(super) signed_by: &'static str,
    pub(super) nothing_more: &'static str,
    pub(super) came: &'static str,
    pub(super) ranking: &'static str,
    pub(super) left_out: &'static str,
    pub(super) relaxed: &'static str,
    pub(super) chosen: &'static str,
    pub(super) none_fits: &'static str,
    pub(super) persons_id: &'static str,
    pub(super) vendors_id: &'static str,
    pub(super) may: &'static str,
    pub(super) withdrawn: &'static str,
    pub(super) at_the_persons: &'static str,
    pub(super) at_the_vendors: &'static str,
    /// What anybody can read, by the member that says it.
    readable_members: &'static [(&'static str, &'static str)],
    /// What stands before the sign that ends a label.
    pub(super) colon: &'static str,
}

const ENGLISH: Words = Words {
    intention: "The intention",
    wanted: "wanted",
    as_well: "or",
    under: "under",
    until: "until",
    readable: "anybody can read",
    signed_by: "signed by",
    nothing_more: "Keys made for this intention alone: nothing in it says whose it is.",
    came: "offers came, each sealed for the intention’s key",
    ranking: "Best first",
    left_out: "Left out",
    relaxed: "What one step would have admitted",
    chosen: "Chosen",
    none_fits: "There is nothing to choose from; nobody is told.",
    persons_id: "the person’s agreement",
    vendors_id: "the vendor’s agreement",
    may: "May the vendor",
    withdrawn: "The person withdraws everything, and asks the first again",
    at_the_persons: "by the person’s side",
    at_the_vendors: "by the vendor’s, which got the letter",
    readable_members: &[
        ("item", "what is wanted"),
        ("alternatives", "what would do as well"),
        ("kind", "whether to buy, rent or else"),
        ("quantity", "how much"),
        ("budget", "the ceiling"),
        ("currency", "the currency"),
        ("window", "by when"),
        ("requires", "what must hold"),
        ("prefers", "the wishes"),
        ("terms", "the terms"),
        ("iat", "since when"),
        ("from", "from when offers are taken"),
        ("exp", "until when"),
        ("iss", "who signs"),
        ("audience", "for whom it is"),
        ("keys", "the keys for answers"),
        ("jti", "a random number"),
        ("ctx", "what kind of letter it is"),
        ("v", "in which version"),
    ],
    colon: ":",
};

const FRENCH: Words = Words {
    intention: "L’intention",
    wanted: "souhaité",
    as_well: "ou",
    under: "sous",
    until: "jusqu’au",
    readable: "chacun peut lire",
    signed_by: "signé par",
    nothing_more: "Des clés faites pour cette seule intention\u{a0}: rien n’y dit de qui elle vient.",
    came: "offres reçues, chacune scellée pour la clé de l’intention",
    ranking: "La meilleure d’abord",
    left_out: "Écartées",
    relaxed: "Ce qu’un seul pas aurait admis",
    chosen: "Choisie",
    none_fits: "Il n’y a rien à choisir\u{a0}; personne n’en est informé.",
    persons_id: "l’accord de la personne",
    vendors_id: "l’accord du fournisseur",
    may: "Le fournisseur peut-il",
    withdrawn: "La personne retire tout, et pose de nouveau la première question",
    at_the_persons: "du côté de la personne",
    at_the_vendors: "chez le fournisseur, qui a reçu la lettre",
    readable_members: &[
        ("item", "ce qui est souhaité"),
        ("alternatives", "ce qui conviendrait aussi"),
        ("kind", "s’il s’agit d’acheter, de louer ou d’autre chose"),
        ("quantity", "la quantité"),
        ("budget", "le plafond"),
        ("currency", "la monnaie"),
        ("window", "pour quand"),
        ("requires", "ce qui est exigé"),
        ("prefers", "les souhaits"),
        ("terms", "les conditions"),
        ("iat", "depuis quand"),
        ("from", "dès quand les offres sont reçues"),
        ("exp", "jusqu’à quand"),
        ("iss", "qui signe"),
        ("audience", "pour qui c’est"),
        ("keys", "les clés pour répondre"),
        ("jti", "un nombre aléatoire"),
        ("ctx", "de quelle sorte de lettre il s’agit"),
        ("v", "dans quelle version"),
    ],
    colon: "\u{a0}:",
};

impl Words {
    pub(super) fn of(tongue: Tongue) -> &'static Self {
        match tongue {
            Tongue::French => &FRENCH,
            _ => &ENGLISH,
        }
    }

    /// What members say, in words and in the order of what matters; one that has no words by its name, at the end.
    pub(super) fn readable_members<'a>(&self, members: &[&'a str]) -> Vec<&'a str> {
        let known =
            self.readable_members.iter().filter(|(member, _)| members.contains(member)).map(|(_, words)| *words);
        let is_other = |name: &&&str| !self.readable_members.iter().any(|(member, _)| member == *name);
        known.chain(members.iter().filter(is_other).copied()).collect()
    }
}

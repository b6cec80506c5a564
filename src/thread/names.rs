//! Names, and which of them mean the same person on a page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_security::confusable_detection::skeleton;

use crate::text::straighten;

/// A name on a page, from 0 in the order of first appearance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct NameId(pub(super) u32);

impl NameId {
    pub(super) const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Names that stand for nobody in particular, in the languages of the pages
/// that were met and of large platforms. One word for "anonymous", "guest",
/// "visitor", "unknown" and "deleted user" each, where there is one.
const NOBODY: [&str; 81] = [
    // English, and what platforms print
    "anonymous",
    "anon",
    "anonymous user",
    "anonymous coward",
    "anonymous guest",
    "guest",
    "a guest",
    "guest user",
    "visitor",
    "a visitor",
    "unknown",
    "unknown user",
    "unknown author",
    "nobody",
    "no name",
    "noname",
    "name withheld",
    "deleted",
    "[deleted]",
    "[removed]",
    "[deleted user]",
    "deleted user",
    "deleted account",
    "user deleted",
    "account deleted",
    // German
    "anonym",
    "anonymer",
    "anonyma",
    "anonymer benutzer",
    "gast",
    "ein gast",
    "besucher",
    "unbekannt",
    "ohne namen",
    "gelöschter benutzer",
    "gelöschter nutzer",
    // French
    "anonyme",
    "invité",
    "visiteur",
    "inconnu",
    "utilisateur supprimé",
    "compte supprimé",
    // Spanish, Portuguese, Italian
    "anónimo",
    "anónima",
    "invitado",
    "visitante",
    "desconocido",
    "usuario eliminado",
    "convidado",
    "desconhecido",
    "usuário excluído",
    "ospite",
    "visitatore",
    "sconosciuto",
    "utente eliminato",
    // Dutch, Swedish, Danish, Norwegian, Finnish
    "anoniem",
    "bezoeker",
    "onbekend",
    "okänd",
    "gæst",
    "ukendt",
    "gjest",
    "ukjent",
    "vieras",
    "nimetön",
    // Polish, Turkish, Russian, Ukrainian, Greek
    "anonim",
    "gość",
    "misafir",
    "аноним",
    "анонимно",
    "гость",
    "неизвестный",
    "анонім",
    "гість",
    "ανώνυμος",
    // Japanese, Chinese, Korean, Arabic
    "匿名",
    "名無しさん",
    "匿名用户",
    "访客",
    "익명",
    "مجهول",
];

/// The same, folded.
static FOLDED_NOBODY: LazyLock<BTreeSet<String>> =
    LazyLock::new(|| NOBODY.iter().map(|name| fold(name)).collect());

/// Whether `name` is no identity: two comments under it need not be by one
/// person. Neither is a name of signs alone: `?`, `---`.
pub(super) fn is_nobody(name: &str) -> bool {
    name.chars().all(|c| c.is_ascii_punctuation() || c.is_whitespace())
        || FOLDED_NOBODY.contains(&fold(name))
}

/// A name without regard to case, accents, the kind of apostrophe and the
/// number of spaces. "Zoë" and "ZOE" fold to the same; "Ann" and "Anna" do
/// not.
pub(super) fn fold(name: &str) -> String {
    // First the apostrophes: decomposed, `´` is an accent on a space.
    let letters = name.chars().map(straighten).nfkd();
    let letters = letters.filter(|&c| !is_combining_mark(c)).flat_map(char::to_lowercase);
    let mut out = String::with_capacity(name.len());
    for c in letters {
        match c {
            c if c.is_whitespace() => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// The names of a page. A mention means the name that is spelt the same, else
/// the only one that folds to the same, else the only one that looks the same
/// (letters of several scripts look alike). On a page on which everybody
/// signed, a name that is none of these can be nobody new: it then means the
/// only one that it shortens at the end of a word, or that differs from it in
/// one letter.
#[derive(Debug, Default)]
pub(super) struct Names {
    names: Vec<String>,
    exact: BTreeMap<String, NameId>,
    folded: BTreeMap<String, Vec<NameId>>,
    looks: BTreeMap<String, Vec<NameId>>,
    folded_names: Vec<String>,
    /// What names near those of all authors are, where everybody signed.
    closed: Option<Near>,
}

/// Names that are short for others, or a letter away.
#[derive(Debug, Default)]
pub(super) struct Near {
    short: BTreeMap<String, Vec<NameId>>,
    by_length: BTreeMap<usize, Vec<(String, NameId)>>,
}

impl Near {
    /// The only name that the folded `plain` shortens, else the only one that
    /// it is a letter away from.
    pub(super) fn only(&self, plain: &str) -> Option<NameId> {
        if let Some(long) = self.short.get(plain) {
            return only(long);
        }
        let same = self.by_length.get(&plain.chars().count())?;
        let close: Vec<NameId> =
            same.iter().filter(|(name, _)| is_close(plain, name)).map(|(_, id)| *id).collect();
        only(&close)
    }
}

/// Titles before a name that say nothing about whose it is.
const HONORIFICS: [&str; 12] =
    ["mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "herr", "frau", "mme", "m"];

/// Fewest letters of a name that another may differ from in one.
const CLOSE_FROM: usize = 6;
/// Fewest letters that a shortened name keeps.
const SHORT_FROM: usize = 3;

impl Names {
    /// The name spelt exactly like this, new or known: for names that are
    /// stated.
    pub(super) fn stated(&mut self, name: &str) -> NameId {
        if let Some(&id) = self.exact.get(name) {
            return id;
        }
        let id = NameId(self.names.len() as u32);
        self.names.push(name.to_owned());
        self.exact.insert(name.to_owned(), id);
        let folded = fold(name);
        self.looks.entry(looks(&folded)).or_default().push(id);
        self.folded_names.push(folded.clone());
        self.folded.entry(folded).or_default().push(id);
        id
    }

    /// Says that everybody signed, and that these names are all there are.
    pub(super) fn close(&mut self) {
        let all: Vec<NameId> = (0..self.names.len()).map(|i| NameId(i as u32)).collect();
        self.closed = Some(self.near(&all));
    }

    /// The name that a mention means, new or known.
    pub(super) fn mentioned(&mut self, name: &str) -> NameId {
        if let Some(&id) = self.exact.get(name) {
            return id;
        }
        let folded = fold(name);
        let plain = folded.trim_end_matches(['.', ',', ':', ';', '!', '?']);
        let untitled = HONORIFICS.iter().find_map(|title| {
            let rest = plain.strip_prefix(title)?;
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            rest.starts_with(' ').then(|| rest.trim_start())
        });
        let found = [Some(folded.as_str()), Some(plain), untitled]
            .into_iter()
            .flatten()
            .find_map(|name| only(self.folding_to(name)))
            .or_else(|| only(self.looks.get(&looks(plain)).map_or(&[], Vec::as_slice)))
            .or_else(|| self.closed.as_ref().and_then(|near| near.only(plain)));
        // Asked once, the next mention finds it at once.
        match found {
            Some(id) => {
                self.exact.insert(name.to_owned(), id);
                id
            }
            None => self.stated(name),
        }
    }

    /// What names near those of `authors` are.
    pub(super) fn near(&self, authors: &[NameId]) -> Near {
        let mut near = Near::default();
        for &id in authors {
            let name = self.folded_name(id);
            for end in cuts(name) {
                near.short.entry(name[..end].to_owned()).or_default().push(id);
            }
            near.by_length.entry(name.chars().count()).or_default().push((name.to_owned(), id));
        }
        near
    }

    /// A name as it was folded.
    pub(super) fn folded_name(&self, id: NameId) -> &str {
        &self.folded_names[id.index()]
    }

    /// All names, as first spelt.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// All names as they were folded.
    pub(super) fn folded_names(&self) -> &[String] {
        &self.folded_names
    }

    /// The known names that fold to `folded`.
    pub(super) fn folding_to(&self, folded: &str) -> &[NameId] {
        self.folded.get(folded).map_or(&[], Vec::as_slice)
    }

    /// As first spelt.
    pub(super) fn name(&self, id: NameId) -> &str {
        &self.names[id.index()]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// The longest name's length in words.
    pub(super) fn most_words(&self) -> usize {
        self.names.iter().map(|n| crate::text::words(n).count()).max().unwrap_or(0)
    }
}

/// The one that there is, if there is one.
pub(super) fn only(names: &[NameId]) -> Option<NameId> {
    if let &[only] = names { Some(only) } else { None }
}

/// How a folded name looks, whatever the scripts of its letters.
pub(super) fn looks(folded: &str) -> String {
    skeleton(folded).collect()
}

/// Where `name` may be cut short: at the end of a word that is not its last.
/// "anti" for `anti_republocrat`, and not "Ann" for Anna.
fn cuts(name: &str) -> impl Iterator<Item = usize> {
    let ends = name.char_indices().filter(|(_, c)| !c.is_alphabetic()).map(|(at, _)| at);
    ends.filter(|&at| {
        let short = &name[..at];
        short.ends_with(char::is_alphabetic) && short.chars().count() >= SHORT_FROM
    })
}

/// Whether two names differ in one letter, put otherwise or swapped with its
/// neighbour. One letter more or less makes another name: Ann, Anna.
fn is_close(one: &str, other: &str) -> bool {
    let count = one.chars().count();
    count >= CLOSE_FROM
        && count == other.chars().count()
        && strsim::osa_distance(one, other) == 1
        && one.chars().zip(other.chars()).all(|(a, b)| a.is_numeric() == b.is_numeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_may_differ_in_case_and_accents_and_in_no_letter() {
        let mut names = Names::default();
        let zoe = names.stated("Zoë");
        let ann = names.stated("Ann");
        assert_eq!(names.mentioned("ZOE"), zoe);
        assert_ne!(names.mentioned("Anna"), ann);
        assert_eq!(fold("Пётр  Д."), fold("петр д."));
        for other in ["O’Neil", "O‘Neil", "OʼNeil", "O＇Neil", "O´Neil", "O`NEIL"] {
            assert_eq!(fold(other), "o'neil", "{other}");
        }
    }

    #[test]
    fn two_that_fold_alike_stay_two() {
        let mut names = Names::default();
        let (upper, lower) = (names.stated("Max"), names.stated("max"));
        assert_ne!(upper, lower);
        let third = names.mentioned("MAX");
        assert!(third != upper && third != lower);
    }

    #[test]
    fn where_everybody_signed_a_name_may_be_short_or_misspelt() {
        let mut names = Names::default();
        let anti = names.stated("anti_republocrat");
        let smith = names.stated("Smith");
        let margaret = names.stated("Margaret");
        names.stated("Ann");
        names.close();
        assert_eq!(names.mentioned("anti"), anti);
        assert_eq!(names.mentioned("Dr. Smith,"), smith);
        assert_eq!(names.mentioned("Magraret"), margaret);
        assert_eq!(names.mentioned("Ѕmith"), smith, "with a Cyrillic letter");
        for other in ["Anna", "An", "Margareta", "Smi"] {
            let found = names.mentioned(other);
            assert_eq!(names.name(found), other, "{other} is somebody else");
        }
    }

    #[test]
    fn nobody_is_no_identity() {
        for name in [
            "Anonymous",
            "guest",
            "[Deleted]",
            "Invité",
            "ANÓNIMO",
            "Gast",
            "Гость",
            "匿名",
            "익명",
            "?",
            "---",
            "",
        ] {
            assert!(is_nobody(name), "{name}");
        }
        for name in ["Anna", "Anon E. Mouse", "Guest1234", "Gaston", "+1 for Ann", "🐈", "李"] {
            assert!(!is_nobody(name), "{name}");
        }
        assert_eq!(FOLDED_NOBODY.len(), NOBODY.len(), "each stands once");
    }
}

//! What every comparison of words takes for the same letter: case and the kind
//! of apostrophe. What else counts as the same, accents in a name or hyphens
//! in a phrase, is the comparer's own matter.

/// Whether `c` is an apostrophe in any of the shapes that people type and
/// programs turn it into: the straight one, either curly one, the letter, the
/// wide one of East Asian fonts, and the accents that stand in for it.
pub const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '＇' | '´' | '`')
}

/// `c`, or `'` for any kind of apostrophe.
pub const fn straighten(c: char) -> char {
    if is_apostrophe(c) { '\'' } else { c }
}

/// `c` in lower case (of more than one character for a few letters), with any
/// kind of apostrophe as `'`.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    straighten(c).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(text.chars().flat_map(fold_char).collect::<String>(), expected, "{text}");
    }

    #[test]
    fn case_and_kind_of_apostrophe_go_and_everything_else_stays() {
        check("DON’T ‘Don´t’ donʼt don＇t don`t", "don't 'don't' don't don't don't");
        check("ÉTÉ, „Zoë“ (2×)", "été, „zoë“ (2×)");
    }
}

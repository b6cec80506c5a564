//! Names of folders and threads from names of files: safe on every system,
//! and distinct.

use std::collections::HashSet;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use crate::view::safe;

/// Bytes of a name at most: a file system's limit is 255, and files stand
/// beside and below.
const MOST_BYTES: usize = 120;

/// Names that Windows keeps for devices, whatever the ending.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The name of the page at `path`: its file stem made safe; `stdin` for `-`.
pub(super) fn of_page(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "stdin".to_owned();
    }
    path.file_stem().map_or_else(|| made_safe(""), |stem| made_safe(&stem.to_string_lossy()))
}

/// `stem` without anything that a path, a shell or a terminal would act on.
fn made_safe(stem: &str) -> String {
    let harmless = |c: char| {
        let reserved = matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|');
        if reserved || safe::is_unsafe(c) { '_' } else { c }
    };
    let name: String = stem.nfc().map(harmless).collect();
    let name = name.trim_start_matches(|c: char| c == '.' || c.is_whitespace());
    let mut end = name.len().min(MOST_BYTES);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    let name = name[..end].trim_end_matches(|c: char| c == '.' || c.is_whitespace());
    let device = name.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    match name {
        "" => "page".to_owned(),
        _ if DEVICES.contains(&device.as_str()) => format!("_{name}"),
        // A leading hyphen would read as an option.
        _ if name.starts_with('-') => format!("_{name}"),
        _ => name.to_owned(),
    }
}

/// Gives out names that differ even where case and form of letters do not
/// count. The second of two equal ones becomes `name-2`.
#[derive(Debug, Default)]
pub(super) struct Distinct {
    taken: HashSet<String>,
}

impl Distinct {
    /// `name`, or `name` with the first number that is free.
    pub(super) fn name(&mut self, name: &str) -> String {
        if self.taken.insert(key(name)) {
            return name.to_owned();
        }
        for n in 2_u64.. {
            let numbered = format!("{name}-{n}");
            if self.taken.insert(key(&numbered)) {
                return numbered;
            }
        }
        name.to_owned()
    }
}

fn key(name: &str) -> String {
    name.nfkc().flat_map(char::to_lowercase).nfkc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_stem_becomes_a_folder_that_every_system_takes() {
        let name = |path: &str| of_page(Path::new(path));
        assert_eq!(name("pages/000_7ed7.txt"), "000_7ed7");
        assert_eq!(name("-"), "stdin");
        assert_eq!(name(".hidden"), "hidden");
        assert_eq!(name("..."), "page");
        assert_eq!(name(".."), "page");
        assert_eq!(name("a:b\u{1b}c\u{202e}.html"), "a_b_c_");
        assert_eq!(name("Con.txt"), "_Con");
        assert_eq!(name("aux.b.txt"), "_aux.b");
        assert_eq!(name("--force.txt"), "_--force");
        assert_eq!(name(&format!("{}.txt", "é".repeat(300))), "é".repeat(60));
    }

    #[test]
    fn equal_stems_are_numbered_in_their_order() {
        let mut distinct = Distinct::default();
        let given = ["page", "Page", "page-2", "page", "straße"].map(|n| distinct.name(n));
        assert_eq!(given, ["page", "Page-2", "page-2-2", "page-3", "straße"]);
    }

    proptest! {
        #[test]
        fn no_name_leads_elsewhere(stem in any::<String>()) {
            let name = made_safe(&stem);
            prop_assert!(!name.is_empty() && name != "." && name != "..");
            prop_assert!(!name.contains(['/', '\\', ':']) && !name.contains(safe::is_unsafe));
            prop_assert!(!name.starts_with(['.', '-']) && !name.ends_with(['.', ' ']));
            prop_assert!(name.len() <= MOST_BYTES + 1);
        }
    }
}

//! Holds `src/` to its layers: a module imports only from modules that
//! `src/lib.rs` lists above its own. Two modules that import each other would
//! have to stand above each other, so the order leaves no room for a circle.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

/// An import that runs upwards, or that nobody can place.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    file: String,
    /// From 1.
    line: u32,
    what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.what)
    }
}

/// A piece of source that matters to paths, and its line from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Token<'a> {
    text: &'a str,
    line: u32,
}

/// Cuts Rust source into words, `::` and single characters; comments, strings
/// and character literals are left out.
fn tokens(source: &str) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < source.len() {
        let rest = &source[at..];
        let (len, keep) = token_len(rest);
        let text = &rest[..len];
        if keep {
            found.push(Token { text, line });
        }
        line += text.matches('\n').count() as u32;
        at += len;
    }
    found
}

/// How many bytes the first token of `rest` has, and whether it matters.
fn token_len(rest: &str) -> (usize, bool) {
    let to = |end: &str| rest.find(end).map_or(rest.len(), |i| i + end.len());
    let first = rest.chars().next().unwrap_or(' ');
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), false)
    } else if rest.starts_with("/*") {
        (block_comment_len(rest), false)
    } else if let Some(hashes) = raw_string_hashes(rest) {
        let open = rest.find('"').unwrap_or(0) + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        (rest[open..].find(&close).map_or(rest.len(), |i| open + i + close.len()), false)
    } else if first == '"' {
        (quoted_len(rest, '"'), false)
    } else if rest.starts_with("'\\") {
        (quoted_len(rest, '\''), false)
    } else if first == '\'' {
        let mut chars = rest.char_indices().skip(2);
        match chars.next() {
            Some((i, '\'')) => (i + 1, false),
            _ => (1, false),
        }
    } else if rest.starts_with("::") {
        (to("::"), true)
    } else if first.is_alphabetic() || first == '_' {
        let word = |c: char| !(c.is_alphanumeric() || c == '_');
        (rest.find(word).unwrap_or(rest.len()), true)
    } else {
        (first.len_utf8(), !first.is_whitespace())
    }
}

/// The length of a block comment with those inside it.
fn block_comment_len(rest: &str) -> usize {
    let (mut at, mut open) = (0, 0);
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        if here.starts_with(b"/*") {
            (at, open) = (at + 2, open + 1);
        } else if here.starts_with(b"*/") {
            (at, open) = (at + 2, open - 1);
            if open == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

/// The number of `#` before the `"` of a raw string that starts here.
fn raw_string_hashes(rest: &str) -> Option<usize> {
    let after = ["r", "br", "cr"].iter().find_map(|p| rest.strip_prefix(p))?;
    let quote = after.trim_start_matches('#');
    quote.starts_with('"').then(|| after.len() - quote.len())
}

/// The length of a literal between two `quote`s, with its escapes.
fn quoted_len(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return i + c.len_utf8(),
            _ => {}
        }
    }
    rest.len()
}

/// One path as written, groups multiplied out: `crate::{a::b, c}` is two.
type PathWords<'a> = (Vec<&'a str>, u32);

/// The paths that begin at the token `at`.
fn paths_from<'a>(tokens: &[Token<'a>], at: usize) -> Vec<PathWords<'a>> {
    let mut paths = Vec::new();
    let mut words: Vec<&str> = Vec::new();
    let mut groups: Vec<usize> = Vec::new();
    let mut line = tokens[at].line;
    let mut after_colons = true;
    for token in &tokens[at..] {
        match token.text {
            "::" => {
                after_colons = true;
                continue;
            }
            "{" if after_colons => groups.push(words.len()),
            "," | "}" if !groups.is_empty() => {
                if words.len() > groups[groups.len() - 1] {
                    paths.push((words.clone(), line));
                }
                words.truncate(groups[groups.len() - 1]);
                if token.text == "}" {
                    groups.pop();
                    // What the group held is told; only a comma may follow.
                    let outer = groups.last().copied().unwrap_or(0);
                    words.truncate(outer);
                    if groups.is_empty() {
                        return paths;
                    }
                }
            }
            word if after_colons || !groups.is_empty() => {
                words.push(word);
                line = token.line;
            }
            _ => break,
        }
        after_colons = token.text == "{";
    }
    if !words.is_empty() {
        paths.push((words, line));
    }
    paths
}

/// The top-level module that a path within the module `home` leads to: none
/// where it stays in its own file's reach (`super` and `self` below the root)
/// or is the bare word of `pub(crate)`. `home` is empty in the crate's root.
fn leads_to<'a>(words: &[&'a str], home: &[String]) -> Option<&'a str> {
    let mut left = home.len();
    for word in words {
        match *word {
            "crate" => left = 0,
            "self" => {}
            "super" => left = left.saturating_sub(1),
            word if left == 0 => return Some(word),
            _ => return None,
        }
    }
    None
}

/// All imports in one file that `order` forbids. `home` is the module that
/// the file is: `["thread", "solver"]`.
fn upward_imports(
    order: &[String],
    file: &str,
    home: &[String],
    source: &str,
) -> Result<(), Vec<Violation>> {
    let layer = |name: &str| order.iter().position(|m| m == name);
    let tokens = tokens(source);
    let mut home = home.to_vec();
    let mut open_braces = 0;
    let mut inline_modules = Vec::new();
    let mut wrong = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let before = i.checked_sub(1).map_or("", |b| tokens[b].text);
        match token.text {
            "{" => {
                open_braces += 1;
                if i >= 2 && tokens[i - 2].text == "mod" {
                    home.push(before.to_owned());
                    inline_modules.push(open_braces);
                }
            }
            "}" => {
                if inline_modules.last() == Some(&open_braces) {
                    inline_modules.pop();
                    home.pop();
                }
                open_braces -= 1;
            }
            "crate" | "super" | "self" if before != "::" => {
                let own = home.first().and_then(|m| layer(m));
                for (words, line) in paths_from(&tokens, i) {
                    let Some(target) = leads_to(&words, &home) else { continue };
                    let what = match (own, layer(target)) {
                        (Some(own), Some(target)) if target <= own => continue,
                        (None, Some(_)) => continue,
                        (_, Some(_)) => {
                            format!("`{}` imports upwards from `{target}`", home[0])
                        }
                        (_, None) => format!("`{target}` is no layer of src/lib.rs"),
                    };
                    wrong.push(Violation { file: file.to_owned(), line, what });
                }
            }
            _ => {}
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The modules of `lib`, in the order that it declares them.
fn layer_order(lib: &str) -> Vec<String> {
    tokens(lib)
        .windows(3)
        .filter(|w| w[0].text == "mod" && w[2].text == ";")
        .map(|w| w[1].text.to_owned())
        .collect()
}

/// The module that a file of `src/` is: `thread/mod.rs` is `["thread"]`, the
/// roots `lib.rs` and `main.rs` are no module.
fn module_of(file: &Path) -> Vec<String> {
    let path = file.with_extension("");
    let mut words: Vec<String> =
        path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    if words.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        words.pop();
    }
    words
}

/// Every Rust file below `src/`: its path within it and its text, in order.
fn sources() -> Vec<(PathBuf, String)> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut open = vec![src.clone()];
    while let Some(dir) = open.pop() {
        let entries = fs::read_dir(&dir).unwrap_or_else(|e| panic!("{}: {e}", dir.display()));
        for entry in entries {
            let path = entry.unwrap_or_else(|e| panic!("{}: {e}", dir.display())).path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text =
                    fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
                found.push((path.strip_prefix(&src).unwrap_or(&path).to_owned(), text));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn no_import_runs_upwards() {
    let sources = sources();
    let lib = sources.iter().find(|(file, _)| file == Path::new("lib.rs"));
    let order = layer_order(&lib.expect("src/lib.rs").1);
    assert!(order.len() > 1, "src/lib.rs declares no modules: {order:?}");
    let wrong: Vec<String> = sources
        .iter()
        .filter_map(|(file, text)| {
            let shown = format!("src/{}", file.display());
            upward_imports(&order, &shown, &module_of(file), text).err()
        })
        .flatten()
        .map(|violation| violation.to_string())
        .collect();
    assert!(wrong.is_empty(), "imports against the order of src/lib.rs:\n{}", wrong.join("\n"));
}

#[test]
fn every_file_is_in_a_layer() {
    let sources = sources();
    let lib = sources.iter().find(|(file, _)| file == Path::new("lib.rs"));
    let order = layer_order(&lib.expect("src/lib.rs").1);
    for (file, _) in &sources {
        if let Some(top) = module_of(file).first() {
            assert!(order.contains(top), "src/{}: src/lib.rs has no `{top}`", file.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<String> = sources()
        .iter()
        .filter(|(_, text)| !text.trim_start().starts_with("//! "))
        .map(|(file, _)| format!("src/{}", file.display()))
        .collect();
    assert!(silent.is_empty(), "files that open without `//!`:\n{}", silent.join("\n"));
}

/// Checks `source` as the file of module `home` in a made-up crate with the
/// layers text, model, thread and cli, and expects complaints about `expected`:
/// the line and the module that it reaches for.
#[track_caller]
fn check(home: &str, source: &str, expected: &[(u32, &str)]) {
    let order = layer_order("pub mod text;\npub mod model; pub mod thread;\npub mod cli;");
    let home: Vec<String> = home.split_terminator("::").map(str::to_owned).collect();
    let found = upward_imports(&order, "made-up.rs", &home, source).err().unwrap_or_default();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for (violation, (line, target)) in found.iter().zip(expected) {
        assert_eq!(violation.line, *line, "{violation}");
        assert!(violation.what.contains(&format!("`{target}`")), "{violation}");
    }
}

#[test]
fn the_checker_sees_an_upward_import() {
    check("model", "//! Nouns.\n\nuse crate::thread::Solver;\n", &[(3, "thread")]);
    check("model", "use crate::text::Span;\nuse crate::model::Page;\n", &[]);
}

#[test]
fn the_checker_sees_both_ends_of_a_circle() {
    // One of the two runs upwards, whichever stands first.
    check("model", "use crate::thread::Tree;", &[(1, "thread")]);
    check("thread", "use crate::model::Page;", &[]);
}

#[test]
fn the_checker_looks_into_groups() {
    check(
        "model",
        "use crate::{\n    text::{Span, words},\n    thread::{\n        self,\n        tree::Tree,\n    },\n    cli,\n};",
        &[(4, "thread"), (5, "thread"), (7, "cli")],
    );
    check("text", "use {std::fmt, crate::model as nouns};", &[(1, "model")]);
}

#[test]
fn the_checker_sees_paths_outside_of_imports() {
    check("text", "fn f() -> u32 {\n    crate::model::count(1)\n}", &[(2, "model")]);
    check("text", "type A = Vec<crate :: cli :: Args>;", &[(1, "cli")]);
}

#[test]
fn the_checker_follows_super() {
    check("model::page", "use super::super::thread::Tree;", &[(1, "thread")]);
    check("model::page", "use super::{body, super::{thread, text}};", &[(1, "thread")]);
    check("model", "use super::thread::Tree;\nuse self::super::cli;", &[(1, "thread"), (2, "cli")]);
    check("model", "mod tests {\n    use super::*;\n    use super::thread;\n}", &[]);
    check("model", "mod tests {\n    use super::super::thread;\n}", &[(2, "thread")]);
    check("model", "mod tests {}\nuse super::thread;", &[(2, "thread")]);
}

#[test]
fn the_checker_accepts_no_way_round_the_layers() {
    // A glob of the root, or a name that the root re-exports, hides a layer.
    check("model", "use crate::*;", &[(1, "*")]);
    check("text", "use crate::Solver;", &[(1, "Solver")]);
}

#[test]
fn the_checker_reads_code_and_nothing_else() {
    check(
        "text",
        r##"
        //! See [`crate::cli`].
        /* crate::cli /* crate::cli */ crate::cli */
        pub(crate) fn f<'a>(c: &'a str) -> &'a str {
            let quote = '"';
            let (tick, words) = ('\'', "crate::cli \" crate::cli");
            let raw = r#"crate::cli " crate::cli"#;
            let letter = 'é';
            crate::text::of(self::g)
        }
        "##,
        &[],
    );
    check("text", "const Q: char = '\"';\nuse crate::cli; // \"", &[(2, "cli")]);
}

#[test]
fn the_root_may_import_from_every_layer() {
    check("", "use crate::cli::run;\npub use crate::text::Span;\nfn main() {}", &[]);
}

//! Which lexicons a run uses: the built-in ones by name, the analyst's by path.

use std::path::Path;

use anyhow::anyhow;

use super::Console;
use super::inputs::{self, Input};
use crate::stance;
use crate::view::safe;

/// The built-in lexicon that every run uses unless told otherwise.
const DEFAULT: &str = "reply";

/// A lexicon's text, unparsed.
#[derive(Debug, Clone)]
pub(super) struct Source {
    /// Its short name.
    pub(super) name: String,
    /// Its file, as messages name it, and its bytes.
    pub(super) input: Input,
    /// Its text.
    pub(super) text: String,
}

/// The lexicons that `asked` names, the default one first unless `no_default`.
/// One that is named twice counts once.
pub(super) fn sources(
    asked: &[String],
    no_default: bool,
    console: &mut Console,
) -> anyhow::Result<Vec<Source>> {
    let default = (!no_default).then(|| DEFAULT.to_owned());
    let mut seen: Vec<String> = Vec::new();
    let mut out = Vec::new();
    for name in default.iter().chain(asked) {
        if !seen.contains(name) {
            out.push(source(name, console)?);
            seen.push(name.clone());
        }
    }
    Ok(out)
}

/// A path where it looks like one; else a built-in name; else a path at last.
fn source(asked: &str, console: &mut Console) -> anyhow::Result<Source> {
    let path = Path::new(asked);
    let looks_like_path = asked.contains(['/', std::path::MAIN_SEPARATOR])
        || path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"))
        || asked == "-";
    let builtin = stance::builtin().iter().find(|(name, ..)| *name == asked);
    if let (false, Some(&(name, file, text))) = (looks_like_path, builtin) {
        let input = Input { name: file.into(), bytes: text.into() };
        return Ok(Source { name: name.into(), input, text: text.into() });
    }
    if !looks_like_path && !path.exists() {
        let names: Vec<&str> = stance::builtin().iter().map(|&(name, ..)| name).collect();
        return Err(anyhow!(
            "no lexicon {}: there is neither a built-in one of that name ({}) nor such a file",
            safe::line(asked),
            names.join(", ")
        ));
    }
    let input = inputs::read(path, console)?;
    let text = input.text("a lexicon")?;
    let name = path.file_stem().map_or_else(|| asked.into(), |s| s.to_string_lossy().into_owned());
    Ok(Source { name, input, text })
}

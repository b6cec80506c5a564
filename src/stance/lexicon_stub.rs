//! A placeholder for the lexicons and the matcher, to build the command line
//! against.

use crate::notice::Problems;

/// A lexicon, checked.
#[derive(Debug)]
pub struct Lexicon {
    name: String,
}

impl Lexicon {
    /// Reads a lexicon.
    ///
    /// # Errors
    ///
    /// All that is wrong with the file, at once.
    pub fn parse(name: &str, file: &str, text: &str) -> Result<Self, Problems> {
        let _ = (file, text);
        Ok(Self { name: name.into() })
    }
}

/// The rules of all lexicons, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    lexicons: Vec<String>,
}

impl Matcher {
    /// Compiles `lexicons`.
    pub fn new(lexicons: Vec<Lexicon>) -> Self {
        Self { lexicons: lexicons.into_iter().map(|l| l.name).collect() }
    }

    /// The lexicon's name.
    pub fn lexicon_name(&self, lexicon: u16) -> &str {
        self.lexicons.get(usize::from(lexicon)).map_or("", String::as_str)
    }

    /// The rule's identifier.
    pub fn rule_id(&self, _rule: u32) -> &str {
        ""
    }

    /// The dimension's identifier.
    pub fn dimension_id(&self, _dimension: u16) -> &str {
        ""
    }

    /// The target's identifier.
    pub fn target_id(&self, _target: u16) -> &str {
        ""
    }

    /// The target's name.
    pub fn target_name(&self, _target: u16) -> &str {
        ""
    }

    /// The label's identifier.
    pub fn label_id(&self, _label: u16) -> &str {
        ""
    }

    /// The dimension that answers "what stance".
    pub fn stance_dimension(&self) -> Option<u16> {
        None
    }

    /// The dimension that answers "agree or disagree".
    pub fn reply_dimension(&self) -> Option<u16> {
        None
    }
}

/// Name, file and text of the lexicons that come with the program.
pub fn builtin() -> &'static [(&'static str, &'static str, &'static str)] {
    &[("reply", "reply.toml", ""), ("ceasefire", "ceasefire.toml", "")]
}

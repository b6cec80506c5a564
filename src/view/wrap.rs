//! Paragraphs broken at spaces to a width.

use super::safe;

/// A text of paragraphs and bullets, each wrapped to the same width.
#[derive(Debug)]
pub(crate) struct Prose {
    out: String,
    width: usize,
}

impl Prose {
    /// Wraps to `width` columns; under 30 it wraps to 30.
    pub(crate) fn new(width: usize) -> Self {
        Self { out: String::new(), width: width.max(30) }
    }

    /// A paragraph at the margin.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.hang("", "", text);
    }

    /// A bullet.
    pub(crate) fn bullet(&mut self, text: &str) {
        self.hang("  • ", "    ", text);
    }

    /// A line below a bullet, its further lines set in by `by` columns more.
    pub(crate) fn below(&mut self, text: &str, by: usize) {
        self.hang("      ", &" ".repeat(6 + by), text);
    }

    /// A line as it is.
    pub(crate) fn line(&mut self, text: &str) {
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// An empty line, unless at the head or after one.
    pub(crate) fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// All of it.
    pub(crate) fn finish(self) -> String {
        self.out
    }

    fn hang(&mut self, first: &str, rest: &str, text: &str) {
        self.out.push_str(first);
        let mut used = safe::width(first);
        let mut at_start = true;
        for word in text.split(' ') {
            let wide = safe::width(word);
            if !at_start && used + 1 + wide > self.width {
                self.out.push('\n');
                self.out.push_str(rest);
                used = safe::width(rest);
            } else if !at_start {
                self.out.push(' ');
                used += 1;
            }
            self.out.push_str(word);
            used += wide;
            at_start = false;
        }
        self.out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bullet_hangs() {
        let mut prose = Prose::new(30);
        prose.bullet("one two three four five six seven");
        assert_eq!(prose.finish(), "  • one two three four five\n    six seven\n");
    }
}

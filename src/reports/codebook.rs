//! codebook.md: every table and column, from the definitions that the
//! writers use.

use std::io::{self, Write};

use super::column::Spec;
use super::overflow::{OVERFLOW, OVERFLOW_MEANING, overflow_columns};
use super::profile::Profile;
use super::tables::TABLES;
use super::vocabulary::Vocabulary;

/// The file's name.
pub const CODEBOOK: &str = "codebook.md";

const PREFACE: &str = "\
# Codebook

One CSV file a table. Columns stand in the order below. A row ends with CR LF,
cells are separated by commas and quoted as RFC 4180 says, and the text is
UTF-8. **An empty cell means undefined, unknown or not applicable, and never
zero.** Numbers have a point before their decimals, at most four of them, and
no digit grouping. Comments are numbered by their place in the thread, from 1;
characters of a text from 0.

How sure a link or a name is stands beside it. Where a number rests on inferred
links or names, the counts by evidence in threads.csv say on how many.
";

const SPREADSHEET: &str = "\
## Profile: spreadsheet

A spreadsheet changes text that looks like something else, so a few cells hold
a little more than the text.

- **Mark.** Each CSV file starts with a byte order mark (EF BB BF), without
  which Excel garbles letters beyond ASCII. Programs read such a file as
  `utf-8-sig`. The raw profile has none.
- **Guard.** A leading `'` stands before text that starts with `=`, `+`, `-`,
  `@`, their full-width forms, a tab or a line break, before text of more than
  15 digits or of digits with a leading zero, and before text that itself
  starts with `'`. Strip exactly one leading `'` to have the text back. Number
  columns are never guarded.
- **Escapes.** Control characters other than tab, CR and LF, and U+FFFE and
  U+FFFF, stand as `_xHHHH_`, their number in hexadecimal; text that looks like
  that has its first `_` written as `_x005F_`.
- **Long text.** A cell holds 32,767 UTF-16 units. Longer text ends with
  ` [… continued in overflow.csv]`, and goes on in that table. To have it back,
  strip that ending, take guard and escapes off each part, and join them.
- **Long tables.** A sheet holds 1,048,576 rows; notices.csv says which table
  has more.

Where your spreadsheet separates cells by semicolons, as in many countries,
import the files (Data, From Text/CSV) with a comma as the separator rather
than opening them by a double click. Import the text columns as text: a
spreadsheet still reads `3/4` as a date and `1e5` as a number.
";

const RAW: &str = "\
## Profile: raw

Cells hold the exact text: no guard, no escapes, no limit, no byte order mark.
Do not open these files in a spreadsheet: text that starts with `=` would run
as a formula. The spreadsheet profile, which is the default, is made for that.
";

/// Writes the codebook.
///
/// # Errors
///
/// Where `out` cannot take more.
pub fn write_codebook(
    vocabulary: &Vocabulary<'_>,
    profile: Profile,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{PREFACE}")?;
    let profile_text = match profile {
        Profile::Spreadsheet => SPREADSHEET,
        Profile::Raw => RAW,
    };
    writeln!(out, "{profile_text}")?;
    writeln!(
        out,
        "The file manifest.json lists the version, the options and the hashes of all that was read"
    )?;
    writeln!(out, "and written.")?;
    for table in TABLES {
        write_table(table.name(), table.meaning(), &table.columns(vocabulary), out)?;
    }
    if profile == Profile::Spreadsheet {
        write_table(OVERFLOW, OVERFLOW_MEANING, &overflow_columns(), out)?;
    }
    Ok(())
}

fn write_table(name: &str, meaning: &str, columns: &[Spec], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## {name}.csv\n\n{}\n", plain(meaning))?;
    writeln!(out, "| column | type | unit | meaning |\n| --- | --- | --- | --- |")?;
    for column in columns {
        writeln!(
            out,
            "| `{}` | {} | {} | {} |",
            column.name,
            column.kind.as_str(),
            column.unit.unwrap_or_default(),
            plain(&column.meaning),
        )?;
    }
    Ok(())
}

/// `text` with nothing in it that would end a cell of a table or begin
/// markup: names of targets come from a file.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '|' | '`' | '*' | '<' | '>' | '[' | ']' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

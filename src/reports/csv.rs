//! CSV: RFC 4180, UTF-8, CRLF between rows. Line breaks inside a cell stay
//! as they are.

use std::io::{self, Write};

use super::column::{AnyTable, Sink, Spec};
use super::guard;
use super::overflow::{CONTINUED, OVERFLOW, Part, fits, overflow_columns, parts};
use super::profile::Profile;
use super::subject::Subject;

/// Writes `table` to `out` and says how many rows it has, the header not
/// counted. What does not fit a cell is added to `overflow`.
///
/// # Errors
///
/// Where `out` cannot take more.
pub fn write_table(
    table: &dyn AnyTable,
    subject: &Subject<'_>,
    profile: Profile,
    overflow: &mut Vec<Part>,
    out: impl Write,
) -> io::Result<u64> {
    let columns = table.columns(&subject.vocabulary);
    let mut sink = CsvSink::new(table.name(), &columns, profile, overflow, out)?;
    let rows = table.write(subject, &mut sink)?;
    sink.csv.flush()?;
    Ok(rows)
}

/// `table` as the bytes of its file, and what did not fit its cells.
///
/// # Errors
///
/// None that a table of this crate gives.
pub fn table_bytes(
    table: &dyn AnyTable,
    subject: &Subject<'_>,
    profile: Profile,
) -> io::Result<(Vec<u8>, Vec<Part>)> {
    let (mut bytes, mut overflow) = (Vec::new(), Vec::new());
    write_table(table, subject, profile, &mut overflow, &mut bytes)?;
    Ok((bytes, overflow))
}

/// Writes overflow.csv; `column` names a part's column.
///
/// # Errors
///
/// Where `out` cannot take more.
pub(super) fn write_overflow(
    found: &[Part],
    column: impl Fn(&Part) -> String,
    out: impl Write,
) -> io::Result<u64> {
    let mut none = Vec::new();
    let columns = overflow_columns();
    let mut sink = CsvSink::new(OVERFLOW, &columns, Profile::Spreadsheet, &mut none, out)?;
    for part in found {
        sink.text(part.table)?;
        sink.number(&part.row.to_string())?;
        sink.text(&column(part))?;
        sink.number(&part.part.to_string())?;
        sink.text(&part.text)?;
        sink.end_row()?;
    }
    sink.csv.flush()?;
    Ok(found.len() as u64)
}

struct CsvSink<'o, W: Write> {
    csv: ::csv::Writer<W>,
    profile: Profile,
    overflow: &'o mut Vec<Part>,
    table: &'static str,
    row: u64,
    column: usize,
}

impl<'o, W: Write> CsvSink<'o, W> {
    fn new(
        table: &'static str,
        columns: &[Spec],
        profile: Profile,
        overflow: &'o mut Vec<Part>,
        mut out: W,
    ) -> io::Result<Self> {
        out.write_all(profile.mark().as_bytes())?;
        let mut csv = ::csv::WriterBuilder::new()
            .terminator(::csv::Terminator::CRLF)
            .buffer_capacity(1 << 16)
            .from_writer(out);
        csv.write_record(columns.iter().map(|c| c.name.as_str()))?;
        Ok(Self { csv, profile, overflow, table, row: 1, column: 0 })
    }

    /// Writes a cell whose text goes on in overflow.csv.
    fn continued(&mut self, text: &str) -> io::Result<()> {
        let (first, further) = parts(text);
        self.csv.write_field(format!("{}{CONTINUED}", guard::encode(first)))?;
        self.overflow.extend((2..).zip(further).map(|(part, text)| Part {
            table: self.table,
            row: self.row,
            column: self.column,
            part,
            text: text.into(),
        }));
        Ok(())
    }
}

impl<W: Write> Sink for CsvSink<'_, W> {
    fn text(&mut self, text: &str) -> io::Result<()> {
        match self.profile {
            Profile::Raw => self.csv.write_field(text)?,
            Profile::Spreadsheet if fits(text) => {
                self.csv.write_field(guard::encode(text).as_bytes())?;
            }
            Profile::Spreadsheet => self.continued(text)?,
        }
        self.column += 1;
        Ok(())
    }

    fn number(&mut self, digits: &str) -> io::Result<()> {
        self.csv.write_field(digits)?;
        self.column += 1;
        Ok(())
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.csv.write_record(None::<&[u8]>)?;
        self.row += 1;
        self.column = 0;
        Ok(())
    }
}

//! notices.csv: what did not stop the work and is worth knowing.

use std::io;

use crate::notice::Notice;
use crate::reports::column::{Column, Each, Table};
use crate::reports::subject::Subject;

pub(super) struct Notices;

impl Table for Notices {
    type Row<'r> = &'r Notice;
    const NAME: &'static str = "notices";
    const MEANING: &'static str =
        "A row for each problem, or choice worth knowing, that did not stop the work.";

    const COLUMNS: &'static [Column<Self>] = &[
        Column::text("input", "The input.", |n, c| c.text(super::shown_input(&n.input))),
        Column::text("thread", "The thread, where it is about one.", |n, c| {
            c.maybe_text(n.thread.as_deref())
        }),
        Column::integer("comment", "place", "The comment, where it is about one.", |n, c| {
            c.maybe_integer(n.comment)
        }),
        Column::text("severity", "info, warning or error.", |n, c| c.text(n.severity.as_str())),
        Column::text("code", "Name of the kind of notice, which stays the same.", |n, c| {
            c.text(n.code)
        }),
        Column::integer("line", "lines", "Line in the input, from 1.", |n, c| {
            c.maybe_integer(n.place.map(|p| p.line))
        }),
        Column::integer("byte", "bytes", "Offset in the input, from 0.", |n, c| {
            c.maybe_integer(n.place.map(|p| p.byte))
        }),
        Column::text("message", "What happened.", |n, c| c.text(&n.message)),
        Column::text("help", "What to do about it.", |n, c| c.maybe_text(n.help.as_deref())),
    ];

    fn rows<'r>(subject: &'r Subject<'_>, each: Each<'_, Self::Row<'r>>) -> io::Result<()> {
        subject.all_notices().try_for_each(|notice| each(&notice))
    }
}

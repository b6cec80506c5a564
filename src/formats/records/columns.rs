//! Which column of a table holds what.

use std::fmt;
use std::str::FromStr;

use super::TableError;
use super::table::Row;
use crate::text::Span;

/// What a column can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// The comment's id.
    Id,
    /// The id of the comment that it answers.
    Parent,
    /// Who wrote it.
    Author,
    /// When.
    Time,
    /// What it says.
    Text,
    /// The thread that it belongs to.
    Thread,
    /// How many liked it.
    Likes,
    /// The platform's id of who wrote it.
    AuthorId,
}

impl Role {
    /// Every role, in the order of the help text.
    pub const ALL: [Self; 8] = [
        Self::Id,
        Self::Parent,
        Self::Author,
        Self::Time,
        Self::Text,
        Self::Thread,
        Self::Likes,
        Self::AuthorId,
    ];

    /// The word for it in `--map`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Parent => "parent",
            Self::Author => "author",
            Self::Time => "time",
            Self::Text => "text",
            Self::Thread => "thread",
            Self::Likes => "likes",
            Self::AuthorId => "author_id",
        }
    }

    /// Names that exports give to it, the likeliest first, folded as by
    /// [`folded`].
    const fn common(self) -> &'static [&'static str] {
        match self {
            Self::Id => &[
                "id",
                "comment_id",
                "commentid",
                "post_id",
                "message_id",
                "tweet_id",
                "status_id",
                "cid",
                "uid",
            ],
            Self::Parent => &[
                "parent",
                "parent_id",
                "parentid",
                "parent_comment_id",
                "comment_parent",
                "reply_to",
                "replyto",
                "reply_to_id",
                "in_reply_to",
                "in_reply_to_id",
                "in_reply_to_status_id",
            ],
            Self::Author => &[
                "author",
                "author_name",
                "comment_author",
                "user",
                "username",
                "user_name",
                "screen_name",
                "commenter",
                "speaker",
                "nick",
                "name",
                "from",
            ],
            Self::Time => &[
                "time",
                "timestamp",
                "datetime",
                "date",
                "created_at",
                "created_utc",
                "created",
                "published_at",
                "published",
                "comment_date",
                "posted",
            ],
            Self::Text => &[
                "text",
                "body",
                "comment_text",
                "comment_content",
                "comment_body",
                "full_text",
                "content",
                "message",
                "comment",
                "post",
            ],
            Self::Thread => &[
                "thread",
                "thread_id",
                "conversation_id",
                "link_id",
                "submission_id",
                "video_id",
                "article_id",
                "topic_id",
                "discussion_id",
            ],
            Self::Likes => &[
                "likes",
                "like_count",
                "score",
                "points",
                "upvotes",
                "votes",
                "favorite_count",
                "ups",
            ],
            Self::AuthorId => &[
                "author_id",
                "authorid",
                "user_id",
                "userid",
                "author_channel_id",
                "commenter_id",
                "account_id",
                "from_id",
            ],
        }
    }
}

/// Which columns a caller named: `id=comment_id,text=4`. A role without a
/// column, `parent=`, is left out, whatever the table's columns are called.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Map {
    named: Vec<(Role, Option<String>)>,
}

/// Why a map cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MapError {
    /// A part of it is no pair.
    #[error("`{part}` is no ROLE=COLUMN; write for instance id=comment_id,text=4")]
    NoPair {
        /// That part.
        part: String,
    },
    /// There is no such role.
    #[error("there is no role `{role}`; the roles are {}", roles())]
    NoSuchRole {
        /// What was written.
        role: String,
    },
    /// A role was given twice.
    #[error("`{role}` is given twice; a comment has one")]
    Twice {
        /// The role.
        role: &'static str,
    },
}

fn roles() -> String {
    Role::ALL.map(Role::as_str).join(", ")
}

impl Map {
    /// Reads `ROLE=COLUMN,ROLE=COLUMN`; a column is a name or a number from 1,
    /// or nothing, where no column has that role.
    ///
    /// # Errors
    ///
    /// Where it is not of that form.
    pub fn parse(text: &str) -> Result<Self, MapError> {
        let mut named: Vec<(Role, Option<String>)> = Vec::new();
        for part in text.split(',') {
            let Some((role, column)) = part.split_once('=') else {
                return Err(MapError::NoPair { part: part.trim().to_owned() });
            };
            let (role, column) = (role.trim(), column.trim());
            let known =
                Role::ALL.into_iter().find(|known| known.as_str().eq_ignore_ascii_case(role));
            let role = known.ok_or_else(|| MapError::NoSuchRole { role: role.to_owned() })?;
            if named.iter().any(|&(same, _)| same == role) {
                return Err(MapError::Twice { role: role.as_str() });
            }
            named.push((role, Some(column.to_owned()).filter(|c| !c.is_empty())));
        }
        Ok(Self { named })
    }

    /// The same with `role` in `column`, or in none.
    #[must_use]
    pub fn with(mut self, role: Role, column: Option<&str>) -> Self {
        self.named.retain(|&(same, _)| same != role);
        self.named.push((role, column.map(str::to_owned)));
        self
    }

    /// Whether it says which column has `role`, or that none has.
    pub fn names(&self, role: Role) -> bool {
        self.named.iter().any(|&(same, _)| same == role)
    }
}

impl fmt::Display for Map {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (role, column)) in self.named.iter().enumerate() {
            let comma = if i > 0 { "," } else { "" };
            write!(f, "{comma}{}={}", role.as_str(), column.as_deref().unwrap_or_default())?;
        }
        Ok(())
    }
}

impl FromStr for Map {
    type Err = MapError;

    fn from_str(text: &str) -> Result<Self, MapError> {
        Self::parse(text)
    }
}

/// The columns of one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Columns {
    /// How many the header has.
    pub(super) width: usize,
    /// The column of each role, in the order of [`Role::ALL`].
    at: [Option<usize>; Role::ALL.len()],
    names: Vec<String>,
}

impl Columns {
    /// How many roles have a column.
    pub(super) fn named(&self) -> usize {
        self.at.iter().flatten().count()
    }

    /// Whether `role` has one.
    pub(super) fn has(&self, role: Role) -> bool {
        self.at[role as usize].is_some()
    }

    /// The cell of `role` in `row` as it is.
    pub(super) fn raw<'r>(&self, row: &'r Row<'_>, role: Role) -> Option<&'r str> {
        Some(&row.cells.get(self.at[role as usize]?)?.text)
    }

    /// The cell of `role` in `row`, if anything stands in it.
    pub(super) fn cell<'r>(&self, row: &'r Row<'_>, role: Role) -> Option<&'r str> {
        self.raw(row, role).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The same with its place in the source.
    pub(super) fn place<'r>(&self, row: &'r Row<'_>, role: Role) -> Option<(&'r str, Span)> {
        let text = self.cell(row, role)?;
        let cell = row.cells.get(self.at[role as usize]?)?;
        let lead = (cell.text.len() - cell.text.trim_start().len()) as u32;
        let start = cell.place.start + lead;
        Some((text, Span::new(start, (start + text.len() as u32).min(cell.place.end))))
    }

    /// Which column holds what, in words.
    pub(super) fn shown(&self) -> String {
        let pair = |role: Role| {
            let name = self.names.get(self.at[role as usize]?)?;
            Some(format!("{} = `{name}`", role.as_str()))
        };
        Role::ALL.into_iter().filter_map(pair).collect::<Vec<_>>().join(", ")
    }
}

/// The columns of the table whose header is `names`: those that `map` names,
/// and for the roles that it does not name what the columns' names suggest.
pub(super) fn resolve(names: &[&str], map: Option<&Map>) -> Result<Columns, TableError> {
    let mut at = [None; Role::ALL.len()];
    for (role, column) in map.iter().flat_map(|map| &map.named) {
        let Some(column) = column else { continue };
        let found = names.iter().position(|name| name == column);
        let found = found.or_else(|| names.iter().position(|n| folded(n) == folded(column)));
        let number = column.parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let found = found.or(number.filter(|&n| n < names.len()));
        at[*role as usize] = Some(found.ok_or_else(|| TableError::NoSuchColumn {
            role: role.as_str(),
            column: column.clone(),
            header: shown(names),
        })?);
    }
    let folds: Vec<String> = names.iter().map(|name| folded(name)).collect();
    for role in Role::ALL {
        if !map.is_some_and(|map| map.names(role)) {
            let guessed = guess(role, &folds).filter(|found| !at.contains(&Some(*found)));
            at[role as usize] = guessed;
        }
    }
    if at[Role::Text as usize].is_none() {
        return Err(TableError::NoText { header: shown(names) });
    }
    Ok(Columns { width: names.len(), at, names: names.iter().map(|&n| n.to_owned()).collect() })
}

/// The column that holds `role` by its name.
fn guess(role: Role, folds: &[String]) -> Option<usize> {
    role.common().iter().find_map(|common| folds.iter().position(|fold| fold == common))
}

/// A column's name without its habits of case and joining: "Reply-To" and
/// "reply to" are one.
fn folded(name: &str) -> String {
    name.to_lowercase().replace([' ', '-', '.'], "_")
}

/// The header as messages show it.
fn shown(names: &[&str]) -> String {
    const MOST: usize = 20;
    const LONGEST: usize = 40;
    let cut = |name: &&str| name.chars().take(LONGEST).collect::<String>();
    let mut shown: Vec<String> = names.iter().take(MOST).map(cut).collect();
    if names.len() > MOST {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_says_what_is_wrong_with_it() {
        for (text, expected) in [
            ("id", "`id` is no ROLE=COLUMN"),
            ("", "`` is no ROLE=COLUMN"),
            ("who=3", "there is no role `who`"),
            ("id=1,ID=2", "`id` is given twice"),
        ] {
            let why = Map::parse(text).expect_err("wrong").to_string();
            assert!(why.starts_with(expected), "{why}");
        }
    }

    #[test]
    fn a_role_without_a_column_is_not_guessed() {
        let header = ["id", "parent_id", "text"];
        let parent = |map: &str| {
            let map = Map::parse(map).expect("a map");
            assert_eq!(Map::parse(&map.to_string()), Ok(map.clone()), "it reads back");
            resolve(&header, Some(&map)).expect("columns").at[Role::Parent as usize]
        };
        assert_eq!(parent("id=id"), Some(1));
        assert_eq!(parent("parent=,id=id"), None);
        let without = Map::default().with(Role::Text, None);
        assert!(resolve(&header, Some(&without)).is_err(), "a table has texts");
    }

    #[test]
    fn a_name_wins_over_a_number() {
        let map = Map::parse("text=2").expect("a map");
        let columns = resolve(&["2", "b"], Some(&map)).expect("columns");
        assert_eq!(columns.at[Role::Text as usize], Some(0));
    }
}

//! Holds the sample pages' gold to its own promises, whatever the program
//! makes of the pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A row of a `.gold.csv`.
#[derive(Debug, Deserialize)]
struct Row {
    comment: u32,
    kind: String,
    author: Option<String>,
    author_source: String,
    parent: Option<u32>,
    reply_depth: Option<u32>,
}

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data")
}

/// The names of the sample pages, without their endings, in order.
fn pages() -> Vec<String> {
    let entries = fs::read_dir(data()).unwrap_or_else(|e| panic!("data/: {e}"));
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some(name.strip_suffix(".txt")?.to_owned()))
        .collect();
    names.sort();
    names
}

fn gold(page: &str) -> Vec<Row> {
    let path = data().join(format!("{page}.gold.csv"));
    csv::Reader::from_path(&path)
        .and_then(|mut reader| reader.deserialize().collect())
        .unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

#[test]
fn gold_is_a_forest_in_the_order_shown() {
    for page in pages() {
        let mut depths: BTreeMap<u32, Option<u32>> = BTreeMap::new();
        for (row, shown) in gold(&page).iter().zip(1..) {
            assert_eq!(row.comment, shown, "{page}");
            if let Some(parent) = row.parent {
                let above = depths.get(&parent).unwrap_or_else(|| {
                    panic!("{page} {shown}: answers {parent}, which comes no earlier")
                });
                assert_eq!(row.reply_depth, above.map(|depth| depth + 1), "{page} {shown}");
            } else {
                assert!(matches!(row.reply_depth, None | Some(0)), "{page} {shown}");
            }
            depths.insert(shown, row.reply_depth);
        }
    }
}

#[test]
fn gold_names_an_author_where_it_has_a_source_for_one() {
    for page in pages() {
        for row in gold(&page) {
            let known = ["stated", "recovered"].contains(&row.author_source.as_str());
            assert_eq!(row.author.is_some(), known, "{page} {}", row.comment);
            let nobody = row.author_source == "none";
            assert_eq!(nobody, row.kind == "pingback", "{page} {}", row.comment);
        }
    }
}

#[test]
fn the_readme_tells_of_every_sample() {
    let readme = fs::read_to_string(data().join("README.md")).expect("data/README.md");
    for page in pages() {
        assert!(readme.contains(&format!("`{page}.txt`")), "data/README.md: no {page}.txt");
    }
}

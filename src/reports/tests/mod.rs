//! Tests that cross the files of this module.

mod folder;
mod roundtrip;
mod tables;

use std::collections::BTreeMap;

use super::fixtures::Words;
use super::{Manifest, Profile, RunInfo, Subject, render};
use crate::analysis::Analysis;

/// The files of a report on `analysis`, in memory.
fn files(analysis: &Analysis, profile: Profile) -> (Manifest, BTreeMap<String, Vec<u8>>) {
    let mut files = BTreeMap::new();
    let mut subject = Subject::new(analysis, &Words, false);
    let manifest =
        render(&mut subject, &RunInfo::default(), profile, &mut files).expect("memory suffices");
    (manifest, files)
}

//! The `rejoinder` binary.

fn main() {}

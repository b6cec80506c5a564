//! Who answered whom, and who wrote what nobody signed.

mod corrections;

pub use corrections::Corrections;

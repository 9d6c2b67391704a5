//! Coreference: surnames, titles, roles, demonyms and pronouns that refer to named entities.

use super::mention::Found;
use super::scan::Scan;

/// Adds nominal and pronominal mentions to the named ones.
pub fn resolve(_scan: &Scan, _found: &mut Found) {}

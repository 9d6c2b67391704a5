//! Quotations: somebody's words between quotation marks, with speaker and cue.

use super::Quotation;
use super::mention::Found;
use super::scan::Scan;

/// Finds the quotations of a document.
pub fn find(_scan: &Scan, _found: &Found) -> Vec<Quotation> {
    Vec::new()
}

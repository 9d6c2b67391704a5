//! Claims: statements with holder, certainty, polarity and topics.

use super::mention::Found;
use super::scan::Scan;
use super::{Claim, Quotation};
use crate::corpus::Document;

/// Finds the claims of a document.
pub fn find(
    _scan: &Scan,
    _found: &Found,
    _quotations: &[Quotation],
    _document: &Document,
) -> Vec<Claim> {
    Vec::new()
}

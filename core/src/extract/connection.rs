//! Connections: relations and events between two entities, with their evidence.

use super::mention::Found;
use super::scan::Scan;
use super::{Claim, Connection};
use crate::corpus::Document;

/// Finds the connections of a document.
pub fn find(
    _scan: &Scan,
    _found: &Found,
    _claims: &[Claim],
    _document: &Document,
) -> Vec<Connection> {
    Vec::new()
}

//! Drives the page.

//! Documents: one article each, its body exactly as in the file.

use serde::{Deserialize, Serialize};

/// Whether a document is the article itself or a retelling.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKind {
    #[default]
    Article,
    Digest,
}

impl DocumentKind {
    /// The word of the front matter and of `crossread/1`.
    pub const fn as_str(self) -> &'static str {
        match self {
            DocumentKind::Article => "article",
            DocumentKind::Digest => "digest",
        }
    }
}

/// One article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The file name without its last extension.
    pub id: String,
    /// BCP 47.
    pub language: String,
    pub title: Option<String>,
    pub outlet: Option<String>,
    /// The news agency whose text it is.
    pub agency: Option<String>,
    /// ISO 8601, as precise as known.
    pub date: Option<String>,
    pub place: Option<String>,
    pub url: Option<String>,
    pub kind: DocumentKind,
    /// Of which article it is a digest.
    pub digest_of: Option<String>,
    pub rights: Option<String>,
    /// Whether the body is Markdown (else plain text).
    pub markdown: bool,
    /// The text that is analysed; nothing is normalised away.
    pub body: String,
}

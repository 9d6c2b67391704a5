//! The text layer: spans, folding, tokens, blocks, sentences.

pub mod block;
pub mod fold;
pub mod sentence;
pub mod span;
pub mod token;

pub use block::{Block, BlockKind};
pub use sentence::Sentence;
pub use span::{CodePoints, Span};
pub use token::{Shape, Token, TokenKind};

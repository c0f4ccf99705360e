//! Which rows there are at all: signed, so that none is cut off at either end.

use super::{Hash, PublicKey, Signature, Signer};
use serde::{Deserialize, Serialize};

/// What a span is about; one is never taken for the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanKind {
    /// The rows that the relay keeps.
    Kept,
    /// The rows in an exported file.
    File,
}

/// From one row to another, both included; none where the last lies before the first.
///
/// Signed are `"ward-audit-kept-1"` or `"ward-audit-file-1"`, `first · last` (64 bits each, big-endian) and `last_hash`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The number of the first row.
    pub first: u64,
    /// The number of the last row.
    pub last: u64,
    /// The hash of the last row, also where that is not kept any more; zero bytes where there never was one.
    pub last_hash: Hash,
    /// The signature.
    pub signature: Signature,
}

impl Span {
    /// Signs a span.
    pub fn signed(kind: SpanKind, first: u64, last: u64, last_hash: Hash, signer: &Signer) -> Self {
        Self { first, last, last_hash, signature: signer.sign(&bytes(kind, first, last, last_hash)) }
    }

    /// Whether it was signed as it is.
    pub fn is_signed_by(&self, kind: SpanKind, key: &PublicKey) -> bool {
        key.verifies(&bytes(kind, self.first, self.last, self.last_hash), &self.signature)
    }

    /// No row lies in it.
    pub fn is_empty(&self) -> bool {
        self.last < self.first
    }
}

fn bytes(kind: SpanKind, first: u64, last: u64, last_hash: Hash) -> Vec<u8> {
    let tag: &[u8] = match kind {
        SpanKind::Kept => b"ward-audit-kept-1",
        SpanKind::File => b"ward-audit-file-1",
    };
    [tag, &first.to_be_bytes(), &last.to_be_bytes(), &last_hash.0].concat()
}

//! Between the tables' columns and the chain's values.

use shared::{
    UnixMicros,
    audit::{Day, Hash, Head, Row, Signature, Span},
};
use sqlx::FromRow;

/// Texts as bytes, so that one that is no UTF-8 any more is a row that was altered and not an error.
pub(super) const ROW_COLUMNS: &str = "seq, at_us, CAST(actor_kind AS BLOB) AS actor_kind, CAST(actor AS BLOB) AS actor,
    CAST(actor_name AS BLOB) AS actor_name, CAST(address AS BLOB) AS address, CAST(action AS BLOB) AS action,
    CAST(camera AS BLOB) AS camera, CAST(target AS BLOB) AS target, CAST(detail AS BLOB) AS detail, hash";
pub(super) const HEAD_COLUMNS: &str = "number, day, first_seq, last_seq, rows, last_hash, follows, signature";
pub(super) const SPAN_COLUMNS: &str = "first_seq, last_seq, last_hash, signature";

#[derive(FromRow)]
pub(super) struct RowColumns {
    seq: i64,
    at_us: i64,
    actor_kind: Vec<u8>,
    actor: Vec<u8>,
    actor_name: Vec<u8>,
    address: Option<Vec<u8>>,
    action: Vec<u8>,
    camera: Option<Vec<u8>>,
    target: Option<Vec<u8>>,
    detail: Vec<u8>,
    hash: Vec<u8>,
}

#[derive(FromRow)]
pub(super) struct HeadColumns {
    number: i64,
    day: i64,
    first_seq: i64,
    last_seq: i64,
    rows: i64,
    last_hash: Vec<u8>,
    follows: Vec<u8>,
    signature: Vec<u8>,
}

#[derive(FromRow)]
pub(super) struct SpanColumns {
    first_seq: i64,
    last_seq: i64,
    last_hash: Vec<u8>,
    signature: Vec<u8>,
}

/// SQLite's integers are signed; the chain's numbers go there and back bit by bit, so that none is bent into another.
pub(super) fn number(n: u64) -> i64 {
    n.cast_signed()
}

fn text(bytes: Vec<u8>) -> String {
    // With a mark in front that no text has, so that a spoilt one never looks like what was hashed.
    String::from_utf8(bytes).unwrap_or_else(|e| format!("\0{}", String::from_utf8_lossy(e.as_bytes())))
}

/// A value of another length is as wrong as any other.
fn hash(bytes: &[u8]) -> Hash {
    bytes.try_into().unwrap_or(Hash::NONE)
}

fn signature(bytes: &[u8]) -> Signature {
    bytes.try_into().unwrap_or(Signature([0; 64]))
}

impl From<RowColumns> for Row {
    fn from(c: RowColumns) -> Self {
        Self {
            seq: c.seq.cast_unsigned(),
            at: UnixMicros(c.at_us.cast_unsigned()),
            actor_kind: text(c.actor_kind),
            actor: text(c.actor),
            actor_name: text(c.actor_name),
            address: c.address.map(text),
            action: text(c.action),
            camera: c.camera.map(text),
            target: c.target.map(text),
            detail: text(c.detail),
            hash: hash(&c.hash),
        }
    }
}

impl From<HeadColumns> for Head {
    fn from(c: HeadColumns) -> Self {
        Self {
            number: c.number.cast_unsigned(),
            day: Day(u32::try_from(c.day).unwrap_or(u32::MAX)),
            first_seq: c.first_seq.cast_unsigned(),
            last_seq: c.last_seq.cast_unsigned(),
            rows: c.rows.cast_unsigned(),
            last_hash: hash(&c.last_hash),
            follows: hash(&c.follows),
            signature: signature(&c.signature),
        }
    }
}

impl From<SpanColumns> for Span {
    fn from(c: SpanColumns) -> Self {
        Self {
            first: c.first_seq.cast_unsigned(),
            last: c.last_seq.cast_unsigned(),
            last_hash: hash(&c.last_hash),
            signature: signature(&c.signature),
        }
    }
}

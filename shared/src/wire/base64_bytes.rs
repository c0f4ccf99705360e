//! Bytes as base64 in JSON (RFC 4648 §4).

use base64::{DecodeError, Engine, prelude::BASE64_STANDARD};
use serde::Serializer;

pub(super) fn serialize<S: Serializer>(bytes: &[u8], s: S) -> Result<S::Ok, S::Error> {
    s.serialize_str(&BASE64_STANDARD.encode(bytes))
}

pub(super) fn parse(text: &str) -> Result<Vec<u8>, DecodeError> {
    BASE64_STANDARD.decode(text)
}

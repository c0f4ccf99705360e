//! The audit in the API. Belongs here: bodies. Does not: what is hashed and signed.

use crate::{
    UnixMicros,
    audit::{Action, ActorKind},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows of the audit, newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditPage {
    /// The rows.
    pub rows: Vec<AuditRow>,
    /// Give it as `before` to get the next page; `None` at the end.
    pub next: Option<u64>,
}

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditRow {
    /// Its number.
    pub seq: u64,
    /// When.
    pub at: UnixMicros,
    /// What kind of somebody did it.
    pub actor_kind: ActorKind,
    /// His id.
    pub actor: String,
    /// The name that he had then.
    pub actor_name: String,
    /// From where.
    pub address: Option<String>,
    /// What.
    pub action: Action,
    /// With which camera.
    pub camera: Option<String>,
    /// With what else.
    pub target: Option<String>,
    /// Further facts; of a watch its interval as `from` and `until`, in microseconds since 1970.
    pub facts: BTreeMap<String, String>,
}

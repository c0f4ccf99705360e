//! A page of the audit for the API.

use shared::{
    api::audit::{AuditPage, AuditRow},
    audit::Row,
};
use store::{Store, StoreError, audit::Filter};

/// The most rows of a page.
pub const PAGE_ROWS_MAX: u32 = 500;

/// Rows that fit a filter, newest first, below the row `before`; `next` is what to ask for behind them.
pub async fn page(store: &Store, filter: &Filter, before: Option<u64>, limit: u32) -> Result<AuditPage, StoreError> {
    let limit = limit.clamp(1, PAGE_ROWS_MAX);
    let mut rows = store.audit(filter, before, limit + 1).await?;
    let is_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().filter(|_| is_more).map(|row| row.seq);
    Ok(AuditPage { rows: rows.into_iter().map(listed).collect(), next })
}

fn listed(row: Row) -> AuditRow {
    AuditRow {
        seq: row.seq,
        at: row.at,
        actor_kind: row.actor_kind(),
        action: row.action(),
        facts: row.facts(),
        actor: row.actor,
        actor_name: row.actor_name,
        address: row.address,
        camera: row.camera,
        target: row.target,
    }
}

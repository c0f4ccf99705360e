//! Adding to the chain: its end is read and written in one transaction, so that two programs can do so at once.

use super::{
    key,
    sql::{HEAD_COLUMNS, HeadColumns, SPAN_COLUMNS, SpanColumns, number},
};
use crate::{Batch, StoreError, key::Key};
use shared::{
    UnixMicros,
    audit::{Day, Entry, Head, Row, Signer, Span, SpanKind, Tail},
};
use sqlx::{AssertSqlSafe, SqliteConnection, query, query_as};

impl Batch {
    /// Adds entries to the audit, together with whatever else the batch changes. The first one of a day signs the day
    /// before. Errors with [`StoreError::AuditBroken`] where what is there was altered: signing anew would hide that.
    pub async fn append_audit(&mut self, entries: &[Entry]) -> Result<(), StoreError> {
        append(&mut self.tx, &self.key, entries).await
    }
}

/// The end of the chain as it stands, and what signs it.
pub(super) struct End {
    pub(super) signer: Signer,
    pub(super) tail: Tail,
    pub(super) first: u64,
}

pub(super) async fn append(db: &mut SqliteConnection, key: &Key, entries: &[Entry]) -> Result<(), StoreError> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut end = match load(db, key).await? {
        Some(end) => end,
        None => End { signer: key::make(db, key).await?, tail: Tail::default(), first: 1 },
    };
    for entry in entries {
        let (head, row) = end.tail.append(entry, &end.signer);
        if let Some(head) = head {
            insert_head(db, &head).await?;
        }
        insert_row(db, &row).await?;
    }
    end.save(db).await
}

/// Signs the open day where it is over at `now`; answers whether it did.
pub(super) async fn close(db: &mut SqliteConnection, key: &Key, now: UnixMicros) -> Result<bool, StoreError> {
    let Some(mut end) = load(db, key).await? else { return Ok(false) };
    if end.tail.open.is_none_or(|day| day >= Day::of(now)) {
        return Ok(false);
    }
    let head = end.tail.close(&end.signer);
    match head {
        Some(head) => insert_head(db, &head).await.map(|()| true),
        None => Ok(false),
    }
}

/// `None` where nothing was ever written.
pub(super) async fn load(db: &mut SqliteConnection, key: &Key) -> Result<Option<End>, StoreError> {
    let head = format!("SELECT {HEAD_COLUMNS} FROM audit_heads ORDER BY number DESC LIMIT 1");
    let head: Option<HeadColumns> = query_as(AssertSqlSafe(head)).fetch_optional(&mut *db).await?;
    let kept: Option<SpanColumns> =
        query_as(AssertSqlSafe(format!("SELECT {SPAN_COLUMNS} FROM audit_kept"))).fetch_optional(&mut *db).await?;
    let signer = key::stored(db, key).await?;
    let (Some(signer), Some(kept)) = (signer, kept) else {
        let (any,): (bool,) = query_as(
            "SELECT EXISTS (SELECT 1 FROM audit_key) OR EXISTS (SELECT 1 FROM audit_kept)
             OR EXISTS (SELECT 1 FROM audit_rows) OR EXISTS (SELECT 1 FROM audit_heads)",
        )
        .fetch_one(db)
        .await?;
        return if any { Err(StoreError::AuditBroken) } else { Ok(None) };
    };
    let (head, kept) = (head.map(Head::from), Span::from(kept));
    let public = signer.public();
    let signed = kept.is_signed_by(SpanKind::Kept, &public) && head.is_none_or(|head| head.is_signed_by(&public));
    let ends = head.map_or(0, |head| head.last_seq);
    if !signed || kept.last < ends {
        return Err(StoreError::AuditBroken);
    }
    let last: Option<(i64,)> =
        query_as("SELECT at_us FROM audit_rows WHERE seq = ?").bind(number(kept.last)).fetch_optional(db).await?;
    let open = match last {
        _ if kept.last == ends => None,
        Some((at,)) => Some(Day::of(UnixMicros(at.cast_unsigned()))),
        None => return Err(StoreError::AuditBroken),
    };
    let tail = Tail { head, last_seq: kept.last, last_hash: kept.last_hash, open };
    Ok(Some(End { signer, tail, first: kept.first }))
}

impl End {
    /// Signs and writes which rows there are now.
    pub(super) async fn save(&self, db: &mut SqliteConnection) -> Result<(), StoreError> {
        let (last, hash) = (self.tail.last_seq, self.tail.last_hash);
        let span = Span::signed(SpanKind::Kept, self.first, last, hash, &self.signer);
        query(
            "INSERT INTO audit_kept (one, first_seq, last_seq, last_hash, signature) VALUES (1, ?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET first_seq = excluded.first_seq, last_seq = excluded.last_seq,
                 last_hash = excluded.last_hash, signature = excluded.signature",
        )
        .bind(number(span.first))
        .bind(number(span.last))
        .bind(&span.last_hash.0[..])
        .bind(&span.signature.0[..])
        .execute(db)
        .await?;
        Ok(())
    }
}

async fn insert_row(db: &mut SqliteConnection, row: &Row) -> Result<(), StoreError> {
    let inserted = query(
        "INSERT INTO audit_rows (seq, at_us, actor_kind, actor, actor_name, address, action, camera, target, detail, hash)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(number(row.seq))
    .bind(number(row.at.0))
    .bind(&row.actor_kind)
    .bind(&row.actor)
    .bind(&row.actor_name)
    .bind(&row.address)
    .bind(&row.action)
    .bind(&row.camera)
    .bind(&row.target)
    .bind(&row.detail)
    .bind(&row.hash.0[..])
    .execute(db)
    .await;
    match inserted {
        // Somebody has added a row where the next one belongs.
        Err(sqlx::Error::Database(e)) if e.is_unique_violation() => Err(StoreError::AuditBroken),
        other => other.map(drop).map_err(StoreError::from),
    }
}

async fn insert_head(db: &mut SqliteConnection, head: &Head) -> Result<(), StoreError> {
    query(
        "INSERT INTO audit_heads (number, day, first_seq, last_seq, rows, last_hash, follows, signature)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(number(head.number))
    .bind(head.day.0)
    .bind(number(head.first_seq))
    .bind(number(head.last_seq))
    .bind(number(head.rows))
    .bind(&head.last_hash.0[..])
    .bind(&head.follows.0[..])
    .bind(&head.signature.0[..])
    .execute(db)
    .await?;
    Ok(())
}

//! Letting whole old days go; their signed heads stay.

use super::{
    append::{close, load},
    sql::{HEAD_COLUMNS, HeadColumns, number},
};
use crate::{StoreError, key::Key};
use shared::{
    UnixMicros,
    audit::{Day, Head},
};
use sqlx::{AssertSqlSafe, SqliteConnection, query, query_as};

/// Removes the rows of days before `first`, oldest first, up to the first day that must stay; answers how many rows.
pub(super) async fn retain(
    db: &mut SqliteConnection,
    key: &Key,
    first: Day,
    now: UnixMicros,
) -> Result<u64, StoreError> {
    close(db, key, now).await?;
    let Some(mut end) = load(db, key).await? else { return Ok(0) };
    let sql = format!("SELECT {HEAD_COLUMNS} FROM audit_heads WHERE last_seq >= ? ORDER BY number");
    let heads: Vec<HeadColumns> = query_as(AssertSqlSafe(sql)).bind(number(end.first)).fetch_all(&mut *db).await?;
    // A day in the future was written while the clock was wrong: it holds up nothing.
    let old = |head: &Head| head.day < first || head.day > Day::of(now);
    let Some(last) = heads.into_iter().map(Head::from).take_while(old).last() else { return Ok(0) };
    // First the record of what is kept, without which nothing can be deleted.
    end.first = last.last_seq + 1;
    end.save(db).await?;
    let gone = query("DELETE FROM audit_rows WHERE seq < ?").bind(number(end.first)).execute(db).await?;
    Ok(gone.rows_affected())
}

//! Writing: one transaction a batch, on the connection that watches for changes, so that the ledger is no news there.

use super::{
    rows::{Batch, Outage, RowId, Run, Stay},
    sql::{OUTAGE_COLUMNS, RUN_COLUMNS, STAY_COLUMNS, read_outage, read_run, read_stay, whole},
};
use crate::{Changes, StoreError, changes::Quiet};
use shared::UnixSecs;
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, query_as};

/// The writing end of the ledger.
pub struct Ledger {
    db: Quiet,
}

/// What the relay before this one left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Last {
    /// The highest number that was given.
    pub highest: Option<RowId>,
    /// The run with the highest number.
    pub run: Option<Run>,
    /// Stays that have not ended.
    pub stays: Vec<Stay>,
    /// Outages that have not ended.
    pub outages: Vec<Outage>,
}

impl Ledger {
    /// Shares the connection on which `changes` watches: a connection is not told of what it wrote itself, so the
    /// ledger's writes do not make anyone read the list of cameras again.
    pub fn beside(changes: &Changes) -> Self {
        Self { db: changes.quiet() }
    }

    /// What is still open.
    pub async fn last(&self) -> Result<Last, StoreError> {
        let db = &mut *self.db.lock().await;
        let highest: (Option<i64>,) = query_as(
            "SELECT max(id) FROM (SELECT max(id) AS id FROM health_runs UNION ALL SELECT max(id) FROM health_stays
             UNION ALL SELECT max(id) FROM outages)",
        )
        .fetch_one(&mut *db)
        .await?;
        let run = format!("SELECT {RUN_COLUMNS} FROM health_runs ORDER BY id DESC LIMIT 1");
        let run = query_as(AssertSqlSafe(run)).fetch_optional(&mut *db).await?;
        let stays = format!("SELECT {STAY_COLUMNS} FROM health_stays WHERE ended IS NULL ORDER BY id");
        let stays = query_as(AssertSqlSafe(stays)).fetch_all(&mut *db).await?;
        let outages = format!("SELECT {OUTAGE_COLUMNS} FROM outages WHERE ended IS NULL ORDER BY id");
        let outages = query_as(AssertSqlSafe(outages)).fetch_all(&mut *db).await?;
        Ok(Last {
            highest: highest.0.map(RowId),
            run: run.map(read_run),
            stays: stays.into_iter().filter_map(read_stay).collect(),
            outages: outages.into_iter().filter_map(read_outage).collect(),
        })
    }

    /// Writes all of it or, where it fails, nothing.
    pub async fn write(&self, batch: &Batch) -> Result<(), StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        for run in batch.runs.values() {
            write_run(run, &mut tx).await?;
        }
        for stay in batch.stays.values() {
            write_stay(stay, &mut tx).await?;
        }
        for outage in batch.outages.values() {
            write_outage(outage, &mut tx).await?;
        }
        for ((camera, hour), count) in &batch.flaps {
            sqlx::query(
                "INSERT INTO health_flaps (camera, hour, count) VALUES (?, ?, ?)
                 ON CONFLICT DO UPDATE SET count = count + excluded.count",
            )
            .bind(camera.as_str())
            .bind(whole(*hour))
            .bind(whole(*count))
            .execute(&mut *tx)
            .await?;
        }
        Ok(tx.commit().await?)
    }

    /// Forgets what ended before a moment; answers how many rows that were.
    pub async fn prune(&self, before: UnixSecs) -> Result<u64, StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        let mut rows = 0;
        for (sql, limit) in [
            ("DELETE FROM outages WHERE ended < ?", before.0),
            ("DELETE FROM health_stays WHERE ended < ?", before.0),
            ("DELETE FROM health_flaps WHERE hour < ?", before.0 / 3600),
            // The newest run is how the next relay knows when this one was last there.
            ("DELETE FROM health_runs WHERE heard < ? AND id < (SELECT max(id) FROM health_runs)", before.0),
        ] {
            rows += sqlx::query(sql).bind(whole(limit)).execute(&mut *tx).await?.rows_affected();
        }
        tx.commit().await?;
        Ok(rows)
    }
}

async fn write_run(run: &Run, db: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO health_runs (id, began, heard, closed) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET began = excluded.began, heard = excluded.heard, closed = excluded.closed",
    )
    .bind(run.id.0)
    .bind(whole(run.began.0))
    .bind(whole(run.heard.0))
    .bind(run.closed)
    .execute(db)
    .await?;
    Ok(())
}

async fn write_stay(stay: &Stay, db: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO health_stays (id, camera, name, area, area_name, began, ended) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET name = excluded.name, area_name = excluded.area_name, began = excluded.began,
         ended = excluded.ended",
    )
    .bind(stay.id.0)
    .bind(stay.camera.as_str())
    .bind(&stay.name)
    .bind(stay.place.as_ref().map(|p| &p.area))
    .bind(stay.place.as_ref().map(|p| &p.name))
    .bind(whole(stay.began.0))
    .bind(stay.ended.map(|t| whole(t.0)))
    .execute(db)
    .await?;
    Ok(())
}

async fn write_outage(outage: &Outage, db: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO outages (id, camera, began, ended, first_reason, reason) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET began = excluded.began, ended = excluded.ended, reason = excluded.reason",
    )
    .bind(outage.id.0)
    .bind(outage.camera.as_str())
    .bind(whole(outage.began.0))
    .bind(outage.ended.map(|t| whole(t.0)))
    .bind(outage.first_reason.as_str())
    .bind(outage.reason.as_str())
    .execute(db)
    .await?;
    Ok(())
}

//! What visitors' devices can show. Belongs here: the rows, how many there may be and for how long, on the connection that
//! watches for changes: strangers write here, and nothing is to be read again for it. Does not: what stands in them.

use crate::{
    Changes, Store, StoreError,
    changes::Quiet,
    people::{micros, time},
};
use shared::{UnixMicros, check::Findings};
use sqlx::{Connection, SqlitePool};
use std::net::IpAddr;

/// How long a check is kept.
pub const KEEP_DAYS: u64 = 30;
/// How many are kept, the newest.
pub const KEEP_ROWS: u32 = 500;
/// How many one address may send in an hour.
pub const ADDRESS_HOURLY: u32 = 6;
/// How many all may.
pub const HOURLY: u32 = 120;

const HOUR_US: u64 = 3_600_000_000;
/// Tries for a code that is free: each is taken with a chance of one in 2000 at the most.
const TRIES: usize = 4;

/// A check that is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewCheck {
    /// The name of whoever has logged in.
    pub person: Option<String>,
    /// Where it comes from, as limits count.
    pub address: IpAddr,
    /// What the browser calls itself.
    pub agent: String,
    /// What was found out.
    pub findings: Findings,
}

/// A check that is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRecord {
    /// Six digits.
    pub code: String,
    /// When it came.
    pub at: UnixMicros,
    /// The rest.
    pub check: NewCheck,
}

/// Both ends of what is kept.
#[derive(Clone)]
pub struct Checks {
    db: Quiet,
    pool: SqlitePool,
}

impl Checks {
    /// Writes on the connection on which `changes` watches.
    pub fn beside(store: &Store, changes: &Changes) -> Self {
        Self { db: changes.quiet(), pool: store.pool.clone() }
    }

    /// Keeps a check and answers its code; `None` where too many came within the hour. What is too old or too many goes.
    pub async fn add(&self, check: &NewCheck, now: UnixMicros) -> Result<Option<String>, StoreError> {
        let db = &mut *self.db.lock().await;
        let mut tx = db.begin_with("BEGIN IMMEDIATE").await?;
        let ago = |us: u64| micros(UnixMicros(now.0.saturating_sub(us)));
        let address = check.address.to_string();
        let sql = "SELECT count(*), count(*) FILTER (WHERE address = ?2) FROM checks WHERE at_us > ?1";
        let (all, same): (u32, u32) = sqlx::query_as(sql).bind(ago(HOUR_US)).bind(&address).fetch_one(&mut *tx).await?;
        if all >= HOURLY || same >= ADDRESS_HOURLY {
            return Ok(None);
        }
        let mut added = None;
        for _ in 0..TRIES {
            let code = format!("{:06}", rand::random_range(0..1_000_000_u32));
            let sql = "INSERT INTO checks (code, at_us, person, address, agent, findings) VALUES (?, ?, ?, ?, ?, ?)
                       ON CONFLICT (code) DO NOTHING";
            let done = sqlx::query(sql)
                .bind(&code)
                .bind(micros(now))
                .bind(&check.person)
                .bind(&address)
                .bind(&check.agent)
                .bind(check.findings.to_json())
                .execute(&mut *tx)
                .await?;
            if done.rows_affected() == 1 {
                added = Some(code);
                break;
            }
        }
        let sql = "DELETE FROM checks WHERE at_us <= ?1 OR code IN
                   (SELECT code FROM checks ORDER BY at_us DESC, rowid DESC LIMIT -1 OFFSET ?2)";
        sqlx::query(sql).bind(ago(KEEP_DAYS * 24 * HOUR_US)).bind(KEEP_ROWS).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(added)
    }

    /// The newest checks that are not older than they may be, `limit` of them behind the first `skip`.
    pub async fn list(&self, now: UnixMicros, skip: u32, limit: u32) -> Result<Vec<CheckRecord>, StoreError> {
        let sql = "SELECT code, at_us, person, address, agent, findings FROM checks WHERE at_us > ?1
                   ORDER BY at_us DESC, rowid DESC LIMIT ?3 OFFSET ?2";
        let since = micros(UnixMicros(now.0.saturating_sub(KEEP_DAYS * 24 * HOUR_US)));
        let rows: Vec<Row> = sqlx::query_as(sql).bind(since).bind(skip).bind(limit).fetch_all(&self.pool).await?;
        Ok(rows.into_iter().filter_map(record).collect())
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    code: String,
    at_us: i64,
    person: Option<String>,
    address: String,
    agent: String,
    findings: String,
}

/// A row that another program has spoilt is none.
fn record(row: Row) -> Option<CheckRecord> {
    let Row { code, at_us, person, address, agent, findings } = row;
    let check = NewCheck { person, address: address.parse().ok()?, agent, findings: Findings::parse(&findings).ok()? };
    Some(CheckRecord { code, at: time(at_us), check })
}

//! Reading the ledger, by the running relay and by the command line beside it.

use super::{
    rows::{Flaps, Outage, Run, Stay},
    sql::{OUTAGE_COLUMNS, RUN_COLUMNS, STAY_COLUMNS, read_outage, read_run, read_stay, whole},
};
use crate::{Store, StoreError};
use shared::{CameraId, UnixSecs};
use sqlx::{AssertSqlSafe, query_as};
use std::{fmt, str::FromStr};

/// From `from` up to, but not with, `to`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// The first second.
    pub from: UnixSecs,
    /// The second behind the last.
    pub to: UnixSecs,
}

/// Everything that a window's sums need.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Past {
    /// All runs that are kept, since an outage may reach back beyond the window.
    pub runs: Vec<Run>,
    /// All stays that are kept, oldest first.
    pub stays: Vec<Stay>,
    /// Outages that lie in the window, if only in part, oldest first.
    pub outages: Vec<Outage>,
    /// Flaps of hours that begin in the window.
    pub flaps: Vec<Flaps>,
}

/// A place in a list of outages that begins with the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    began: UnixSecs,
    id: i64,
}

/// The text is no cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no cursor of a list of outages")]
pub struct NoCursor;

impl Cursor {
    /// Behind this outage.
    pub fn behind(outage: &Outage) -> Self {
        Self { began: outage.began, id: outage.id.0 }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.began.0, self.id)
    }
}

impl FromStr for Cursor {
    type Err = NoCursor;
    fn from_str(s: &str) -> Result<Self, NoCursor> {
        let (began, id) = s.split_once('-').ok_or(NoCursor)?;
        Ok(Self { began: UnixSecs(began.parse().map_err(|_| NoCursor)?), id: id.parse().map_err(|_| NoCursor)? })
    }
}

/// An open outage lies in every window behind its beginning.
const IN_WINDOW: &str = "began < ?2 AND (ended IS NULL OR ended > ?1)";

impl Store {
    /// What a window's sums need, of all cameras or of one, as it was at one moment.
    pub async fn past(&self, window: Window, camera: Option<&CameraId>) -> Result<Past, StoreError> {
        let (from, to) = (whole(window.from.0), whole(window.to.0));
        let one = if camera.is_some() { "camera = ?3" } else { "?3 IS NULL" };
        let camera = camera.map(CameraId::as_str);
        let mut tx = self.pool.begin().await?;
        let runs = format!("SELECT {RUN_COLUMNS} FROM health_runs ORDER BY id");
        let runs: Vec<_> = query_as(AssertSqlSafe(runs)).fetch_all(&mut *tx).await?;
        let stays = format!("SELECT {STAY_COLUMNS} FROM health_stays WHERE {one} ORDER BY began, id");
        let stays = query_as(AssertSqlSafe(stays)).bind(from).bind(to).bind(camera).fetch_all(&mut *tx).await?;
        let outages = format!("SELECT {OUTAGE_COLUMNS} FROM outages WHERE {IN_WINDOW} AND {one} ORDER BY began, id");
        let outages = query_as(AssertSqlSafe(outages)).bind(from).bind(to).bind(camera).fetch_all(&mut *tx).await?;
        let flaps = format!(
            "SELECT camera, hour, count FROM health_flaps WHERE hour * 3600 >= ?1 AND hour * 3600 < ?2 AND {one}"
        );
        let flaps: Vec<(String, i64, i64)> =
            query_as(AssertSqlSafe(flaps)).bind(from).bind(to).bind(camera).fetch_all(&mut *tx).await?;
        let read_flaps = |(camera, hour, count): (String, i64, i64)| {
            Some(Flaps { camera: camera.parse().ok()?, hour: hour.try_into().ok()?, count: count.try_into().ok()? })
        };
        Ok(Past {
            runs: runs.into_iter().map(read_run).collect(),
            stays: stays.into_iter().filter_map(read_stay).collect(),
            outages: outages.into_iter().filter_map(read_outage).collect(),
            flaps: flaps.into_iter().filter_map(read_flaps).collect(),
        })
    }

    /// A page of a camera's outages in a window, newest first.
    pub async fn outages(
        &self,
        camera: &CameraId,
        window: Window,
        before: Option<Cursor>,
        limit: u32,
    ) -> Result<Vec<Outage>, StoreError> {
        let sql = format!(
            "SELECT {OUTAGE_COLUMNS} FROM outages WHERE {IN_WINDOW} AND camera = ?3 AND (began, id) < (?4, ?5)
             ORDER BY began DESC, id DESC LIMIT ?6"
        );
        let (began, id) = before.map_or((i64::MAX, i64::MAX), |c| (whole(c.began.0), c.id));
        let rows = query_as(AssertSqlSafe(sql))
            .bind(whole(window.from.0))
            .bind(whole(window.to.0))
            .bind(camera.as_str())
            .bind(began)
            .bind(id)
            .bind(limit)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.into_iter().filter_map(read_outage).collect())
    }
}

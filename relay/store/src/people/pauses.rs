//! Pausing cameras.

use super::{Pause, micros};
use crate::{Batch, StoreError};
use shared::CameraId;

impl Batch {
    /// Pauses a camera, or lets it go on; `false` where there is none. A camera that is paused already keeps its time
    /// and name.
    pub async fn set_paused(&mut self, camera: &CameraId, pause: Option<&Pause>) -> Result<bool, StoreError> {
        let sql = match pause {
            Some(_) => {
                "UPDATE cameras SET paused_by = CASE WHEN paused_us IS NULL THEN ?3 ELSE paused_by END,
                     paused_us = coalesce(paused_us, ?2)
                 WHERE id = ?1"
            }
            None => "UPDATE cameras SET paused_us = ?2, paused_by = ?3 WHERE id = ?1",
        };
        let done = sqlx::query(sql)
            .bind(camera.as_str())
            .bind(pause.map(|p| micros(p.since)))
            .bind(pause.map(|p| p.by.as_str()))
            .execute(&mut *self.tx)
            .await?;
        Ok(done.rows_affected() > 0)
    }
}

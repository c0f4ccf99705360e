//! Adding, changing, pausing and removing cameras.

use super::{Problem, Ward};
use crate::{
    ids::random_id,
    roster::{CameraWish, Column, differences},
};
use shared::{CameraId, UnixMicros, audit::Action};
use store::{Batch, CameraRecord, StoreError, people::Pause};

impl Ward {
    /// An id for a camera that has none yet.
    pub(crate) fn new_id(&self) -> Result<CameraId, Problem> {
        Ok(random_id(&self.site)?)
    }

    /// What a new camera's record would be, without its area; nothing is kept.
    pub(crate) fn settle(&self, id: &CameraId, wish: &CameraWish) -> Result<CameraRecord, Problem> {
        wish.settle(id, None, &self.cameras.networks).map_err(Problem::Faults)
    }

    /// Adds a camera.
    pub(crate) async fn add(&self, id: &CameraId, wish: &CameraWish, now: UnixMicros) -> Result<CameraRecord, Problem> {
        let mut record = self.settle(id, wish)?;
        let mut batch = self.store.batch().await?;
        put_in_area(&mut batch, &mut record, wish, now).await?;
        batch.add_camera(&record, now).await?;
        let entry = self.by.entry(now, Action::CameraAdded).camera(id.clone()).target(&record.name);
        self.finish(batch, entry).await?;
        Ok(record)
    }

    /// Changes what the wish says of a camera and nothing else; answers which columns that were.
    pub(crate) async fn change(
        &self,
        id: &CameraId,
        wish: &CameraWish,
        now: UnixMicros,
    ) -> Result<Vec<Column>, Problem> {
        let mut batch = self.store.batch().await?;
        let current = batch.camera(id).await?.ok_or_else(|| Problem::NoCamera(id.clone()))?;
        let settled = wish.settle(id, Some(&current), &self.cameras.networks);
        let mut record = settled.map_err(Problem::Faults)?;
        put_in_area(&mut batch, &mut record, wish, now).await?;
        let changed = differences(&current, &record);
        if changed.is_empty() {
            return Ok(changed);
        }
        batch.save_camera(&record).await?;
        let what = changed.iter().map(|column| column.as_str()).collect::<Vec<_>>().join(", ");
        let entry = self.by.entry(now, Action::CameraChanged).camera(id.clone()).with("what", &what);
        self.finish(batch, entry).await?;
        Ok(changed)
    }

    /// Takes a camera away with all that is known of it.
    pub(crate) async fn remove(&self, id: &CameraId, now: UnixMicros) -> Result<(), Problem> {
        let mut batch = self.store.batch().await?;
        let name = name_of(&mut batch, id).await?;
        if !batch.remove_camera(id).await? {
            return Err(Problem::NoCamera(id.clone()));
        }
        let entry = self.by.entry(now, Action::CameraRemoved).camera(id.clone());
        let entry = if let Some(name) = name { entry.target(name) } else { entry };
        self.finish(batch, entry).await
    }

    /// Lets nobody see a camera, or everybody again who may. What is so already is not done twice.
    pub(crate) async fn set_paused(&self, id: &CameraId, paused: bool, now: UnixMicros) -> Result<(), Problem> {
        let mut batch = self.store.batch().await?;
        let cameras = batch.people().await?.cameras;
        let known = cameras.iter().find(|c| c.id == *id).ok_or_else(|| Problem::NoCamera(id.clone()))?;
        if known.paused.is_some() == paused {
            return Ok(());
        }
        let pause = Pause { since: now, by: self.by.actor.name.clone() };
        batch.set_paused(id, paused.then_some(&pause)).await?;
        let action = if paused { Action::CameraPaused } else { Action::CameraResumed };
        let entry = self.by.entry(now, action).camera(id.clone());
        let name = name_of(&mut batch, id).await?;
        let entry = if let Some(name) = name { entry.target(name) } else { entry };
        self.finish(batch, entry).await
    }
}

/// Also of a camera whose secrets do not open there may be something to do; its name is not known then.
async fn name_of(batch: &mut Batch, id: &CameraId) -> Result<Option<String>, Problem> {
    match batch.camera(id).await {
        Ok(camera) => Ok(camera.map(|camera| camera.name)),
        Err(StoreError::Altered(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

async fn put_in_area(
    batch: &mut Batch,
    record: &mut CameraRecord,
    wish: &CameraWish,
    now: UnixMicros,
) -> Result<(), Problem> {
    match &wish.area {
        Some(Some(path)) => record.place.area = Some(batch.area_at(path, now).await?),
        Some(None) => record.place.area = None,
        None => {}
    }
    Ok(())
}

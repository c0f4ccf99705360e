//! Adding, renaming and removing areas.

use super::{Problem, Ward};
use shared::{
    AreaId, UnixMicros,
    area::{AreaKind, AreaName, AreaPath},
    audit::Action,
};
use store::{Areas, StoreError};

impl Ward {
    /// Adds an area, and those above it that are missing.
    pub(crate) async fn add_area(
        &self,
        path: &AreaPath,
        kind: Option<AreaKind>,
        now: UnixMicros,
    ) -> Result<AreaId, Problem> {
        let name = path.names().last().ok_or(Problem::AreaBad)?;
        let mut batch = self.store.batch().await?;
        let parent = match path.parent() {
            Some(parent) => Some(batch.area_at(&parent, now).await?),
            None => None,
        };
        let id = batch.add_area(parent.as_ref(), name, kind.unwrap_or_else(|| AreaKind::of(name)), now).await?;
        let entry = self.by.entry(now, Action::AreaAdded).target(path.to_string()).with("area", &id);
        self.finish(batch, entry).await?;
        Ok(id)
    }

    /// Gives an area another name; answers its path before.
    pub(crate) async fn rename_area(&self, id: &AreaId, name: &AreaName, now: UnixMicros) -> Result<String, Problem> {
        let mut batch = self.store.batch().await?;
        let path = path(&batch.areas().await?, id)?;
        batch.rename_area(id, name).await?;
        let entry = self.by.entry(now, Action::AreaChanged).target(&path).with("area", id).with("name", name.as_str());
        self.finish(batch, entry).await?;
        Ok(path)
    }

    /// Takes an empty area away; answers its path.
    pub(crate) async fn remove_area(&self, id: &AreaId, now: UnixMicros) -> Result<String, Problem> {
        let mut batch = self.store.batch().await?;
        let path = path(&batch.areas().await?, id)?;
        batch.remove_area(id).await?;
        let entry = self.by.entry(now, Action::AreaRemoved).target(&path).with("area", id);
        self.finish(batch, entry).await?;
        Ok(path)
    }
}

fn path(areas: &Areas, id: &AreaId) -> Result<String, Problem> {
    areas.get(id).ok_or(StoreError::NoArea)?;
    Ok(areas.path(id).into_iter().map(AreaName::as_str).collect::<Vec<_>>().join("/"))
}

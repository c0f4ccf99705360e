//! The list of cameras in and out.

use super::{Problem, Ward};
use crate::{
    Failure,
    roster::{Done, Format, Import, Sheet, write},
};
use shared::{UnixMicros, audit::Action, text::cli};
use store::{CameraRecord, Stored};

/// A list that was written.
pub(crate) struct Listed {
    /// CSV with a byte order mark.
    pub(crate) bytes: Vec<u8>,
    /// How many cameras stand in it.
    pub(crate) cameras: usize,
    /// How many do not, since their secrets cannot be read.
    pub(crate) skipped: usize,
}

impl Ward {
    /// Brings a list in where all of it is right, or only tells what it would do.
    pub(crate) async fn import(&self, sheet: &Sheet, dry: bool, now: UnixMicros) -> Result<Done, Problem> {
        let mut batch = self.store.batch().await?;
        let import = Import { site: &self.site, networks: &self.cameras.networks, now };
        let done = import.run(sheet, &mut batch).await?;
        if done.faults.is_empty() && !dry {
            let entry = self.by.entry(now, Action::CamerasImported).with("added", &done.added.len());
            self.finish(batch, entry.with("changed", &done.changed.len())).await?;
        }
        Ok(done)
    }

    /// Writes all cameras into a list. That it goes somewhere is for the caller to record, once it does.
    pub(crate) async fn export(&self, format: Format) -> Result<Listed, Problem> {
        let (stored, areas) = (self.store.cameras().await?, self.store.areas().await?);
        let all = stored.len();
        let whole = |s| if let Stored::Whole(record) = s { Some(record) } else { None };
        let cameras: Vec<CameraRecord> = stored.into_iter().filter_map(whole).collect();
        let mut bytes = Vec::new();
        write(&mut bytes, &cameras, &areas, format).map_err(|e| Failure::new(cli::OUTPUT, [("error", &e)]))?;
        Ok(Listed { bytes, cameras: cameras.len(), skipped: all - cameras.len() })
    }

    /// Records that a list was taken out.
    pub(crate) async fn exported(&self, listed: &Listed, format: Format, now: UnixMicros) -> Result<(), Problem> {
        let entry = self.by.entry(now, Action::CamerasExported).with("cameras", &listed.cameras);
        let entry = entry.with("secrets", if format.secrets { "yes" } else { "no" });
        Ok(self.store.append_audit(&[entry]).await?)
    }
}

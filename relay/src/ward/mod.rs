//! The ward's cameras and areas as they are changed: by the command line and by admins in the browser alike. Belongs here:
//! each change together with its row in the audit, trying a camera. Does not: HTTP, printing, who may do this.

mod areas;
mod cameras;
mod lists;
mod probe;
mod problem;

pub(crate) use problem::Problem;

use crate::{config::Config, people::By};
use probe::PROBES;
use shared::{SiteId, audit::Entry};
use std::sync::Arc;
use store::{Batch, Store};
use tokio::sync::Semaphore;

/// Everything that is done with cameras and areas goes through this desk. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Ward {
    store: Store,
    site: SiteId,
    cameras: Arc<camera::Settings>,
    probes: Arc<Semaphore>,
    by: By,
}

impl Ward {
    /// A desk over a store, at which somebody stands.
    pub(crate) fn new(store: Store, config: &Config, by: By) -> Self {
        let cameras = Arc::new(config.cameras.clone());
        Self { store, site: config.site.clone(), cameras, probes: Arc::new(Semaphore::new(PROBES)), by }
    }

    /// The same desk with somebody else standing at it: what is done there is put down to him.
    pub(crate) fn acting(&self, by: By) -> Self {
        Self { by, ..self.clone() }
    }

    /// Writes what was done into the audit and makes both happen, together or not at all.
    async fn finish(&self, mut batch: Batch, entry: Entry) -> Result<(), Problem> {
        batch.append_audit(&[entry]).await?;
        Ok(batch.commit().await?)
    }
}

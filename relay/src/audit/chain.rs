//! What the last check of the stored audit has found, for whoever looks at it in a browser. Belongs here: checking now and
//! then, one check at a time. Does not: how rows are checked (see `shared::audit`).

use super::{CheckError, check};
use crate::Failure;
use shared::UnixMicros;
use std::{sync::Arc, time::Duration};
use store::{Store, StoreError};
use tokio::{
    sync::{Mutex, watch},
    time::timeout,
};

/// What was found so long ago is looked at again by the next who asks.
const FRESH: Duration = Duration::from_secs(300);
/// How long a page waits for a check. One of a million rows takes longer and is shown the next time.
const PATIENCE: Duration = Duration::from_secs(2);

/// What a check has found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// When it ended.
    pub(crate) at: UnixMicros,
    /// How many rows are whole, or what is wrong first.
    pub(crate) rows: Result<u64, Failure>,
}

/// The stored audit and what was found last; a handle to share.
#[derive(Clone)]
pub(crate) struct Chain {
    store: Store,
    found: watch::Sender<Option<Found>>,
    turn: Arc<Mutex<()>>,
}

impl Chain {
    pub(crate) fn new(store: Store) -> Self {
        Self { store, found: watch::Sender::new(None), turn: Arc::default() }
    }

    /// What was found last; a check begins where that is old. `None` while the first one takes its time.
    pub(crate) async fn look(&self, now: UnixMicros) -> Option<Found> {
        let mut news = self.found.subscribe();
        let last = news.borrow_and_update().clone();
        if last.as_ref().is_some_and(|found| found.at <= now && now.since(found.at) < FRESH) {
            return last;
        }
        if let Ok(turn) = self.turn.clone().try_lock_owned() {
            let chain = self.clone();
            tokio::spawn(async move {
                chain.check().await;
                drop(turn);
            });
        }
        // Whoever would tell is held by us, so that only the time can end this.
        let _ = timeout(PATIENCE, news.changed()).await;
        news.borrow().clone()
    }

    async fn check(&self) {
        let rows = match check(&self.store).await {
            Ok(found) => Ok(found.map_or(0, |(whole, _)| whole.rows)),
            Err(
                error @ (CheckError::Broken(_) | CheckError::Store(StoreError::AuditKey | StoreError::AuditBroken)),
            ) => {
                tracing::error!(%error, "the audit is not whole");
                Err(error.into())
            }
            Err(error) => {
                tracing::error!(%error, "the audit cannot be checked; it is tried again");
                return self.found.send_modify(|_| ());
            }
        };
        self.found.send_replace(Some(Found { at: hub::clock::now().time, rows }));
    }
}

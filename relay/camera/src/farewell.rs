//! How sessions end. The library sends a TEARDOWN when a session is dropped, from a task of its own.
//! Belongs here: waiting for those tasks, and ending a session without one. Does not: when sessions end.

use retina::client::SessionGroup;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::{runtime::Builder, task::JoinSet};

/// Every session that may still be told of its end. Each is a group of its own, so that one that was cut is waited for by
/// nobody.
#[derive(Default)]
pub(crate) struct Sessions(Mutex<Vec<Weak<SessionGroup>>>);

impl Sessions {
    /// The group for a session that is about to begin; the session and its TEARDOWN keep it alive.
    pub(crate) fn begin(&self) -> Arc<SessionGroup> {
        let group = Arc::default();
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.retain(|group| group.strong_count() > 0);
        all.push(Arc::downgrade(&group));
        group
    }

    /// Waits until every session that was dropped has been told so; whether all were. In tasks of their own: a camera's
    /// strange session must not take the others with it.
    pub(crate) async fn ended(&self) -> bool {
        let all = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        let mut ending: JoinSet<_> = all
            .iter()
            .filter_map(Weak::upgrade)
            .map(|group| async move { group.await_teardown().await.is_ok() })
            .collect();
        let mut told = true;
        while let Some(ended) = ending.join_next().await {
            told &= ended.unwrap_or(false);
        }
        told
    }
}

/// Drops a session whose camera sends without end: an answer to a TEARDOWN would be looked for in the same flood, with
/// nothing to bound it. The library's task goes to a runtime that never runs, and ends with it; the connection is reset.
pub(crate) fn cut<T>(session: T) {
    let Ok(nowhere) = Builder::new_current_thread().build() else { return };
    let inside = nowhere.enter();
    drop(session);
    drop(inside);
    nowhere.shutdown_background();
}

#[cfg(test)]
mod tests {
    use super::*;

    struct SaysGoodbye(Arc<()>);

    impl Drop for SaysGoodbye {
        fn drop(&mut self) {
            let kept = self.0.clone();
            tokio::spawn(async move {
                let _kept = kept;
                std::future::pending::<()>().await;
            });
        }
    }

    #[tokio::test]
    async fn what_is_cut_leaves_no_task_behind() {
        let mark = Arc::new(());
        cut(SaysGoodbye(mark.clone()));
        assert_eq!(Arc::strong_count(&mark), 1);
        drop(SaysGoodbye(mark.clone()));
        assert_eq!(Arc::strong_count(&mark), 2);
    }

    #[tokio::test]
    async fn only_sessions_that_are_there_are_waited_for() {
        let sessions = Sessions::default();
        let first = sessions.begin();
        drop(sessions.begin());
        let _third = sessions.begin();
        assert_eq!(sessions.0.lock().unwrap().len(), 2);
        drop(first);
        assert!(sessions.ended().await);
    }
}

//! What goes on by itself: sessions that are used last longer, what has ended is cleared away.

use super::{People, Problem};
use shared::{SessionId, UnixMicros};
use std::{collections::BTreeMap, sync::PoisonError, time::Duration};
use store::people::{Swept, Traces};
use tokio::time::sleep;

/// Days without a login after which a device is strange again.
pub const DEVICE_DAYS: u64 = 400;
/// That a session is used is written no more often than this.
const WRITE_EVERY: Duration = Duration::from_secs(600);
/// How often what has ended is cleared away.
const CLEAR_EVERY: Duration = Duration::from_secs(3600);
/// Sessions whose last writing is remembered; of more, some are written more often.
const REMEMBERED: usize = 10_000;

/// When each session's use was written last.
#[derive(Default)]
pub(super) struct Seen(BTreeMap<SessionId, UnixMicros>);

impl Seen {
    /// Whether it is time to write it again.
    fn due(&mut self, session: &SessionId, now: UnixMicros) -> bool {
        if self.0.get(session).is_some_and(|last| now.since(*last) < WRITE_EVERY && *last <= now) {
            return false;
        }
        if self.0.len() >= REMEMBERED {
            self.0.clear();
        }
        self.0.insert(session.clone(), now);
        true
    }
}

impl People {
    /// Notes that a session is used: it ends later for it. Cheap to call at each request.
    pub async fn touch(&self, traces: &Traces, session: &SessionId, now: UnixMicros) -> Result<(), Problem> {
        if !self.0.seen.lock().unwrap_or_else(PoisonError::into_inner).due(session, now) {
            return Ok(());
        }
        Ok(traces.touch_session(session, now, self.session_end(now)).await?)
    }

    /// Clears away what has ended, once an hour, for as long as it is asked to; `after` is done behind each time.
    pub async fn tend<F: Future<Output = ()>>(&self, traces: &Traces, after: impl Fn() -> F) {
        loop {
            sleep(CLEAR_EVERY).await;
            match self.upkeep(traces, hub::clock::now().time).await {
                Ok(swept) => tracing::debug!(?swept, "what has ended was cleared away"),
                Err(error) => tracing::error!(%error, "what has ended could not be cleared away"),
            }
            after().await;
        }
    }

    /// Clears away what has ended; once an hour will do. The facts are to be read again afterwards: what is written of
    /// sessions that are in use is no news by itself, and the facts still have their old ends.
    pub async fn upkeep(&self, traces: &Traces, now: UnixMicros) -> Result<Swept, Problem> {
        let devices = UnixMicros(now.0.saturating_sub(DEVICE_DAYS * 86_400 * 1_000_000));
        Ok(traces.sweep(now, devices).await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn use_is_written_every_ten_minutes_and_after_the_clock_was_put_back() {
        let (mut seen, a, b) = (Seen::default(), "a".parse().unwrap(), "b".parse().unwrap());
        let at = |secs: u64| UnixMicros(secs * 1_000_000);
        for (session, secs, due) in
            [(&a, 1000, true), (&a, 1599, false), (&b, 1599, true), (&a, 1600, true), (&a, 10, true), (&a, 11, false)]
        {
            assert_eq!(seen.due(session, at(secs)), due, "{secs}");
        }
    }
}

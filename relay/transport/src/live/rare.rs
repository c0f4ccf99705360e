//! What a session waits for besides messages and frames. A session wakes for every frame of every tile; each of these
//! registers itself where it waits once, and is looked at only when it has something. Does not: what follows from them.

use futures::{
    StreamExt,
    stream::{BoxStream, SelectAll, once, select_all, unfold},
};
use hub::HubEvent;
use std::time::Duration;
use tokio::{
    sync::{
        broadcast::{self, error::RecvError},
        watch,
    },
    time::{MissedTickBehavior, interval},
};

/// One of them.
#[derive(Debug)]
pub(super) enum Rare {
    /// The relay stops.
    Stop,
    /// News of the hub.
    Event(Result<HubEvent, RecvError>),
    /// A second has passed.
    Second,
}

pub(super) type All = SelectAll<BoxStream<'static, Rare>>;

pub(super) fn all(events: broadcast::Receiver<HubEvent>, mut shutdown: watch::Receiver<bool>) -> All {
    let stop = once(async move {
        // A sender that is gone has stopped, too.
        let _ = shutdown.wait_for(|stop| *stop).await;
        Rare::Stop
    });
    let events = unfold(events, async |mut events| Some((Rare::Event(events.recv().await), events)));
    let mut seconds = interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let seconds = unfold(seconds, async |mut seconds| {
        seconds.tick().await;
        Some((Rare::Second, seconds))
    });
    select_all([stop.boxed(), events.boxed(), seconds.boxed()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn everything_comes_that_is_not_a_frame() {
        let (tell, events) = broadcast::channel(4);
        let (stop, stopped) = watch::channel(false);
        let mut rare = all(events, stopped);
        for _ in 0..3 {
            assert!(matches!(rare.next().await, Some(Rare::Second)));
        }
        tell.send(HubEvent::List(7)).unwrap();
        assert!(matches!(rare.next().await, Some(Rare::Event(Ok(HubEvent::List(7))))));
        stop.send_replace(true);
        assert!(matches!(rare.next().await, Some(Rare::Stop)));
        drop(tell);
        assert!(matches!(rare.next().await, Some(Rare::Event(Err(RecvError::Closed)))));
    }
}

//! A bound on what a camera can make the RTSP library hold. The library waits for the end of whatever has begun: a header
//! line, a body of the length that was said, a fragmented NAL unit, an access unit. A camera that never ends it would
//! fill the memory at its line's rate until a time limit. So the memory itself is watched, whatever it is used for.
//! Belongs here: ending work that has grown too large. Does not: counting (see `heap`).

use crate::{Failure, farewell::cut, heap};
use hub::MAX_UNIT_BYTES;
use shared::wire::Reason;
use std::{
    future::{Future, poll_fn},
    pin::{Pin, pin},
    task::{Context, Poll},
};
use tokio::task::coop::consume_budget;

/// What an answer may make a session hold. Real descriptions have a few KB; parsed, 128 KiB stay well below this.
pub(crate) const ANSWER: usize = 1 << 20;

/// What an access unit may make a session hold before it is whole. The library keeps it in a ring whose size is a power
/// of two: twice the largest unit that goes on to viewers, and room for the list of its pieces. So a unit of up to 16 MiB
/// still comes out whole, to be dropped and counted like any other that is over the limit.
pub(crate) const UNIT: usize = 3 * MAX_UNIT_BYTES;

/// Of the 128 operations that tokio grants a task at a time, so many are given away: the library otherwise reads for as
/// long as there is something, and the memory can be looked at only in between.
const GIVEN_AWAY: usize = 120;

/// Does the work, or gives it up while it is under way and holds more than `most` bytes more than when it began. A
/// session that the work owns is then cut off.
pub(crate) async fn within<F: Future + Unpin>(most: usize, mut work: F) -> Result<F::Output, Failure> {
    let mut grown = 0isize;
    let done = poll_fn(|cx| {
        give_away(cx);
        // A task moves between threads, but not within a poll.
        let before = heap::held();
        let polled = Pin::new(&mut work).poll(cx);
        grown = grown.saturating_add(heap::held().wrapping_sub(before));
        match polled {
            Poll::Ready(done) => Poll::Ready(Some(done)),
            Poll::Pending if grown > most.cast_signed() => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    });
    done.await.ok_or_else(|| {
        cut(work);
        let detail = format!("something that does not end: over {} KiB are held for it", most >> 10);
        Failure::new(Reason::ProtocolError, detail)
    })
}

fn give_away(cx: &mut Context<'_>) {
    for _ in 0..GIVEN_AWAY {
        // With nothing left to give, the work itself finds out.
        let _ = pin!(consume_budget()).poll(cx);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{io, task::ready, time::Duration};
    use tokio::{
        io::{AsyncRead, AsyncReadExt, ReadBuf},
        task::{coop::poll_proceed, yield_now},
        time::{sleep, timeout},
    };

    async fn hoard(step: usize, steps: usize) -> usize {
        let mut held = Vec::new();
        for _ in 0..steps {
            held.push(vec![0u8; step]);
            yield_now().await;
        }
        held.len()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn work_that_grows_over_its_bound_is_given_up() {
        assert_eq!(within(1000, pin!(hoard(100, 8))).await.unwrap(), 8);
        let failure = within(1000, pin!(hoard(100, 1_000_000))).await.unwrap_err();
        assert_eq!(failure.reason, Reason::ProtocolError);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_is_freed_again_does_not_count() {
        let churn = async {
            for _ in 0..1000 {
                hoard(600, 1).await;
            }
        };
        within(1000, pin!(churn)).await.unwrap();
    }

    #[tokio::test]
    async fn what_is_held_when_it_ends_is_the_callers() {
        let large = within(1000, pin!(async { vec![0u8; 50_000] })).await.unwrap();
        assert_eq!(large.len(), 50_000);
    }

    #[tokio::test]
    async fn a_flood_is_looked_at_after_a_few_reads() {
        let mut source = Always(0);
        let mut all = Vec::with_capacity(1000);
        let failure = within(1000, pin!(source.read_to_end(&mut all))).await.unwrap_err();
        assert_eq!(failure.reason, Reason::ProtocolError);
        assert!(source.0 <= 128 - GIVEN_AWAY, "{} reads", source.0);
    }

    #[tokio::test(start_paused = true)]
    async fn time_limits_go_on_around_it() {
        let slow = within(1000, Box::pin(sleep(Duration::from_secs(60))));
        assert!(timeout(Duration::from_secs(1), slow).await.is_err());
    }

    /// Has something at each read, and counts them.
    struct Always(usize);

    impl AsyncRead for Always {
        fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, out: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
            ready!(poll_proceed(cx)).made_progress();
            self.0 += 1;
            let space = out.remaining();
            out.put_slice(&vec![1; space]);
            Poll::Ready(Ok(()))
        }
    }
}

//! One reader, and what it may get: it starts at a keyframe and has no hole without being told.

use super::sent::{Sent, Sizes};
use hub::{Camera, Delivery, Hub, Subscription};
use shared::{Profile, wire::Mode};
use std::sync::Arc;
use tokio::sync::Notify;

pub(super) struct Reader {
    pub(super) source: usize,
    subscription: Subscription,
    mode: Mode,
    sizes: Sizes,
    state: State,
}

/// Where a reader is; with the number of the unit that it got last.
#[derive(Clone, Copy, PartialEq)]
enum State {
    Nothing,
    /// It may have been a poster, behind which the reader waits for the next keyframe.
    First(usize),
    /// The cached GOP; when a new one begins, the rest of it is of no use to a joiner.
    CatchUp(usize),
    Live(usize),
}

impl Reader {
    pub(super) fn join(source: usize, camera: &Camera, mode: Mode, sizes: Sizes) -> Self {
        let (subscription, _) = Hub::subscribe(camera, Profile::Main, mode, Arc::new(Notify::new()));
        Self { source, subscription, mode, sizes, state: State::Nothing }
    }

    /// Takes so many units, or all that there are.
    pub(super) fn take(&mut self, count: usize, sent: &Sent) {
        for _ in 0..count {
            match self.subscription.take() {
                Delivery::Frame { frame, dropped, anew } => {
                    assert_eq!(anew, None, "only a stream without IDR pictures begins anew");
                    let n = usize::try_from(frame.header().pts.0).expect("a unit over the limit is never delivered");
                    assert_eq!(frame.header().key, sent.is_key(n));
                    self.got(n, usize::try_from(dropped).expect("a small count"), sent);
                }
                Delivery::Empty | Delivery::Failing(_) | Delivery::Keyless => return,
                Delivery::Closed => panic!("the camera is still there"),
            }
        }
    }

    /// Its camera is gone: it may get its poster and the last keyframe, and is told.
    pub(super) fn closed(&mut self, sent: &Sent) {
        for _ in 0..3 {
            match self.subscription.take() {
                Delivery::Frame { frame, dropped, anew } => {
                    assert_eq!(anew, None, "only a stream without IDR pictures begins anew");
                    let n = usize::try_from(frame.header().pts.0).expect("a unit over the limit is never delivered");
                    assert!(frame.header().key && dropped == 0);
                    self.got(n, 0, sent);
                }
                Delivery::Closed => return,
                other => panic!("{other:?} of a camera that is gone"),
            }
        }
        panic!("the end was not told");
    }

    fn got(&mut self, n: usize, dropped: usize, sent: &Sent) {
        let key = sent.is_key(n);
        self.state = match self.state {
            State::Nothing => {
                // Whoever joins and then does not read falls behind like anybody else.
                assert!(key && dropped <= n, "{n} is first, {dropped} told");
                State::First(n)
            }
            State::First(last) | State::CatchUp(last) | State::Live(last) if self.mode == Mode::Keyframes => {
                assert!(key && n > last && dropped == 0, "{n} behind {last} of keyframes only");
                State::First(n)
            }
            State::First(last) | State::CatchUp(last) | State::Live(last) => {
                assert!(n > last, "{n} behind {last}");
                let gap = n - last - 1;
                let joining = !matches!(self.state, State::Live(_));
                assert!(dropped == gap || (joining && dropped == 0), "{gap} left out, {dropped} told");
                assert!(gap == 0 || key, "decoding cannot go on at {n} behind {last}");
                assert!(joining || key || sent.within(n, self.sizes), "{n} is over the budget");
                match self.state {
                    State::Live(_) => State::Live(n),
                    _ if gap > 0 || n + 1 == sent.next() => State::Live(n),
                    _ => State::CatchUp(n),
                }
            }
        };
    }
}

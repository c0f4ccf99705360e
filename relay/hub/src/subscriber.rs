//! The reading end of a stream. Belongs here: joining, taking frames, leaving on drop.

use crate::{Failing, Frame, Stream, cursor::Cursor};
use shared::{Pts90k, wire::Mode};
use std::sync::Arc;
use tokio::sync::Notify;

/// A reader of one stream. Leaves when dropped.
pub struct Subscription {
    stream: Arc<Stream>,
    cursor: Cursor,
    mode: Mode,
    id: u64,
    /// At this version of the stream there was nothing.
    empty_at: Option<u64>,
}

/// What a joiner is told first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Frames before this time are the past; `None` where nothing is cached.
    pub live_from: Option<Pts90k>,
    /// The past is one keyframe, and what comes next may be as far away as the next.
    pub is_poster: bool,
}

/// What a reader gets.
#[derive(Debug)]
pub enum Delivery {
    /// The next frame, and how many were left out right before it.
    Frame {
        /// The frame.
        frame: Frame,
        /// Frames left out because the reader was too slow.
        dropped: u64,
        /// The reader begins anew with this frame, whose parameters may be others than those told for its stream before;
        /// frames before this time are the past.
        anew: Option<Pts90k>,
    },
    /// A reader of keyframes cannot be served: the stream has none.
    Keyless,
    /// Nothing now; the waker is notified when there is.
    Empty,
    /// Nothing now, and nothing before the next try: the stream does not come.
    Failing(Failing),
    /// The camera was taken away; nothing will come any more.
    Closed,
}

impl Subscription {
    pub(crate) fn join(stream: Arc<Stream>, mode: Mode, waker: Arc<Notify>) -> (Self, Joined) {
        let id = stream.next_reader_id();
        let mut inner = stream.lock();
        let (cursor, live_from) = Cursor::join(&inner.ring, mode, inner.usual_gop);
        stream.add_reader(id, waker, &mut inner);
        drop(inner);
        let is_poster = cursor.is_poster();
        (Self { stream, cursor, mode, id, empty_at: None }, Joined { live_from, is_poster })
    }

    /// The stream that is read.
    pub fn stream(&self) -> &Arc<Stream> {
        &self.stream
    }

    /// Reads in another mode from the next keyframe on.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
        self.cursor.set_mode(mode);
        self.empty_at = None;
    }

    /// Takes the next frame without waiting.
    pub fn take(&mut self) -> Delivery {
        // Read before looking: what comes in between is then found at the next call.
        let version = self.stream.version();
        if self.empty_at == Some(version) {
            return Delivery::Empty;
        }
        let inner = self.stream.lock();
        if let Some((frame, dropped)) = self.cursor.next(&inner.ring, self.stream.limits()) {
            return Delivery::Frame { frame, dropped, anew: self.cursor.take_anew() };
        }
        if self.mode == Mode::Keyframes && inner.ring.is_keyless() {
            return Delivery::Keyless;
        }
        if inner.closed {
            return Delivery::Closed;
        }
        drop(inner);
        self.empty_at = Some(version);
        self.stream.failing().map_or(Delivery::Empty, Delivery::Failing)
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.stream.remove_reader(self.id);
    }
}

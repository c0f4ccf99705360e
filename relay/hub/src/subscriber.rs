//! The reading end of a stream. Belongs here: joining, taking frames, leaving on drop.

use crate::{Frame, Stream, cursor::Cursor};
use shared::{Pts90k, wire::Mode};
use std::sync::Arc;
use tokio::sync::Notify;

/// A reader of one stream. Leaves when dropped.
pub struct Subscription {
    stream: Arc<Stream>,
    cursor: Cursor,
    id: u64,
}

/// What a joiner is told first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// Frames before this time are the past; `None` where nothing is cached.
    pub live_from: Option<Pts90k>,
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
    },
    /// Nothing now; the waker is notified when there is.
    Empty,
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
        (Self { stream, cursor, id }, Joined { live_from })
    }

    /// The stream that is read.
    pub fn stream(&self) -> &Arc<Stream> {
        &self.stream
    }

    /// Takes the next frame without waiting.
    pub fn take(&mut self) -> Delivery {
        let inner = self.stream.lock();
        match self.cursor.next(&inner.ring, self.stream.limits()) {
            Some((frame, dropped)) => Delivery::Frame { frame, dropped },
            None if inner.closed => Delivery::Closed,
            None => Delivery::Empty,
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.stream.remove_reader(self.id);
    }
}

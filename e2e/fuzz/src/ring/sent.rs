//! What a camera has sent, to hold against what a reader gets.

use hub::Limits;
use std::time::Duration;

/// How far a reader may lag.
#[derive(Clone, Copy)]
pub(super) struct Sizes {
    span: Duration,
    bytes: usize,
}

impl Sizes {
    pub(super) fn of(limits: &Limits) -> Self {
        Self { span: limits.viewer_span, bytes: limits.viewer_bytes }
    }
}

struct One {
    key: bool,
    at: Duration,
    len: usize,
}

/// Units in the order in which they were sent; a unit's number stands in its presentation time.
#[derive(Default)]
pub(super) struct Sent(Vec<One>);

impl Sent {
    pub(super) fn next(&self) -> usize {
        self.0.len()
    }

    pub(super) fn add(&mut self, key: bool, at: Duration, len: usize) {
        self.0.push(One { key, at, len });
    }

    pub(super) fn is_key(&self, n: usize) -> bool {
        self.0[n].key
    }

    /// Whether a reader whose next unit is `n` lags no further than it may.
    pub(super) fn within(&self, n: usize, sizes: Sizes) -> bool {
        let behind = &self.0[n..];
        let span = behind.last().map_or(Duration::ZERO, |newest| newest.at.saturating_sub(behind[0].at));
        span <= sizes.span && behind.iter().map(|one| one.len).sum::<usize>() <= sizes.bytes
    }
}

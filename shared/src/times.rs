//! Points in time and their units. Belongs here: the two clocks of a frame. Does not: reading a clock.

use serde::{Deserialize, Serialize};
use std::time::Duration;

/// A camera's presentation time in ticks of 90 kHz (RFC 6184 §5.1), unwrapped and restamped by the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pts90k(pub i64);

impl Pts90k {
    /// Ticks a second.
    pub const HZ: i64 = 90_000;

    /// From `earlier` to here in microseconds; negative where this lies before it.
    pub fn micros_since(self, earlier: Self) -> i64 {
        let ticks = i128::from(self.0) - i128::from(earlier.0);
        i64::try_from(ticks * 100 / 9).unwrap_or(if ticks < 0 { i64::MIN } else { i64::MAX })
    }
}

/// The relay's wall clock in microseconds since 1970-01-01T00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UnixMicros(pub u64);

impl UnixMicros {
    /// How long `earlier` lies back; zero where it lies ahead.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_micros(self.0.saturating_sub(earlier.0))
    }
}

/// Whole seconds since 1970-01-01T00:00Z, as outages are counted: their sums over days and months are exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct UnixSecs(pub u64);

impl UnixSecs {
    /// Seconds that `earlier` lies back; zero where it lies ahead.
    pub fn secs_since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

impl From<UnixMicros> for UnixSecs {
    /// The second that has begun.
    fn from(time: UnixMicros) -> Self {
        Self(time.0 / 1_000_000)
    }
}

impl From<UnixSecs> for UnixMicros {
    fn from(time: UnixSecs) -> Self {
        Self(time.0.saturating_mul(1_000_000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_become_microseconds() {
        assert_eq!(Pts90k(90_000).micros_since(Pts90k(0)), 1_000_000);
        assert_eq!(Pts90k(0).micros_since(Pts90k(9)), -100);
        assert_eq!(Pts90k(i64::MAX).micros_since(Pts90k(i64::MIN)), i64::MAX);
    }
}

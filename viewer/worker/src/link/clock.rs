//! What the relay's clock says now. Belongs here: the offset between two wall clocks, from pings. Does not: reading a clock.

use shared::UnixMicros;
use std::collections::VecDeque;

/// Samples that are compared; at one every two seconds, half a minute.
const SAMPLES: usize = 16;

/// The relay's clock as seen from here.
#[derive(Debug, Default)]
pub struct RelayClock {
    /// Round trip and offset, in microseconds.
    samples: VecDeque<(u64, i64)>,
    offset_us: Option<i64>,
}

impl RelayClock {
    /// A `pong` with the relay's time came; all times in microseconds since 1970.
    pub fn pong(&mut self, sent: UnixMicros, received: UnixMicros, relay: UnixMicros) {
        let round_trip = received.0.saturating_sub(sent.0);
        let offset = relay.0 as i64 - (sent.0 + round_trip / 2) as i64;
        if self.samples.len() == SAMPLES {
            self.samples.pop_front();
        }
        self.samples.push_back((round_trip, offset));
        // The quickest answer says most: half of its way is the most that it can be wrong by.
        self.offset_us = self.samples.iter().min_by_key(|(trip, _)| *trip).map(|(_, offset)| *offset);
    }

    /// Something the relay received at `time` has reached us: its clock is at least there.
    pub fn at_least(&mut self, time: UnixMicros, here: UnixMicros) {
        if self.samples.is_empty() {
            let bound = time.0 as i64 - here.0 as i64;
            self.offset_us = Some(self.offset_us.map_or(bound, |offset| offset.max(bound)));
        }
    }

    /// One of the clocks was set, or the machine slept: measure anew, and keep what is known until then.
    pub fn doubt(&mut self) {
        self.samples.clear();
    }

    /// The relay's time when it is `here` on our clock.
    pub fn now(&self, here: UnixMicros) -> UnixMicros {
        UnixMicros(here.0.saturating_add_signed(self.offset_us.unwrap_or(0)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: u64 = 3_600_000_000;

    #[test]
    fn the_quickest_answer_counts() {
        let mut clock = RelayClock::default();
        let t = UnixMicros;
        clock.pong(t(10 * HOUR), t(10 * HOUR + 900_000), t(9 * HOUR + 800_000));
        clock.pong(t(10 * HOUR), t(10 * HOUR + 20_000), t(9 * HOUR + 10_000));
        clock.pong(t(10 * HOUR), t(10 * HOUR + 500_000), t(9 * HOUR));
        assert_eq!(clock.now(t(10 * HOUR)), t(9 * HOUR));
        for _ in 0..SAMPLES {
            clock.pong(t(10 * HOUR), t(10 * HOUR + 30_000), t(9 * HOUR + 25_000));
        }
        assert_eq!(clock.now(t(10 * HOUR)), t(9 * HOUR + 10_000), "old answers are forgotten");
    }

    #[test]
    fn before_the_first_pong_a_frame_gives_a_bound() {
        let mut clock = RelayClock::default();
        assert_eq!(clock.now(UnixMicros(5)), UnixMicros(5));
        clock.at_least(UnixMicros(HOUR), UnixMicros(10));
        clock.at_least(UnixMicros(HOUR - 50), UnixMicros(10));
        assert_eq!(clock.now(UnixMicros(20)), UnixMicros(HOUR + 10));
        clock.pong(UnixMicros(20), UnixMicros(40), UnixMicros(HOUR + 30));
        clock.doubt();
        assert_eq!(clock.now(UnixMicros(30)), UnixMicros(HOUR + 30));
    }
}

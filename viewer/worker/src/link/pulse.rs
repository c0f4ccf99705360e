//! Whether the socket is alive. Belongs here: our own time limits, because a network that vanished closes nothing.
//! Does not: the socket.

/// From one ping to the next.
const PING_MS: f64 = 2_000.0;
/// A socket that says nothing for this long is dead.
const SILENCE_MS: f64 = 5_000.0;
/// A socket that is not open after this long will not be.
const OPENING_MS: f64 = 5_000.0;
/// After a sleep the answer to the ping must come within this time.
const WAKE_MS: f64 = 1_500.0;

/// What is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// A ping.
    Ping,
    /// The end of this socket.
    Close,
}

/// One socket's signs of life.
#[derive(Debug)]
pub struct Pulse {
    open: bool,
    deadline_ms: f64,
    next_ping_ms: f64,
}

impl Pulse {
    /// A socket whose opening begins now.
    pub fn opening(now_ms: f64) -> Self {
        Self { open: false, deadline_ms: now_ms + OPENING_MS, next_ping_ms: 0.0 }
    }

    /// It is open; the first ping is due.
    pub fn opened(&mut self, now_ms: f64) {
        *self = Self { open: true, deadline_ms: now_ms + SILENCE_MS, next_ping_ms: now_ms };
    }

    /// Something came.
    pub fn heard(&mut self, now_ms: f64) {
        if self.open {
            self.deadline_ms = now_ms + SILENCE_MS;
        }
    }

    /// The page or the machine slept: ask at once, and do not wait as long.
    pub fn woke(&mut self, now_ms: f64) {
        if self.open {
            self.next_ping_ms = now_ms;
            self.deadline_ms = now_ms + WAKE_MS;
        }
    }

    /// What is due now.
    pub fn tick(&mut self, now_ms: f64) -> Due {
        if now_ms >= self.deadline_ms {
            Due::Close
        } else if self.open && now_ms >= self.next_ping_ms {
            self.next_ping_ms = now_ms + PING_MS;
            Due::Ping
        } else {
            Due::Nothing
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_has_a_limit() {
        let mut pulse = Pulse::opening(0.0);
        assert_eq!(pulse.tick(4_999.0), Due::Nothing);
        assert_eq!(pulse.tick(5_000.0), Due::Close);
    }

    #[test]
    fn pings_every_two_seconds_and_silence_ends_it() {
        let mut pulse = Pulse::opening(0.0);
        pulse.opened(100.0);
        assert_eq!(
            [100.0, 200.0, 2_100.0, 4_200.0].map(|t| pulse.tick(t)),
            [Due::Ping, Due::Nothing, Due::Ping, Due::Ping]
        );
        pulse.heard(4_000.0);
        assert_eq!(pulse.tick(8_999.0), Due::Ping);
        assert_eq!(pulse.tick(9_000.0), Due::Close);
    }

    #[test]
    fn after_a_sleep_the_answer_must_come_soon() {
        let mut pulse = Pulse::opening(0.0);
        pulse.opened(0.0);
        pulse.woke(60_000.0);
        assert_eq!(pulse.tick(60_000.0), Due::Ping);
        assert_eq!(pulse.tick(61_500.0), Due::Close);
    }
}

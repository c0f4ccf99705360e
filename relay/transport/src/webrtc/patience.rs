//! How long a session waits for its viewer. Belongs here: the limits of time. Pure. Does not: clocks, what was heard.

use std::time::{Duration, Instant};

/// Nothing is sent to a viewer who was not heard for so long: browsers report each second.
const SILENT: Duration = Duration::from_secs(5);
/// A viewer who was not heard for so long is gone.
const GONE: Duration = Duration::from_secs(15);
/// So long a connection may take, however much is heard on the way: checks alone keep no session.
const CONNECTING: Duration = Duration::from_secs(30);

/// What is known of a session's viewer.
#[derive(Debug)]
pub(super) struct Patience {
    opened: Instant,
    heard: Instant,
    is_connected: bool,
    is_silent: bool,
}

impl Patience {
    /// Of a session that is opened now.
    pub(super) fn new(now: Instant) -> Self {
        Self { opened: now, heard: now, is_connected: false, is_silent: false }
    }

    /// The viewer was heard. Tells whether it had fallen silent.
    pub(super) fn hear(&mut self, now: Instant) -> bool {
        self.heard = now;
        std::mem::take(&mut self.is_silent)
    }

    /// The connection stands. Tells whether that is new.
    pub(super) fn connected(&mut self) -> bool {
        !std::mem::replace(&mut self.is_connected, true)
    }

    /// There is somebody to send to.
    pub(super) fn is_there(&self) -> bool {
        self.is_connected && !self.is_silent
    }

    /// Looks at the time, once a second. Tells whether the session goes on.
    pub(super) fn goes_on(&mut self, now: Instant) -> bool {
        let silence = now.saturating_duration_since(self.heard);
        self.is_silent = silence > SILENT;
        let connects = self.is_connected || now.saturating_duration_since(self.opened) <= CONNECTING;
        connects && silence <= GONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_alone_keep_no_session() {
        let opened = Instant::now();
        let at = |secs| opened + Duration::from_secs(secs);
        let mut patience = Patience::new(opened);
        for secs in 1..=30 {
            patience.hear(at(secs));
            assert!(patience.goes_on(at(secs)), "{secs}");
        }
        patience.hear(at(31));
        assert!(!patience.goes_on(at(31)));
    }

    #[test]
    fn a_viewer_who_stands_stays_for_as_long_as_it_is_heard() {
        let opened = Instant::now();
        let at = |secs| opened + Duration::from_secs(secs);
        let mut patience = Patience::new(opened);
        assert!(patience.connected() && !patience.connected());
        assert!(!patience.hear(at(100)));
        assert!(patience.goes_on(at(105)) && patience.is_there());
        assert!(patience.goes_on(at(106)) && !patience.is_there());
        assert!(patience.hear(at(107)) && patience.is_there());
        assert!(patience.goes_on(at(122)));
        assert!(!patience.goes_on(at(123)));
    }
}

//! Whether what should give pictures does. Belongs here: how long nothing may come, by what is waited for. Does not: decoders,
//! and what follows where one is silent (see `ladder`).

/// A decoder that takes units and gives nothing for this long is silent.
const SILENT_MS: f64 = 2_000.0;
/// A player is given longer: one that has stalled is put at the live edge first, when it is 2 s behind.
const PLAYER_SILENT_MS: f64 = 5_000.0;
/// Unless it may still hold them all back: no stream shifts its pictures by more (`max_dec_frame_buffering`, ITU-T H.264 A.3.1).
const MOST_HELD_BACK: usize = 16;
/// After this long it is silent whatever it may hold.
const DEAD_MS: f64 = 8_000.0;
/// A track that gives nothing for this long, of a camera that the relay hears, is of no use.
const NOTHING_COMES_MS: f64 = 6_000.0;
/// The same where only keyframes are sent.
const NO_KEY_COMES_MS: f64 = 25_000.0;

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waits {
    /// A decoder, with so many units inside.
    Decoder(usize),
    /// A player, with so many units in front of it.
    Player(usize),
    /// A player or a worker that has shown nothing yet, with so many units in front of it: on a slow phone it takes its time to
    /// start, and the canary tells whether it ever will.
    Start(usize),
    /// A track on which every picture is sent.
    Track,
    /// A track on which keyframes are sent.
    TrackOfKeyframes,
    /// Stills, which come when they come.
    Stills,
}

/// Watches one feed.
#[derive(Debug, Default)]
pub struct Watchdog {
    since_ms: Option<f64>,
}

impl Watchdog {
    /// Something is waited for, if nothing was yet.
    pub fn wait(&mut self, now_ms: f64) {
        self.since_ms.get_or_insert(now_ms);
    }

    /// What was waited for is waited for from here on anew: a picture came of what sends them by itself, nobody looks, the
    /// machine slept.
    pub fn restart(&mut self, now_ms: f64) {
        if let Some(since_ms) = &mut self.since_ms {
            *since_ms = now_ms;
        }
    }

    /// Nothing is waited for any more.
    pub fn rest(&mut self) {
        self.since_ms = None;
    }

    /// It has been silent for too long.
    pub fn is_silent(&self, waits: Waits, now_ms: f64) -> bool {
        let Some(since_ms) = self.since_ms else { return false };
        let waited_ms = now_ms - since_ms;
        match waits {
            Waits::Decoder(held) => {
                (waited_ms > SILENT_MS && held > MOST_HELD_BACK) || (waited_ms > DEAD_MS && held > 1)
            }
            Waits::Player(held) => {
                (waited_ms > PLAYER_SILENT_MS && held > MOST_HELD_BACK) || (waited_ms > DEAD_MS && held > 1)
            }
            Waits::Start(held) => waited_ms > DEAD_MS && held > 1,
            Waits::Track => waited_ms > NOTHING_COMES_MS,
            Waits::TrackOfKeyframes => waited_ms > NO_KEY_COMES_MS,
            Waits::Stills => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_may_hold_back_what_its_stream_allows_but_not_for_ever() {
        let mut dog = Watchdog::default();
        assert!(!dog.is_silent(Waits::Decoder(100), 9e9), "nothing went in");
        dog.wait(0.0);
        dog.wait(1_900.0);
        let cases =
            [(2_000.0, 17, false), (2_001.0, 17, true), (2_001.0, 16, false), (8_001.0, 2, true), (9e9, 1, false)];
        for (now_ms, held, silent) in cases {
            assert_eq!(dog.is_silent(Waits::Decoder(held), now_ms), silent, "{held} at {now_ms} ms");
        }
        let cases = [(5_000.0, 17, false), (5_001.0, 17, true), (8_000.0, 16, false), (8_001.0, 2, true)];
        for (now_ms, held, silent) in cases {
            assert_eq!(dog.is_silent(Waits::Player(held), now_ms), silent, "a player's {held} at {now_ms} ms");
        }
        assert_eq!([8_000.0, 8_001.0].map(|now_ms| dog.is_silent(Waits::Start(100), now_ms)), [false, true]);
        dog.rest();
        assert!(!dog.is_silent(Waits::Decoder(100), 9e9), "a picture came");
    }

    #[test]
    fn a_track_is_given_longer_and_stills_for_ever() {
        let mut dog = Watchdog::default();
        dog.restart(0.0);
        assert!(!dog.is_silent(Waits::Track, 9e9), "what was not waited for is not now");
        dog.wait(0.0);
        for (waits, at_ms) in [(Waits::Track, 6_000.0), (Waits::TrackOfKeyframes, 25_000.0)] {
            assert_eq!([at_ms, at_ms + 1.0].map(|now_ms| dog.is_silent(waits, now_ms)), [false, true], "{waits:?}");
        }
        assert!(!dog.is_silent(Waits::Stills, 9e9));
    }

    #[test]
    fn a_machine_that_slept_has_not_waited() {
        let mut dog = Watchdog::default();
        dog.wait(0.0);
        dog.restart(3_600_000.0);
        assert!(!dog.is_silent(Waits::Track, 3_606_000.0));
        assert!(dog.is_silent(Waits::Track, 3_606_001.0));
    }
}

//! Two clocks side by side: the wall clock that people read and set, and one that never jumps. Belongs here: telling
//! whether both went on evenly. Does not: what follows from it.

use shared::UnixSecs;
use std::time::Duration;

/// The wall clock was set if it went further from the other than this; a time server's corrections stay below.
const SET_BY: Duration = Duration::from_secs(5);
/// A process that did not run for this long has seen no camera meanwhile.
const ASLEEP: Duration = Duration::from_secs(30);

/// A moment on both clocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    /// The wall clock.
    pub(crate) wall: UnixSecs,
    /// The even clock, since any moment.
    pub(crate) even: Duration,
}

impl Moment {
    /// This moment.
    pub(crate) fn now() -> Self {
        let now = hub::clock::now();
        Self { wall: now.time.into(), even: now.at }
    }

    /// Whether the wall clock tells how long it was from `before` to here, and the process ran all the while.
    pub(crate) fn follows(self, before: Self) -> bool {
        let even = self.even.saturating_sub(before.even);
        let wall = i128::from(self.wall.0) - i128::from(before.wall.0);
        let apart = wall * 1000 - even.as_millis() as i128;
        even <= ASLEEP && apart.unsigned_abs() <= SET_BY.as_millis()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_and_a_process_that_slept_are_noticed() {
        let at = |wall, even| Moment { wall: UnixSecs(wall), even: Duration::from_secs(even) };
        let before = at(1000, 50);
        for (wall, even, follows) in [
            (1001, 51, true),
            (1000, 51, true),
            (1004, 51, true),
            (999, 50, true),
            (1030, 80, true),
            (1008, 51, false),   // set forward
            (2000, 51, false),   // far
            (990, 51, false),    // set back
            (0, 51, false),      // to the beginning
            (1031, 81, false),   // stopped and continued
            (5000, 4050, false), // the same for long
            (1600, 51, false),   // suspended: the even clock stood still
        ] {
            assert_eq!(at(wall, even).follows(before), follows, "{wall} {even}");
        }
    }
}

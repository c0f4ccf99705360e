//! RTP time stamps of one track, whatever cameras it shows one after another. Belongs here: arithmetic. Does not: sequence
//! numbers, sending.
//!
//! A picture's time is that of the relay's wall clock when it had come, in 1/90000 s modulo 2³². The camera's own clock
//! gives the distances, so that what the network did on the way to the relay is not played; where the two come apart by
//! more than [`APART`], the wall clock wins. Time never goes back on a track.

use shared::{Pts90k, UnixMicros};

const APART: i64 = Pts90k::HZ / 4;
/// The distance of pictures that are to be shown at once.
const STEP: i64 = Pts90k::HZ / 1000;

/// One track's time.
#[derive(Debug, Default)]
pub(super) struct Stamps {
    /// From the camera's clock to ours.
    offset: Option<i64>,
    last: Option<i64>,
}

/// Where a picture stands in the stream of its camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// It has just come, or is shown for itself, as old as it is.
    Now,
    /// It is decoded only because later ones need it, which follow at once.
    Past,
}

impl Stamps {
    /// The next picture comes from another camera or from another time.
    pub(super) fn restart(&mut self) {
        self.offset = None;
    }

    /// A picture's time stamp: `pts` by the camera, `came` by the relay. `None`: it is older than what the track has shown.
    pub(super) fn next(&mut self, pts: Pts90k, came: UnixMicros, when: When, now: UnixMicros) -> Option<u32> {
        let least = self.last.map(|last| last + STEP);
        let time = match when {
            When::Past => least.unwrap_or_else(|| ticks(now) - APART).max(ticks(now) - APART),
            When::Now => {
                let came = ticks(came);
                let offset = self.offset.filter(|offset| (pts.0.wrapping_add(*offset)).abs_diff(came) < APART as u64);
                let offset = *self.offset.insert(offset.unwrap_or_else(|| came.wrapping_sub(pts.0)));
                let time = pts.0.wrapping_add(offset);
                if least.is_some_and(|least| time + APART < least) {
                    return None;
                }
                time.max(least.unwrap_or(time))
            }
        };
        self.last = Some(time);
        // The wire has 32 bits.
        Some(time as u32)
    }
}

fn ticks(time: UnixMicros) -> i64 {
    (u128::from(time.0) * 9 / 100) as i64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SECOND: u64 = 1_000_000;
    /// A Tuesday of 2026.
    const NOW: u64 = 1_796_000_000 * SECOND;

    fn at(micros: u64) -> UnixMicros {
        UnixMicros(NOW + micros)
    }

    fn live(stamps: &mut Stamps, pts: i64, came: u64) -> Option<u32> {
        stamps.next(Pts90k(pts), at(came), When::Now, at(came))
    }

    #[test]
    fn distances_are_the_cameras_and_the_clock_is_ours() {
        let mut stamps = Stamps::default();
        let first = live(&mut stamps, 5_000, 0).unwrap();
        assert_eq!(first, ticks(at(0)) as u32);
        // Late by 30 ms on the way here: not seen.
        assert_eq!(live(&mut stamps, 8_000, 63_333).unwrap() - first, 3_000);
        // The camera's clock jumps by an hour.
        let jumped = live(&mut stamps, 8_000 + 3_600 * 90_000, 100_000).unwrap();
        assert_eq!(jumped - first, 9_000);
    }

    #[test]
    fn the_past_is_played_at_once_and_the_present_follows() {
        let mut stamps = Stamps::default();
        let past: Vec<u32> =
            (0..30).map(|n| stamps.next(Pts90k(n * 6_000), at(0), When::Past, at(2 * SECOND)).unwrap()).collect();
        assert!(past.windows(2).all(|pair| pair[1] - pair[0] == 90));
        let now = live(&mut stamps, 30 * 6_000, 2 * SECOND).unwrap();
        assert_eq!(now, ticks(at(2 * SECOND)) as u32);
        assert!(now - past[29] < 22_500);
    }

    #[test]
    fn a_lone_picture_of_the_past_looks_as_old_as_it_is() {
        let mut stamps = Stamps::default();
        let stamp = stamps.next(Pts90k(0), at(0), When::Now, at(9 * SECOND)).unwrap();
        assert_eq!(stamp, ticks(at(0)) as u32);
    }

    #[test]
    fn what_is_older_than_what_was_shown_is_not_shown() {
        let mut stamps = Stamps::default();
        live(&mut stamps, 0, 9 * SECOND).unwrap();
        stamps.restart();
        assert_eq!(live(&mut stamps, 77, 4 * SECOND), None);
        assert!(live(&mut stamps, 900, 10 * SECOND).is_some());
    }

    proptest! {
        #[test]
        fn time_never_goes_back(pictures in prop::collection::vec((any::<i64>(), 0..600 * SECOND, any::<bool>(), any::<bool>()), 1..50)) {
            let mut stamps = Stamps::default();
            let mut last = None;
            for (pts, came, past, restart) in pictures {
                if restart { stamps.restart() }
                let when = if past { When::Past } else { When::Now };
                stamps.next(Pts90k(pts), at(came), when, at(600 * SECOND));
                prop_assert!(stamps.last >= last);
                last = stamps.last;
            }
        }
    }
}

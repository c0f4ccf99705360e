//! How fast a camera takes its pictures. Belongs here: the mean distance of units that follow each other. Does not: how fast
//! they come, or are painted (see `rate`).

use shared::Pts90k;

/// Each new distance counts for this part.
const NEWEST: f64 = 0.1;
/// What is further apart, or goes back, is a break and no pace, in seconds.
const LONGEST_SECS: f64 = 2.0;

/// The pace of one stream.
#[derive(Debug, Default)]
pub struct Pace {
    last: Option<(u16, Pts90k)>,
    secs: Option<f64>,
}

impl Pace {
    /// A unit came; what is missing before it tells nothing.
    pub fn unit(&mut self, seq: u16, pts: Pts90k) {
        let before = self.last.replace((seq, pts)).filter(|(last, _)| last.wrapping_add(1) == seq);
        let Some(secs) = before.map(|(_, last)| (pts.0 - last.0) as f64 / 90_000.0) else { return };
        if secs > 0.0 && secs < LONGEST_SECS {
            self.secs = Some(self.secs.map_or(secs, |mean| mean + (secs - mean) * NEWEST));
        }
    }

    /// How many pictures are taken in so many milliseconds, where that is known.
    pub fn pictures_in(&self, ms: f64) -> Option<f64> {
        self.secs.map(|secs| ms / 1000.0 / secs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_and_jumps_do_not_change_it() {
        let mut pace = Pace::default();
        assert_eq!(pace.pictures_in(1_000.0), None);
        for seq in 0..30u16 {
            pace.unit(seq, Pts90k(i64::from(seq) * 6_000));
        }
        let fifteen = |pace: &Pace| assert_eq!(pace.pictures_in(2_000.0).map(f64::round), Some(30.0));
        fifteen(&pace);
        // A minute is missing, the camera's clock goes back, and then on.
        for (seq, pts) in [(900, 5_400_000), (901, 100), (902, 9_000_000), (903, 9_006_000)] {
            pace.unit(seq, Pts90k(pts));
        }
        fifteen(&pace);
        for seq in 904..1_000u16 {
            pace.unit(seq, Pts90k(9_006_000 + i64::from(seq - 903) * 18_000));
        }
        assert_eq!(pace.pictures_in(2_000.0).map(f64::round), Some(10.0), "at night it takes fewer");
    }
}

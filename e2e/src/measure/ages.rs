//! From numbers seen on a screen to ages. Pure. Times are milliseconds on one clock.

use super::stats::percentile;

/// When a camera sends each picture of its endless loop.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clock {
    /// When picture 0 of some round is sent.
    pub round_start_ms: f64,
    /// From one picture to the next.
    pub frame_ms: f64,
    /// Pictures in a round.
    pub frames: u32,
}

/// A number that was first seen at a time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// When.
    pub at_ms: f64,
    /// Which.
    pub count: u16,
}

/// What a viewer has seen of one camera in a span of time.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ages {
    /// The age of what is on the screen, at moments evenly spread.
    pub ages_ms: Vec<f64>,
    /// Pictures that the camera sent in it.
    pub sent: usize,
    /// Of them those that were on the screen in time.
    pub in_time: usize,
}

/// From one look at the clock on the screen to the next.
const STEP_MS: f64 = 50.0;
/// Pictures may seem to be seen this much before they are sent: timers are not exact.
const SLACK_MS: f64 = 50.0;

impl Clock {
    /// How long ago a picture was sent that is on the screen at a time. It is taken for the newest that it can be: an age of
    /// a whole round or more is not seen as such.
    pub fn age_ms(&self, at_ms: f64, count: u16) -> f64 {
        let round_ms = self.frame_ms * f64::from(self.frames);
        let since = at_ms - self.round_start_ms - f64::from(count) * self.frame_ms;
        (since + SLACK_MS).rem_euclid(round_ms) - SLACK_MS
    }

    /// The number of a picture over all rounds.
    fn index(&self, sent_ms: f64) -> i64 {
        ((sent_ms - self.round_start_ms) / self.frame_ms).round() as i64
    }

    /// What was seen from one moment to another of pictures that must be there within `limit_ms`.
    pub fn judge(&self, seen: &[Seen], (from_ms, to_ms): (f64, f64), limit_ms: f64) -> Ages {
        let mut ages = Ages::default();
        let mut at_ms = from_ms;
        while at_ms < to_ms {
            let shown = seen[..seen.partition_point(|s| s.at_ms <= at_ms)].last();
            // What stays longer than a round is as old as it stays.
            ages.ages_ms.extend(shown.map(|s| self.age_ms(s.at_ms, s.count) + at_ms - s.at_ms));
            at_ms += STEP_MS;
        }
        // Those sent last in the span have their time behind it.
        let sent = self.index(from_ms)..self.index(to_ms - limit_ms);
        let mut in_time: Vec<_> = seen
            .iter()
            .filter(|s| self.age_ms(s.at_ms, s.count) <= limit_ms)
            .map(|s| self.index(s.at_ms - self.age_ms(s.at_ms, s.count)))
            .filter(|index| sent.contains(index))
            .collect();
        in_time.sort_unstable();
        in_time.dedup();
        ages.sent = usize::try_from(sent.end - sent.start).unwrap_or_default();
        ages.in_time = in_time.len();
        ages
    }
}

impl Ages {
    /// Those of another tile as well.
    pub fn add(&mut self, other: Self) {
        self.ages_ms.extend(other.ages_ms);
        self.sent += other.sent;
        self.in_time += other.in_time;
    }

    /// An age that this share of all moments does not exceed.
    pub fn percentile_ms(&mut self, percent: f64) -> f64 {
        percentile(&mut self.ages_ms, percent)
    }

    /// How many of 100 pictures came in time.
    pub fn in_time_percent(&self) -> f64 {
        100.0 * self.in_time as f64 / self.sent.max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten pictures a second, a round of two seconds.
    const CLOCK: Clock = Clock { round_start_ms: 10_000.0, frame_ms: 100.0, frames: 20 };

    fn seen(events: &[(f64, u16)]) -> Vec<Seen> {
        events.iter().map(|&(at_ms, count)| Seen { at_ms, count }).collect()
    }

    #[test]
    fn a_number_is_the_newest_picture_that_has_it() {
        for (at_ms, count, age_ms) in [
            (10_130.0, 1, 30.0),
            (12_130.0, 1, 30.0),
            (8_130.0, 1, 30.0),
            (10_090.0, 1, -10.0),
            (11_950.0, 0, 1950.0 - 2000.0),
        ] {
            assert_eq!(CLOCK.age_ms(at_ms, count), age_ms, "{at_ms} {count}");
        }
    }

    #[test]
    fn each_picture_counts_once_if_it_was_there_in_time() {
        // Pictures 0 to 9 are sent from 10.0 s on: 3 never comes, 4 late, 5 is seen twice.
        let delays = [
            (0, 40.0),
            (1, 40.0),
            (2, 40.0),
            (4, 600.0),
            (5, 40.0),
            (5, 60.0),
            (6, 40.0),
            (7, 40.0),
            (8, 40.0),
            (9, 40.0),
        ];
        let events: Vec<_> = delays.map(|(n, ms)| (10_000.0 + f64::from(n) * 100.0 + ms, n as u16)).into();
        let mut events = seen(&events);
        events.sort_by(|a, b| a.at_ms.total_cmp(&b.at_ms));
        let ages = CLOCK.judge(&events, (10_000.0, 11_500.0), 500.0);
        assert_eq!((ages.sent, ages.in_time), (10, 8));
    }

    #[test]
    fn what_stands_still_grows_old() {
        let mut ages = CLOCK.judge(&seen(&[(10_040.0, 0)]), (10_040.0, 15_040.0), 500.0);
        assert_eq!((ages.ages_ms.len(), ages.ages_ms[0]), (100, 40.0));
        assert_eq!(ages.percentile_ms(100.0), 40.0 + 4950.0);
        assert_eq!(CLOCK.judge(&[], (10_000.0, 11_000.0), 500.0).ages_ms, Vec::<f64>::new());
    }
}

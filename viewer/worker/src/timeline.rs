//! Where each access unit stands on the time line of a media source. Belongs here: gapless decode times, and the way back from
//! a media time to the unit shown then. Does not: boxes (see `shared::fmp4`), buffers.
//!
//! Media Source Extensions waits for a keyframe behind every gap in the decode times (coded frame processing, step 1.6 of
//! the specification), and cameras have gaps: so there are none here. A unit lasts as long as the one before it turned out to,
//! since its own length is known only when the next one comes, which would be a frame's time of delay.

use shared::Pts90k;
use std::collections::VecDeque;

/// What a unit lasts while nothing is known: a camera at 15 pictures a second.
const USUAL_90K: u32 = 6_000;
/// The past is decoded flat out: a millisecond each.
const PAST_90K: u32 = 90;
const SHORTEST_90K: i64 = 450;
const LONGEST_90K: i64 = 45_000;
/// Units that are remembered: more than any player holds between taking and showing.
const REMEMBERED: usize = 512;
/// As many as a stream can shift its pictures by, and some.
const COMPARED: usize = 17;

/// One unit's place, in 1/90000 s from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When it is decoded.
    pub decode_90k: u64,
    /// From then to the next one's.
    pub duration_90k: u32,
    /// From its decoding to its showing.
    pub offset_90k: i32,
}

/// The time line of one stream.
#[derive(Debug)]
pub struct Timeline {
    reorders: bool,
    next_90k: u64,
    last: Option<Pts90k>,
    /// Where the time stamps of a reordered stream begin.
    origin: Option<(Pts90k, u64)>,
    recent: VecDeque<Pts90k>,
    /// When each is shown, and its stamp.
    shown: VecDeque<(u64, i64)>,
}

impl Timeline {
    /// `reorders`: the stream's pictures may be shown in another order than they are decoded in.
    pub fn new(reorders: bool) -> Self {
        let (recent, shown) = (VecDeque::new(), VecDeque::new());
        Self { reorders, next_90k: 0, last: None, origin: None, recent, shown }
    }

    /// Places the next unit in decoding order. `stamp` is what [`Self::shown`] gives back.
    pub fn place(&mut self, pts: Pts90k, key: bool, past: bool, stamp: i64) -> Place {
        let delta = self.last.replace(pts).map(|last| pts.0 - last.0);
        let decode_90k = self.next_90k;
        let (duration_90k, offset_90k) = if self.reorders {
            (self.interval(pts), self.offset(pts, key, decode_90k))
        } else if past {
            (PAST_90K, 0)
        } else {
            (delta.map_or(USUAL_90K, |delta| delta.clamp(SHORTEST_90K, LONGEST_90K) as u32), 0)
        };
        self.next_90k += u64::from(duration_90k);
        if self.shown.len() == REMEMBERED {
            self.shown.pop_front();
        }
        self.shown.push_back((decode_90k.saturating_add_signed(offset_90k.into()), stamp));
        Place { decode_90k, duration_90k, offset_90k }
    }

    /// The stamp of the unit that is shown at a media time, once.
    pub fn shown(&mut self, media_90k: u64) -> Option<i64> {
        // A millisecond for what is lost on the way through fractions of a second.
        let until = media_90k + 90;
        let (at, stamp) = self.shown.iter().copied().filter(|(at, _)| *at <= until).max()?;
        self.shown.retain(|(other, _)| *other > at);
        Some(stamp)
    }

    /// The usual distance between two pictures: the median over the last ones in the order of their times.
    fn interval(&mut self, pts: Pts90k) -> u32 {
        if self.recent.len() == COMPARED {
            self.recent.pop_front();
        }
        self.recent.push_back(pts);
        let sorted = ascending(self.recent.iter().map(|pts| pts.0));
        let gaps = ascending(sorted.windows(2).map(|pair| pair[1] - pair[0]));
        gaps.get(gaps.len() / 2).map_or(USUAL_90K, |gap| (*gap).clamp(SHORTEST_90K, LONGEST_90K) as u32)
    }

    /// From the decoding of a reordered unit to its showing. Each keyframe begins anew where the time stamps and the decode
    /// times have parted: after a gap, or a camera's clock that was set.
    fn offset(&mut self, pts: Pts90k, key: bool, decode_90k: u64) -> i32 {
        let place = |(origin, at): (Pts90k, u64)| at as i64 + (pts.0 - origin.0) - decode_90k as i64;
        let far = self.origin.is_none_or(|origin| !(-LONGEST_90K..=4 * LONGEST_90K).contains(&place(origin)));
        if key && far {
            self.origin = Some((pts, decode_90k));
        }
        self.origin.map_or(0, place).clamp(-4 * LONGEST_90K, 4 * LONGEST_90K) as i32
    }
}

/// Sorts a handful of numbers by insertion: the standard library's way is for thousands, and kilobytes long.
fn ascending(numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let mut sorted = Vec::with_capacity(COMPARED);
    for number in numbers {
        let at = sorted.iter().position(|other| *other > number).unwrap_or(sorted.len());
        sorted.insert(at, number);
    }
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: &mut Timeline, pts: i64) -> (u64, u32, i32) {
        let Place { decode_90k, duration_90k, offset_90k } = line.place(Pts90k(pts), pts == 0, false, pts);
        (decode_90k, duration_90k, offset_90k)
    }

    #[test]
    fn there_are_no_gaps_whatever_the_camera_does() {
        let mut line = Timeline::new(false);
        let mut next = 0;
        // An even start, a pause of ten seconds, a clock that goes back, a burst.
        for pts in [0, 6_000, 12_000, 912_000, 918_000, 5, 6_005, 6_006, 6_007, 12_005] {
            let (decode, duration, offset) = place(&mut line, pts);
            assert_eq!((decode, offset), (next, 0), "{pts}");
            assert!((450..=45_000).contains(&duration), "{pts}: {duration}");
            next = decode + u64::from(duration);
        }
    }

    #[test]
    fn the_line_is_as_long_as_the_stream() {
        let mut line = Timeline::new(false);
        let mut pts = 0;
        for n in 0..1_000 {
            place(&mut line, pts);
            pts += 6_000 + [0, 700, -700, 350][n % 4];
        }
        assert!(line.next_90k.abs_diff(pts as u64) < 12_000, "{} against {pts}", line.next_90k);
    }

    #[test]
    fn the_past_takes_no_time() {
        let mut line = Timeline::new(false);
        for n in 0..60 {
            line.place(Pts90k(n * 6_000), n == 0, true, n);
        }
        assert_eq!(line.next_90k, 60 * 90);
        let first = line.place(Pts90k(60 * 6_000), false, false, 60);
        assert_eq!((first.decode_90k, first.duration_90k), (5_400, 6_000));
    }

    #[test]
    fn a_media_time_finds_its_unit_once() {
        let mut line = Timeline::new(false);
        for n in 0..10 {
            line.place(Pts90k(n * 6_000), n == 0, false, n);
        }
        // Half a tick early, as fractions of seconds come out, and in the middle of a picture's time.
        assert_eq!(line.shown(5_999), Some(1));
        assert_eq!(line.shown(5_999), None);
        assert_eq!(line.shown(20_000), Some(3));
        assert_eq!(line.shown(10_000), None, "older than what was shown");
        assert_eq!(line.shown(1_000_000), Some(9));
    }

    #[test]
    fn reordered_pictures_are_shown_in_their_order() {
        let mut line = Timeline::new(true);
        // I P B B P B B …, shown I B B P B B P.
        let mut pts = vec![0];
        for n in 0..20 {
            pts.extend([3, 1, 2].map(|step| (n * 3 + step) * 6_000));
        }
        let mut next = 0;
        let mut shown = Vec::new();
        for pts in pts {
            let (decode, duration, offset) = place(&mut line, pts);
            assert_eq!(decode, next);
            next = decode + u64::from(duration);
            shown.push((decode as i64 + i64::from(offset), pts));
        }
        shown.sort_unstable();
        assert!(shown.windows(2).all(|pair| pair[0].1 < pair[1].1 && pair[0].0 < pair[1].0), "{shown:?}");
        // Evenly, once the interval is known.
        let steps: Vec<_> = shown.windows(2).map(|pair| pair[1].0 - pair[0].0).collect();
        assert!(steps.iter().all(|step| *step == 6_000), "{steps:?}");
        assert_eq!(line.shown(6_000), Some(6_000));
    }
}

//! When each decoded picture is painted. Belongs here: a small jitter buffer. Does not: decoding, painting, clocks.
//!
//! A picture is due when its camera time, moved by the shortest way seen lately, plus a delay as long as the way varies, has
//! come. Late pictures are due at once. The past is never played, only its newest picture is shown if nothing newer comes.

use crate::inflight::Facts;
use std::collections::VecDeque;

/// Pictures that wait at most; decoders have few to lend.
const MAX_WAITING: usize = 4;
/// The longest delay against jitter: as long as what was lost takes to be sent again over a mobile network. What comes later
/// than this is shown late.
const MAX_DELAY_MS: f64 = 200.0;
/// Part of the delay that is kept from one picture to the next.
const DECAY: f64 = 0.985;
/// A way longer than the shortest by this is another clock, not jitter.
const JUMP_MS: f64 = 1_000.0;
/// The shortest way is that of the last one to two of these.
const WINDOW_MS: f64 = 5_000.0;
/// The past's newest picture is shown when nothing has followed it for this long.
const QUIET_MS: f64 = 120.0;

/// A decoded picture and what is known of it.
#[derive(Debug)]
pub struct Frame<P> {
    /// Its times.
    pub facts: Facts,
    /// The picture.
    pub picture: P,
}

/// The pictures of one stream between decoder and canvas.
#[derive(Debug)]
pub struct Playout<P> {
    waiting: VecDeque<Waiting<P>>,
    past: Option<(f64, Frame<P>)>,
    way: ShortestWay,
    delay_ms: f64,
    skipped: u64,
}

#[derive(Debug)]
struct Waiting<P> {
    due_ms: f64,
    /// It came too late for its time.
    is_late: bool,
    frame: Frame<P>,
}

impl<P> Default for Playout<P> {
    fn default() -> Self {
        Self { waiting: VecDeque::new(), past: None, way: ShortestWay::default(), delay_ms: 0.0, skipped: 0 }
    }
}

impl<P> Playout<P> {
    /// Takes a picture from the decoder.
    pub fn push(&mut self, frame: Frame<P>, now_ms: f64) {
        if frame.facts.catch_up {
            if self.waiting.is_empty() {
                self.past = Some((now_ms, frame));
            }
            return;
        }
        self.past = None;
        let pts_ms = frame.facts.pts.0 as f64 / 90.0;
        let late_ms = self.way.lateness(now_ms - pts_ms, now_ms);
        self.delay_ms = late_ms.min(MAX_DELAY_MS).max(self.delay_ms * DECAY);
        // Never before the picture in front of it.
        let front_ms = self.waiting.back().map_or(now_ms, |front| front.due_ms);
        let due_ms = (now_ms - late_ms + self.delay_ms).max(now_ms).max(front_ms).min(now_ms + MAX_DELAY_MS);
        if self.waiting.len() == MAX_WAITING {
            let skipped = self.waiting.pop_front();
            self.skip(skipped);
        }
        self.waiting.push_back(Waiting { due_ms, is_late: late_ms > MAX_DELAY_MS, frame });
    }

    /// The picture to paint now, if another one is due: the newest that is.
    pub fn take(&mut self, now_ms: f64) -> Option<Frame<P>> {
        if self.past.as_ref().is_some_and(|(since, _)| now_ms - since >= QUIET_MS) {
            return self.past.take().map(|(_, frame)| frame);
        }
        let mut newest = None;
        while self.waiting.front().is_some_and(|front| front.due_ms <= now_ms) {
            let before = std::mem::replace(&mut newest, self.waiting.pop_front());
            self.skip(before);
        }
        newest.map(|waiting| waiting.frame)
    }

    fn skip(&mut self, waiting: Option<Waiting<P>>) {
        self.skipped += u64::from(waiting.is_some_and(|waiting| !waiting.is_late));
    }

    /// Something is waiting for its time.
    pub fn is_busy(&self) -> bool {
        self.past.is_some() || !self.waiting.is_empty()
    }

    /// Pictures that were decoded in time and not shown, since painting took too long; read once. What comes late comes in
    /// bursts, of which the newest is enough.
    pub fn take_skipped(&mut self) -> u64 {
        std::mem::take(&mut self.skipped)
    }

    /// Lets everything go, as before another stream.
    pub fn clear(&mut self) {
        *self = Self { skipped: self.skipped, ..Self::default() };
    }
}

/// The least of `arrival - pts` over the last five to ten seconds: a camera whose clock drifts moves with it.
#[derive(Debug, Default)]
struct ShortestWay {
    now: Option<(f64, f64)>,
    before: Option<f64>,
}

impl ShortestWay {
    /// How much longer this way was than the shortest.
    fn lateness(&mut self, way_ms: f64, now_ms: f64) -> f64 {
        if self.least().is_some_and(|least| (way_ms - least).abs() > JUMP_MS) {
            *self = Self::default();
        }
        match &mut self.now {
            Some((since, least)) if now_ms - *since < WINDOW_MS => *least = least.min(way_ms),
            now => {
                self.before = now.map(|(_, least)| least);
                *now = Some((now_ms, way_ms));
            }
        }
        way_ms - self.least().unwrap_or(way_ms)
    }

    fn least(&self) -> Option<f64> {
        match (self.now, self.before) {
            (Some((_, a)), Some(b)) => Some(a.min(b)),
            (now, before) => now.map(|(_, a)| a).or(before),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Pts90k, UnixMicros};

    fn frame(n: i64, catch_up: bool) -> Frame<i64> {
        Frame { facts: Facts { pts: Pts90k(n * 6_000), time: UnixMicros(0), catch_up }, picture: n }
    }

    /// Paints at 60 Hz; gives what was painted when.
    fn play(arrivals: &[(f64, i64)]) -> Vec<(f64, i64)> {
        let (mut playout, mut shown) = (Playout::default(), Vec::new());
        let mut next = arrivals.iter().peekable();
        for tick in 0..1_000 {
            let now_ms = f64::from(tick) * 1000.0 / 60.0;
            while let Some((at, n)) = next.next_if(|(at, _)| *at <= now_ms) {
                playout.push(frame(*n, false), *at);
            }
            shown.extend(playout.take(now_ms).map(|f| (now_ms, f.picture)));
        }
        shown
    }

    fn interval_ms() -> f64 {
        6_000.0 / 90.0
    }

    #[test]
    fn a_steady_stream_is_not_held() {
        let arrivals: Vec<_> = (0..100).map(|n| (n as f64 * interval_ms(), n)).collect();
        let shown = play(&arrivals);
        assert_eq!(shown.len(), 100);
        for ((at, _), (arrived, _)) in shown.iter().zip(&arrivals) {
            assert!(at - arrived <= 17.0, "{at} {arrived}");
        }
    }

    #[test]
    fn jitter_is_evened_out_and_nothing_is_held_long() {
        let late = |n: i64| if n % 3 == 0 { 45.0 } else { 0.0 };
        let arrivals: Vec<_> = (0..150).map(|n| (n as f64 * interval_ms() + late(n), n)).collect();
        let shown = play(&arrivals);
        assert_eq!(shown.len(), 150);
        for pair in shown.windows(2).skip(20) {
            let gap = pair[1].0 - pair[0].0;
            assert!((49.0..85.0).contains(&gap), "{gap}");
        }
        for (at, n) in &shown {
            assert!(at - n.to_owned() as f64 * interval_ms() < 80.0);
        }
    }

    #[test]
    fn a_burst_after_a_stall_shows_its_newest_at_once() {
        let mut arrivals: Vec<_> = (0..30).map(|n| (n as f64 * interval_ms(), n)).collect();
        arrivals.extend((30..45).map(|n| (3_000.0, n)));
        let shown = play(&arrivals);
        let behind: Vec<_> = shown.iter().filter(|(at, _)| *at >= 3_000.0).collect();
        assert_eq!(behind.last().map(|(_, n)| *n), Some(44));
        assert!(behind.iter().all(|(at, _)| *at < 3_000.0 + MAX_DELAY_MS + 17.0), "{behind:?}");
        assert!(behind.len() <= MAX_WAITING);
    }

    #[test]
    fn never_more_than_a_few_wait() {
        let mut playout = Playout::default();
        for n in 0..10 {
            playout.push(frame(n, false), 0.0);
        }
        assert_eq!(playout.waiting.len(), MAX_WAITING);
        assert_eq!(playout.take(200.0).map(|f| f.picture), Some(9));
        assert_eq!(playout.take_skipped(), 9);
        assert!(!playout.is_busy());
    }

    #[test]
    fn what_was_lost_and_sent_again_is_shown_at_its_time_once_that_is_known() {
        // Each tenth picture comes 150 ms late and holds up those behind it, as over TCP.
        let mut arrivals: Vec<(f64, i64)> = Vec::new();
        for n in 0..240 {
            let late = if n % 10 == 0 { 150.0 } else { 0.0 };
            let before = arrivals.last().map_or(0.0, |(at, _)| *at);
            arrivals.push((before.max(n as f64 * interval_ms() + late), n));
        }
        let shown = play(&arrivals);
        assert!(shown.len() >= 236, "{} of 240", shown.len());
        for (at, n) in shown.iter().skip(20) {
            assert!(at - *n as f64 * interval_ms() < 180.0);
        }
    }

    #[test]
    fn a_burst_that_came_late_is_not_counted_as_left_out() {
        let mut playout = Playout::default();
        playout.push(frame(0, false), 0.0);
        assert!(playout.take(0.0).is_some());
        for n in 1..8 {
            playout.push(frame(n, false), 900.0);
        }
        assert!(playout.take(1_100.0).is_some());
        assert_eq!(playout.take_skipped(), 0);
    }

    #[test]
    fn of_the_past_only_the_newest_and_only_if_nothing_follows() {
        let mut playout = Playout::default();
        for n in 0..9 {
            playout.push(frame(n, true), 0.0);
            assert!(playout.take(1.0).is_none());
        }
        assert!(playout.is_busy());
        assert_eq!(playout.take(QUIET_MS).map(|f| f.picture), Some(8));

        playout.push(frame(9, true), 200.0);
        playout.push(frame(10, false), 210.0);
        assert_eq!(playout.take(210.0).map(|f| f.picture), Some(10));
        assert_eq!(playout.take(1_000.0).map(|f| f.picture), None);
    }

    #[test]
    fn a_clock_that_jumps_is_followed() {
        for jump in [1_000_000, -1_000_000] {
            let mut playout = Playout::default();
            for n in 0..20 {
                playout.push(frame(n, false), n as f64 * interval_ms());
                assert!(playout.take(n as f64 * interval_ms() + 1.0).is_some());
            }
            for n in 20..40 {
                playout.push(frame(n + jump, false), n as f64 * interval_ms());
                assert_eq!(playout.take(n as f64 * interval_ms() + 1.0).map(|f| f.picture), Some(n + jump));
            }
        }
    }
}

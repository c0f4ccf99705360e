//! What a stretch of a stream held: counts of pictures, bytes, slices, losses. Pure.

use shared::h264::{SliceType, nal, slice};
use std::time::Duration;

const SECOND: Duration = Duration::from_secs(1);

/// Counts since the window began.
#[derive(Default)]
pub(super) struct Window {
    first: Option<Duration>,
    last: Duration,
    units: u32,
    bytes: u64,
    second_start: Duration,
    second_bytes: u64,
    peak_bytes: u64,
    pub(super) lost: u64,
    pub(super) slices: u32,
    pub(super) b_frames: bool,
    pub(super) key_bytes: u32,
}

impl Window {
    /// Counts a picture in.
    pub(super) fn push(&mut self, key: bool, loss: u16, at: Duration, unit: &[u8]) {
        let bytes = unit.len() as u64;
        if self.first.is_none() {
            (self.first, self.second_start) = (Some(at), at);
        }
        if at.saturating_sub(self.second_start) >= SECOND {
            self.peak_bytes = self.peak_bytes.max(self.second_bytes);
            (self.second_start, self.second_bytes) = (at, 0);
        }
        self.last = at;
        self.units = self.units.saturating_add(1);
        self.bytes += bytes;
        self.second_bytes += bytes;
        self.lost += u64::from(loss);
        if key {
            self.key_bytes = self.key_bytes.max(u32::try_from(bytes).unwrap_or(u32::MAX));
        }
        let mut slices = 0;
        for (_, kind) in nal::length_prefixed(unit).map_while(Result::ok).filter_map(slice::header) {
            slices += 1;
            self.b_frames |= kind == SliceType::B;
        }
        self.slices = self.slices.max(slices);
    }

    /// From the first to the last picture.
    pub(super) fn span(&self) -> Duration {
        self.first.map_or(Duration::ZERO, |first| self.last.saturating_sub(first))
    }

    /// Pictures a second by arrival.
    pub(super) fn fps(&self) -> f64 {
        let secs = self.span().as_secs_f64();
        if secs > 0.0 { f64::from(self.units - 1) / secs } else { 0.0 }
    }

    /// Kilobits a second on average, with so many pictures a second.
    pub(super) fn kbps(&self, fps: f64) -> u32 {
        kilobits(self.bytes as f64 / f64::from(self.units.max(1)) * fps)
    }

    /// Kilobits of the largest whole second; 0 where none was seen.
    pub(super) fn kbps_peak(&self) -> u32 {
        kilobits(self.peak_bytes as f64)
    }
}

fn kilobits(bytes: f64) -> u32 {
    (bytes * 8.0 / 1000.0).round() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO_SLICES: &[u8] = &[0, 0, 0, 2, 0x65, 0b1000_1000, 0, 0, 0, 2, 0x65, 0b0101_0001];
    const B: &[u8] = &[0, 0, 0, 2, 0x01, 0b1010_0000];

    #[test]
    fn rates_by_arrival_and_the_largest_second() {
        let mut w = Window::default();
        assert_eq!((w.fps(), w.kbps(15.0), w.kbps_peak()), (0.0, 0, 0));
        for n in 0..50u32 {
            let unit = vec![0; if (20..30).contains(&n) { 2000 } else { 1000 }];
            w.push(n % 25 == 0, 0, Duration::from_millis(100) * n, &unit);
        }
        assert_eq!((w.fps().round(), w.kbps(10.0), w.kbps_peak()), (10.0, 96, 160));
        assert_eq!((w.key_bytes, w.span()), (2000, Duration::from_millis(4900)));
    }

    #[test]
    fn slices_b_frames_and_losses_are_counted() {
        let mut w = Window::default();
        w.push(true, 0, Duration::ZERO, TWO_SLICES);
        assert_eq!((w.slices, w.b_frames, w.key_bytes), (2, false, 12));
        w.push(false, 3, Duration::ZERO, B);
        assert_eq!((w.slices, w.b_frames, w.lost), (2, true, 3));
        w.push(false, 1, Duration::ZERO, &[9, 9, 9]);
        assert_eq!((w.slices, w.lost, w.fps()), (2, 4, 0.0));
    }
}

//! The way from keyframe to keyframe, by arrival. Pure.

use shared::diagnosis::Gop;
use std::time::Duration;

/// A running GOP that is over the last whole one by less than this is taken for as long: pictures do not come to the tick.
const TOLERANCE: Duration = Duration::from_millis(300);

/// Follows one session's keyframes.
#[derive(Default)]
pub(super) struct Gops {
    /// The last keyframe's arrival, or that of the first picture while there was no keyframe.
    start: Option<Duration>,
    now: Duration,
    frames: u32,
    keyed: bool,
    /// Something was lost, so that a keyframe may be missing.
    torn: bool,
    last: Option<(Duration, u32)>,
}

impl Gops {
    pub(super) fn push(&mut self, key: bool, lost: bool, at: Duration) {
        self.torn |= lost;
        let start = *self.start.get_or_insert(at);
        if key {
            if self.keyed && !self.torn {
                self.last = Some((at.saturating_sub(start), self.frames));
            }
            (self.start, self.frames, self.keyed, self.torn) = (Some(at), 0, true, false);
        }
        self.frames = self.frames.saturating_add(1);
        self.now = at;
    }

    /// The last whole GOP, or the running one where that is longer already.
    pub(super) fn length(&self) -> Gop {
        let running = self.start.map_or(Duration::ZERO, |start| self.now.saturating_sub(start));
        let (span, frames, open) = match self.last {
            Some((span, frames)) if self.torn || running <= span + TOLERANCE => (span, frames, false),
            _ => (running, self.frames, true),
        };
        Gop { secs: super::tenths(span.as_secs_f64()), frames, open }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One picture each 100 ms; `K` is a keyframe, `x` a picture behind a loss.
    fn run(pictures: &str) -> Gop {
        let mut gops = Gops::default();
        for (n, picture) in pictures.chars().enumerate() {
            gops.push(picture == 'K', picture == 'x', Duration::from_millis(100) * n as u32);
        }
        gops.length()
    }

    #[test]
    fn whole_running_and_torn_ones() {
        for (pictures, secs, frames, open) in [
            ("", 0.0, 0, true),
            ("Kpppp", 0.4, 5, true),
            ("KppppK", 0.5, 5, false),
            ("KppppKpppppppp", 0.5, 5, false),
            ("KppppKppppppppp", 0.9, 10, true),
            ("KppppKppxppppppppK", 0.5, 5, false),
            ("pppppp", 0.5, 6, true),
            ("ppKppK", 0.3, 3, false),
        ] {
            assert_eq!(run(pictures), Gop { secs, frames, open }, "{pictures}");
        }
    }
}

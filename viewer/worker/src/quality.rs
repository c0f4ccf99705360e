//! Which of a camera's streams a tile deserves. Belongs here: the comparison of sizes and the patience after a failure.
//! Does not: the change itself.

use shared::Profile;

/// The main stream is worth its cost for a tile drawn wider than this many times the sub-stream.
const UP: f64 = 1.3;
/// And is given back below this, so that a window being dragged does not flap.
const DOWN: f64 = 1.15;
/// How long a change may take to its first picture.
const PATIENCE_MS: f64 = 8_000.0;
/// How long after a failed change the next is tried.
const RETRY_MS: f64 = 30_000.0;

/// What is known when deciding.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// The page asked for the best.
    pub may_main: bool,
    /// The tile's width in device pixels.
    pub drawn_width: u32,
    /// The sub-stream's width, once known.
    pub sub_width: Option<u32>,
    /// The stream on screen is of this kind. A camera with one stream shows `Main` whatever was asked for.
    pub shown: Profile,
    /// It is live.
    pub live: bool,
}

/// Decides for one tile.
#[derive(Debug, Default)]
pub struct Quality {
    started_ms: Option<f64>,
    not_before_ms: f64,
    came_from_sub: bool,
}

impl Quality {
    /// The stream to change to, where another one is due.
    pub fn wish(&self, sizes: Sizes, now_ms: f64) -> Option<Profile> {
        let sub_width = f64::from(sizes.sub_width?);
        let times = f64::from(sizes.drawn_width) / sub_width;
        match sizes.shown {
            Profile::Sub if sizes.may_main && sizes.live && times > UP && now_ms >= self.not_before_ms => {
                Some(Profile::Main)
            }
            // Also where the main stream dies while the sub-stream may live on.
            Profile::Main if self.came_from_sub && (!sizes.may_main || times < DOWN || !sizes.live) => {
                Some(Profile::Sub)
            }
            _ => None,
        }
    }

    /// A change has begun.
    pub fn begin(&mut self, now_ms: f64) {
        self.started_ms = Some(now_ms);
    }

    /// The change has its first picture on screen.
    pub fn done(&mut self, now: Profile, now_ms: f64) {
        self.started_ms = None;
        self.came_from_sub = now == Profile::Main;
        if now == Profile::Sub {
            self.not_before_ms = now_ms + RETRY_MS / 6.0;
        }
    }

    /// The change was refused or took too long.
    pub fn failed(&mut self, now_ms: f64) {
        self.started_ms = None;
        self.not_before_ms = now_ms + RETRY_MS;
    }

    /// The change under way has run out of time.
    pub fn overdue(&self, now_ms: f64) -> bool {
        self.started_ms.is_some_and(|since| now_ms - since > PATIENCE_MS)
    }

    /// Begins anew, as after a lost connection.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sizes(drawn_width: u32, shown: Profile) -> Sizes {
        Sizes { may_main: true, drawn_width, sub_width: Some(640), shown, live: true }
    }

    #[test]
    fn main_only_where_it_is_seen() {
        let quality = Quality::default();
        assert_eq!(quality.wish(sizes(832, Profile::Sub), 0.0), None);
        assert_eq!(quality.wish(sizes(833, Profile::Sub), 0.0), Some(Profile::Main));
        assert_eq!(quality.wish(Sizes { may_main: false, ..sizes(1920, Profile::Sub) }, 0.0), None);
        assert_eq!(quality.wish(Sizes { sub_width: None, ..sizes(1920, Profile::Sub) }, 0.0), None);
        assert_eq!(quality.wish(Sizes { live: false, ..sizes(1920, Profile::Sub) }, 0.0), None);
        assert_eq!(quality.wish(sizes(300, Profile::Main), 0.0), None, "a camera with one stream has no other");
    }

    #[test]
    fn a_change_that_fails_is_tried_again_later() {
        let mut quality = Quality::default();
        quality.begin(0.0);
        assert!(!quality.overdue(8_000.0));
        assert!(quality.overdue(8_001.0));
        quality.failed(8_001.0);
        assert_eq!(quality.wish(sizes(1920, Profile::Sub), 20_000.0), None);
        assert_eq!(quality.wish(sizes(1920, Profile::Sub), 38_001.0), Some(Profile::Main));
    }

    #[test]
    fn back_to_sub_when_small_or_dead() {
        let mut quality = Quality::default();
        quality.done(Profile::Main, 0.0);
        assert_eq!(quality.wish(sizes(800, Profile::Main), 0.0), None);
        assert_eq!(quality.wish(sizes(700, Profile::Main), 0.0), Some(Profile::Sub));
        assert_eq!(quality.wish(Sizes { live: false, ..sizes(1920, Profile::Main) }, 0.0), Some(Profile::Sub));
        quality.done(Profile::Sub, 1_000.0);
        assert_eq!(quality.wish(sizes(1920, Profile::Sub), 5_000.0), None);
        assert_eq!(quality.wish(sizes(1920, Profile::Sub), 6_000.0), Some(Profile::Main));
    }
}

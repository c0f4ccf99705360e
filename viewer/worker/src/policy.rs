//! How much is asked for, by what the line and the device carry. Belongs here: when less is asked for and when more, and which
//! tiles pay for it. Does not: asking, measuring.
//!
//! Less at once: first nobody takes a main stream, then so many of the live tiles show keyframes only as what came says, half
//! of them at least, until what is left comes in time. More with patience: a tile at a time, and where that
//! was too much, the next try waits twice as long, so that a line that carries six tiles shows six and does not flap between
//! six and seven.

use std::time::Duration;

/// What was measured is judged this often.
const WINDOW_MS: f64 = 2_000.0;
/// A wall that has just been opened loads what was before, which takes as long as it takes.
const OPENING_MS: f64 = 3_000.0;
/// What comes right after a change is the change's own: what was under way must drain first, and what the relay leaves out of
/// it has a keyframe to wait for.
const SETTLE_MS: f64 = 3_000.0;
/// How long that may take.
const DRAIN_MS: f64 = 8_000.0;
/// More than this part of the pictures left out is too much.
const DROPPED: f64 = 0.1;
/// Pictures that are painted later than this after the relay had them are late.
const LATE_MS: f64 = 600.0;
/// More than this part of them late is too much.
const LATE: f64 = 0.25;
/// What a tile that shows keyframes costs beside one that moves, at most: where little moves, keyframes are most of it.
const KEYFRAMES: f64 = 0.5;
/// The part of what came that is asked for again: the rest is for what has been waiting, and for bursts.
const ROOM: f64 = 0.85;
/// What had been sent before a change, or has waited for a line that was away for a moment, drains: the mean age falls below
/// this part of what it was, or this part of what is taken comes.
const DRAINS: f64 = 0.8;
const KEEPS_UP: f64 = 0.95;
/// How long all must have gone well until more is asked for; doubled by each try in vain.
const PATIENCE_MS: f64 = 30_000.0;
const LONGEST_PATIENCE_MS: f64 = 300_000.0;
/// A try that is too much says so within this time.
const TRIAL_MS: f64 = 12_000.0;

/// What has happened since the last judgement, over all tiles that get every picture.
#[derive(Debug, Default)]
pub struct Measured {
    painted: u32,
    late: u32,
    /// The sum of their ages.
    ages_ms: f64,
    dropped: u64,
    /// Pictures that the cameras took meanwhile, as far as their pace is known, and those that came, painted or not.
    taken: f64,
    came: f64,
    /// Some should have been painted, and none was.
    starved: bool,
}

impl Measured {
    /// A picture was painted, so long after the relay had it.
    pub fn painted(&mut self, age: Duration) {
        let age_ms = age.as_secs_f64() * 1000.0;
        self.painted += 1;
        self.ages_ms += age_ms;
        self.late += u32::from(age_ms > LATE_MS);
    }

    /// Pictures were left out, by the relay or in front of a decoder.
    pub fn dropped(&mut self, n: u64) {
        self.dropped += n;
    }

    /// A camera whose pace is known took so many pictures, and so many came.
    pub fn came(&mut self, came: f64, taken: f64) {
        self.came += came;
        self.taken += taken;
    }

    /// Tiles wait for pictures of cameras that the relay hears.
    pub fn waiting(&mut self) {
        self.starved = true;
    }

    fn is_too_much(&self) -> bool {
        let all = f64::from(self.painted) + self.dropped as f64;
        let left_out = self.dropped as f64 > all * DROPPED && self.dropped > 2;
        let late = f64::from(self.late) > f64::from(self.painted) * LATE;
        left_out || late || (self.starved && self.painted == 0)
    }

    fn mean_age_ms(&self) -> Option<f64> {
        (self.painted > 0).then(|| self.ages_ms / f64::from(self.painted))
    }

    /// As many come as are taken: what is late only stands in line, as after a change.
    fn keeps_up(&self) -> bool {
        self.taken > 0.0 && self.came >= self.taken * KEEPS_UP
    }

    /// How many of so many live tiles are as much as what came, where the others' keyframes come all the same: all
    /// where that is not known.
    fn fits(&self, live: usize) -> usize {
        if self.taken <= 0.0 {
            return live;
        }
        let came = (self.came / self.taken).min(1.0);
        // Rounded down on purpose; below 0 is 0.
        (live as f64 * ROOM * (came - KEYFRAMES) / (1.0 - KEYFRAMES)) as usize
    }
}

/// What may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Tiles may take the main stream.
    pub main: bool,
    /// So many tiles may be live, the others show keyframes; `None`: all.
    pub live: Option<usize>,
}

impl Budget {
    /// No limit.
    pub const ALL: Self = Self { main: true, live: None };
}

/// Decides for all tiles.
#[derive(Debug)]
pub struct Policy {
    budget: Budget,
    measured: Measured,
    /// The mean age at the last judgement.
    age_ms: Option<f64>,
    judged_ms: f64,
    changed_ms: f64,
    /// When nothing was too much.
    good_ms: f64,
    /// Until then nothing is judged.
    quiet_until_ms: f64,
    wanted: usize,
    calm_since_ms: f64,
    patience_ms: f64,
    /// The last change asked for more.
    is_trial: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            budget: Budget::ALL,
            measured: Measured::default(),
            age_ms: None,
            judged_ms: 0.0,
            changed_ms: f64::MIN,
            good_ms: f64::MIN,
            quiet_until_ms: 0.0,
            wanted: 0,
            calm_since_ms: 0.0,
            patience_ms: PATIENCE_MS,
            is_trial: false,
        }
    }
}

impl Policy {
    /// What may be asked for now.
    pub fn budget(&self) -> Budget {
        self.budget
    }

    /// Where what happens is counted.
    pub fn measured(&mut self) -> &mut Measured {
        &mut self.measured
    }

    /// Forgets what was measured: the page was hidden, or the line was away.
    pub fn pause(&mut self, now_ms: f64) {
        self.quiet_until_ms = now_ms + OPENING_MS;
        self.good_ms = now_ms;
        self.age_ms = None;
        self.calm_since_ms = now_ms;
    }

    /// Looks at the time. `live` tiles get every picture, `wanted` would; `mains` take a main stream. `true`: the budget is
    /// another one.
    pub fn tick(&mut self, live: usize, wanted: usize, mains: usize, now_ms: f64) -> bool {
        if wanted > self.wanted {
            self.pause(now_ms);
        }
        self.wanted = wanted;
        if now_ms < self.quiet_until_ms {
            self.measured = Measured::default();
            self.judged_ms = now_ms;
            return false;
        }
        if now_ms - self.judged_ms < WINDOW_MS {
            return false;
        }
        let before = self.budget;
        let measured = std::mem::take(&mut self.measured);
        self.judged_ms = now_ms;
        let (age_ms, keeps_up) = (measured.mean_age_ms(), measured.keeps_up());
        let drains = age_ms.zip(self.age_ms).is_some_and(|(now, before)| now < before * DRAINS);
        self.age_ms = age_ms;
        if measured.is_too_much() {
            if (drains || keeps_up) && now_ms - self.good_ms.max(self.changed_ms) < DRAIN_MS {
                self.calm_since_ms = now_ms;
                return false;
            }
            self.less(live, measured.fits(live), mains, now_ms);
            return self.changed(before, now_ms);
        }
        self.good_ms = now_ms;
        if now_ms - self.calm_since_ms >= self.patience_ms {
            self.more(wanted, now_ms);
        }
        self.changed(before, now_ms)
    }

    fn changed(&mut self, before: Budget, now_ms: f64) -> bool {
        if self.budget != before {
            self.changed_ms = now_ms;
            self.quiet_until_ms = now_ms + SETTLE_MS;
        }
        self.budget != before
    }

    fn less(&mut self, live: usize, fits: usize, mains: usize, now_ms: f64) {
        let in_vain = std::mem::take(&mut self.is_trial) && now_ms - self.changed_ms < TRIAL_MS;
        if in_vain {
            self.patience_ms = (self.patience_ms * 2.0).min(LONGEST_PATIENCE_MS);
        }
        self.calm_since_ms = now_ms;
        if mains > 0 && self.budget.main {
            self.budget.main = false;
        } else if live > 1 {
            // One less was known to go well.
            let less = if in_vain { live - 1 } else { fits.clamp(live / 3, live / 2).max(1) };
            self.budget = Budget { main: false, live: Some(less) };
        }
    }

    fn more(&mut self, wanted: usize, now_ms: f64) {
        // Where a try goes well, the next follows as soon as that is known.
        self.calm_since_ms = now_ms - self.patience_ms + TRIAL_MS;
        self.is_trial = true;
        match self.budget.live {
            Some(live) if live + 1 < wanted => self.budget.live = Some(live + 1),
            Some(_) => self.budget.live = None,
            None if !self.budget.main => self.budget.main = true,
            // All is as wished, and has been for a while.
            None => (self.patience_ms, self.is_trial) = (PATIENCE_MS, false),
        }
    }
}

/// A tile that is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    /// Somebody looks at it in particular.
    pub is_focused: bool,
    /// Its width in device pixels.
    pub width: u32,
}

/// Which tiles are live, in the order of `tiles`: those that are looked at, then the larger, then those that come first.
pub fn share_out(live: Option<usize>, tiles: &[Candidate]) -> Vec<bool> {
    let Some(live) = live else { return vec![true; tiles.len()] };
    let rank = |at: usize| (!tiles[at].is_focused, u32::MAX - tiles[at].width, at);
    // As many as there are better ones; all ranks differ.
    (0..tiles.len()).map(|at| (0..tiles.len()).filter(|other| rank(*other) < rank(at)).count() < live).collect()
}

#[cfg(test)]
#[path = "policy_tests.rs"]
mod tests;

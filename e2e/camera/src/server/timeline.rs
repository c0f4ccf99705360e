//! Where a clip stands that is played for ever. Belongs here: positions and the times they are due.
//! Does not: sleeping, sending.

use crate::{Clip, clip::AccessUnit};
use std::sync::Arc;

/// The next picture of an endless loop. Times are in units of 1/90000 s on the camera's clock.
#[derive(Debug, Clone)]
pub(crate) struct Timeline {
    clip: Arc<Clip>,
    round_start_90k: u64,
    index: usize,
}

impl Timeline {
    /// Starts the clip at a time.
    pub(crate) fn new(clip: Arc<Clip>, now_90k: u64) -> Self {
        Self { clip, round_start_90k: now_90k, index: 0 }
    }

    pub(crate) fn clip(&self) -> &Arc<Clip> {
        &self.clip
    }

    /// When the first picture of a round was due; the rounds before and after it are whole ones.
    pub(crate) fn round_start_90k(&self) -> u64 {
        self.round_start_90k
    }

    /// When the next picture is to be sent.
    pub(crate) fn due_90k(&self) -> u64 {
        self.round_start_90k + self.unit().dts_90k
    }

    /// The time that the next picture carries.
    pub(crate) fn pts_90k(&self) -> u64 {
        self.round_start_90k + self.unit().pts_90k
    }

    /// The next picture.
    pub(crate) fn unit(&self) -> &AccessUnit {
        &self.clip.units()[self.index]
    }

    /// Goes on by one picture.
    pub(crate) fn step(&mut self) {
        self.index += 1;
        if self.index == self.clip.units().len() {
            self.index = 0;
            self.round_start_90k += self.clip.duration_90k();
        }
    }

    /// Goes on to the first picture that is not yet due.
    pub(crate) fn seek(&mut self, now_90k: u64) {
        let since = now_90k.saturating_sub(self.round_start_90k);
        let rounds = since / self.clip.duration_90k();
        self.round_start_90k += rounds * self.clip.duration_90k();
        let since = since - rounds * self.clip.duration_90k();
        self.index = self.clip.units().partition_point(|unit| unit.dts_90k < since);
        if self.index == self.clip.units().len() {
            self.index = 0;
            self.round_start_90k += self.clip.duration_90k();
        }
    }

    /// The picture that was due last at a time: the one on the screen of a viewer without delay.
    pub(crate) fn showing(&self, now_90k: u64) -> usize {
        let mut next = self.clone();
        next.seek(now_90k + 1);
        (next.index + next.clip.units().len() - 1) % next.clip.units().len()
    }

    /// Pictures from the next one up to the next keyframe, and the timeline at that keyframe.
    pub(crate) fn until_key(&self) -> (Vec<&AccessUnit>, Self) {
        let mut at = self.clone();
        let mut between = Vec::new();
        while !at.unit().key {
            between.push(&self.clip.units()[at.index]);
            at.step();
        }
        (between, at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timeline() -> Timeline {
        let picture = |slice: &[u8]| [&[0, 0, 1], slice].concat();
        let sets: &[u8] = &[0, 0, 1, 0x67, 0x42, 0xc0, 0x1f, 7, 0, 0, 1, 0x68, 0xce];
        let stream = [sets, &picture(&[0x65, 0x88]), &picture(&[0x41, 0x9a]), &picture(&[0x41, 0x9a])].concat();
        Timeline::new(Arc::new(Clip::from_annex_b(&stream, 10.0).unwrap()), 1000)
    }

    #[test]
    fn stepping_and_seeking_agree() {
        let mut stepped = timeline();
        for step in 0..10 {
            assert_eq!(stepped.due_90k(), 1000 + step * 9000);
            let mut sought = timeline();
            sought.seek(1000 + step * 9000 - u64::from(step > 0) * 8999);
            assert_eq!((sought.index, sought.due_90k()), (stepped.index, stepped.due_90k()));
            assert_eq!(sought.showing(stepped.due_90k()), stepped.index);
            stepped.step();
        }
    }

    #[test]
    fn the_next_keyframe_may_be_in_the_next_round() {
        let mut line = timeline();
        line.step();
        let (between, key) = line.until_key();
        assert_eq!((between.len(), key.index, key.pts_90k()), (2, 0, 1000 + 27_000));
    }
}

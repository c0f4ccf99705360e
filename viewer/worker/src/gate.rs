//! Which access units may go to the decoder. Belongs here: keyframes, gaps, the past. Does not: decoding.

use shared::{
    Pts90k,
    wire::{FrameHeader, Mode},
};

/// What to do with an access unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Decode and show it.
    Live,
    /// Decode it because later ones need it; show it only if none newer comes.
    CatchUp,
    /// It cannot be decoded without one that is missing.
    Skip,
}

/// Stands in front of one stream's decoder.
#[derive(Debug)]
pub struct Gate {
    mode: Mode,
    live_from: Option<Pts90k>,
    next_seq: Option<u16>,
    waiting: bool,
}

impl Gate {
    /// A gate that waits for a keyframe. Frames before `live_from` are the past.
    pub fn new(mode: Mode, live_from: Option<Pts90k>) -> Self {
        Self { mode, live_from, next_seq: None, waiting: true }
    }

    /// Judges the stream's next access unit.
    pub fn judge(&mut self, header: &FrameHeader) -> Verdict {
        // What broke off before a joiner came is nothing to it.
        let broke = header.discontinuity && self.next_seq.is_some();
        let gap = self.next_seq.is_some_and(|next| next != header.seq);
        self.next_seq = Some(header.seq.wrapping_add(1));
        // Keyframes need no other unit, and in their mode the numbers between them are missing on purpose.
        if !header.key && (gap || broke || self.mode == Mode::Keyframes) {
            self.waiting = true;
        }
        if header.key {
            self.waiting = false;
        }
        if self.waiting {
            return Verdict::Skip;
        }
        match self.live_from {
            Some(from) if header.pts < from && !broke => Verdict::CatchUp,
            _ => {
                // The past comes once, at the start: a camera whose clock jumps back later is live all the same.
                self.live_from = None;
                Verdict::Live
            }
        }
    }

    /// From here on all units come, or only keyframes.
    pub fn set_mode(&mut self, mode: Mode) {
        self.mode = mode;
    }

    /// Units are missing from here on: wait for a keyframe.
    pub fn wait_for_key(&mut self) {
        self.waiting = true;
    }

    /// Nothing passes before the next keyframe.
    pub fn is_waiting(&self) -> bool {
        self.waiting
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{StreamId, UnixMicros, wire::Kind};

    fn frame(seq: u16, key: bool) -> FrameHeader {
        FrameHeader {
            kind: Kind::H264,
            key,
            discontinuity: false,
            seq,
            stream: StreamId(1),
            pts: Pts90k(i64::from(seq) * 6000),
            time: UnixMicros(0),
        }
    }

    #[test]
    fn waits_for_a_key_and_again_after_a_gap() {
        let mut gate = Gate::new(Mode::All, None);
        let steps = [
            (8, false, Verdict::Skip),
            (9, true, Verdict::Live),
            (10, false, Verdict::Live),
            (12, false, Verdict::Skip),
            (13, false, Verdict::Skip),
            (20, true, Verdict::Live),
            (21, false, Verdict::Live),
        ];
        for (seq, key, verdict) in steps {
            assert_eq!(gate.judge(&frame(seq, key)), verdict, "{seq}");
        }
        gate.wait_for_key();
        assert!(gate.is_waiting());
        assert_eq!(gate.judge(&frame(22, false)), Verdict::Skip);
    }

    #[test]
    fn numbers_wrap() {
        let mut gate = Gate::new(Mode::All, None);
        assert_eq!(gate.judge(&frame(u16::MAX, true)), Verdict::Live);
        assert_eq!(gate.judge(&FrameHeader { seq: 0, ..frame(0, false) }), Verdict::Live);
    }

    #[test]
    fn in_keyframe_mode_gaps_are_the_rule() {
        let mut gate = Gate::new(Mode::Keyframes, None);
        assert_eq!(gate.judge(&frame(1, true)), Verdict::Live);
        assert_eq!(gate.judge(&frame(2, false)), Verdict::Skip);
        assert_eq!(gate.judge(&frame(31, true)), Verdict::Live);
    }

    #[test]
    fn the_past_is_decoded_and_not_shown() {
        let mut gate = Gate::new(Mode::All, Some(Pts90k(3 * 6000)));
        let verdicts: Vec<_> = (0..5).map(|seq| gate.judge(&frame(seq, seq == 0))).collect();
        assert_eq!(verdicts, [Verdict::CatchUp, Verdict::CatchUp, Verdict::CatchUp, Verdict::Live, Verdict::Live]);
        let back = FrameHeader { seq: 5, pts: Pts90k(0), ..frame(5, true) };
        assert_eq!(gate.judge(&back), Verdict::Live, "a camera's clock that jumps back is not the past");
        // A cached GOP may begin right behind a break, which is nothing to who joins later.
        let mut gate = Gate::new(Mode::All, Some(Pts90k(3 * 6000)));
        let first = FrameHeader { discontinuity: true, ..frame(0, true) };
        assert_eq!(gate.judge(&first), Verdict::CatchUp);
        assert_eq!(gate.judge(&frame(1, false)), Verdict::CatchUp);
    }

    #[test]
    fn after_a_break_only_a_key_will_do() {
        let mut gate = Gate::new(Mode::All, None);
        gate.judge(&frame(0, true));
        assert_eq!(gate.judge(&FrameHeader { discontinuity: true, ..frame(1, false) }), Verdict::Skip);
        assert_eq!(gate.judge(&FrameHeader { discontinuity: true, ..frame(2, true) }), Verdict::Live);
    }
}

//! Whether a stream may be described as never reordering its pictures. Pure: looks at access units, decides at IDRs.
//! Belongs here: watching for B slices. Does not: rewriting (see `shared::h264::rewrite`).

use shared::h264::{SliceType, nal, slice};

/// What to say of a stream from an access unit on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Claim {
    /// What the camera says.
    AsGiven,
    /// Pictures are shown in the order in which they come.
    NoReordering,
}

/// Watches one session's access units.
pub(crate) struct Reorder {
    claim: Claim,
    /// A keyframe was seen, and no B slice since.
    clean_since_key: bool,
    /// A B slice was seen in this session: it may come again.
    has_b: bool,
}

impl Reorder {
    /// `cannot` where the parameter sets alone rule reordering out.
    pub(crate) fn new(cannot: bool) -> Self {
        let claim = if cannot { Claim::NoReordering } else { Claim::AsGiven };
        Self { claim, clean_since_key: false, has_b: false }
    }

    /// What is said now.
    pub(crate) fn claim(&self) -> Claim {
        self.claim
    }

    /// Looks at the next access unit; `Some` where something else is to be said from it on, which is always an IDR.
    /// Behind a `gap` nobody knows what the GOP held.
    pub(crate) fn look(&mut self, key: bool, gap: bool, unit: &[u8]) -> Option<Claim> {
        self.clean_since_key &= !gap;
        if !self.has_b && has_b_slice(unit) {
            self.has_b = true;
        }
        if !key {
            return None;
        }
        let whole_gop = std::mem::replace(&mut self.clean_since_key, true);
        let wanted = match self.claim {
            _ if self.has_b => Claim::AsGiven,
            Claim::AsGiven if whole_gop => Claim::NoReordering,
            same => same,
        };
        (wanted != self.claim).then(|| {
            self.claim = wanted;
            wanted
        })
    }
}

/// Slices of one picture may be of different types: each is looked at.
fn has_b_slice(unit: &[u8]) -> bool {
    let mut slices = nal::length_prefixed(unit).map_while(Result::ok).filter_map(slice::header);
    slices.any(|(_, kind)| kind == SliceType::B)
}

#[cfg(test)]
mod tests {
    use super::*;

    const I: &[u8] = &[0, 0, 0, 2, 0x65, 0b1000_1000];
    const P: &[u8] = &[0, 0, 0, 2, 0x41, 0b1110_0000];
    const B: &[u8] = &[0, 0, 0, 2, 0x01, 0b1010_0000];

    /// A P picture behind a gap.
    const LOST: &[u8] = &[0, 0, 0, 2, 0x41, 0b1110_0001];

    fn run(mut r: Reorder, units: &[&[u8]]) -> Vec<(usize, Claim)> {
        units.iter().enumerate().filter_map(|(n, u)| Some((n, r.look(*u == I, *u == LOST, u)?))).collect()
    }

    #[test]
    fn after_a_whole_gop_without_b_slices() {
        assert_eq!(run(Reorder::new(false), &[I, P, P, I, P, I, P]), [(3, Claim::NoReordering)]);
        assert_eq!(run(Reorder::new(true), &[I, P, P, I]), []);
    }

    #[test]
    fn a_gop_with_a_gap_proves_nothing() {
        assert_eq!(run(Reorder::new(false), &[I, P, LOST, I, P, I]), [(5, Claim::NoReordering)]);
    }

    #[test]
    fn a_stream_with_b_slices_is_left_as_it_is() {
        assert_eq!(run(Reorder::new(false), &[I, B, P, I, B, P, I]), []);
    }

    #[test]
    fn taken_back_at_the_idr_behind_a_b_slice_and_never_said_again() {
        let units = [I, P, I, P, B, I, P, I, P, I];
        assert_eq!(run(Reorder::new(false), &units), [(2, Claim::NoReordering), (5, Claim::AsGiven)]);
        assert_eq!(run(Reorder::new(true), &[I, B, I]), [(2, Claim::AsGiven)]);
    }
}

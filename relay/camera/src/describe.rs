//! What decoders must be told of a session's stream, and when it changes: only ever where decoding can begin. Pure.

use crate::{
    Failure,
    params::{cannot_reorder, stream_params},
    reorder::Reorder,
};
use hub::StreamParams;

/// One session's parameter sets and what was claimed of them.
pub(crate) struct Description {
    avcc: Option<Vec<u8>>,
    reorder: Reorder,
    /// The parameter sets are new and were not told yet.
    untold: bool,
}

/// What an access unit means for the description.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It belongs to the stream as described.
    Same,
    /// From it on the stream is described like this.
    New(StreamParams),
    /// It cannot be decoded with what is known: wait for the next IDR.
    Wait,
}

impl Description {
    /// Nothing known but what the session's description may have told.
    pub(crate) fn new(avcc: Option<Vec<u8>>) -> Self {
        let mut new = Self { avcc: None, reorder: Reorder::new(false), untold: false };
        if let Some(avcc) = avcc {
            new.set(avcc);
        }
        new
    }

    /// The decoder configuration as the camera gave it.
    pub(crate) fn record(&self) -> &[u8] {
        self.avcc.as_deref().unwrap_or_default()
    }

    /// Looks at the next access unit, and at the parameter sets that came with it. `key`: it is an IDR picture, or a
    /// recovery point at which decoding has to begin.
    pub(crate) fn look(
        &mut self,
        avcc: Option<Vec<u8>>,
        key: bool,
        gap: bool,
        unit: &[u8],
    ) -> Result<Verdict, Failure> {
        if let Some(avcc) = avcc.filter(|a| Some(a) != self.avcc.as_ref()) {
            self.set(avcc);
        }
        let reclaimed = self.reorder.look(key, gap, unit).is_some();
        let Some(avcc) = self.avcc.as_ref().filter(|_| key || !self.untold) else { return Ok(Verdict::Wait) };
        if !std::mem::take(&mut self.untold) && !reclaimed {
            return Ok(Verdict::Same);
        }
        stream_params(avcc, self.reorder.claim()).map(Verdict::New)
    }

    fn set(&mut self, avcc: Vec<u8>) {
        self.reorder = Reorder::new(cannot_reorder(&avcc));
        self.avcc = Some(avcc);
        self.untold = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::h264::Avcc;

    const I: &[u8] = &[0, 0, 0, 2, 0x65, 0b1000_1000];
    const P: &[u8] = &[0, 0, 0, 2, 0x41, 0b1110_0000];
    const HIGH: &str = "67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580";
    const BASE: &str = "6742c016d900a02ff97ff0003000410000030001000003001e0f162e48";

    fn avcc(sps: &str) -> Option<Vec<u8>> {
        let sps = (0..sps.len()).step_by(2).map(|i| u8::from_str_radix(&sps[i..i + 2], 16).unwrap()).collect();
        Some(Avcc { sps: vec![sps], pps: vec![vec![0x68, 0xce]], extension: vec![] }.encode().unwrap())
    }

    fn height(verdict: Result<Verdict, Failure>) -> Option<(u32, bool)> {
        match verdict.unwrap() {
            Verdict::New(p) => Some((p.height, p.reorders)),
            Verdict::Same => None,
            Verdict::Wait => Some((0, false)),
        }
    }

    #[test]
    fn told_at_the_first_idr_and_again_only_when_it_changes() {
        let mut d = Description::new(avcc(BASE));
        assert_eq!(height(d.look(None, true, false, I)), Some((360, false)));
        assert_eq!(height(d.look(avcc(BASE), true, false, I)), None);
        assert_eq!(height(d.look(avcc(HIGH), true, false, I)), Some((354, true)));
        assert_eq!(height(d.look(None, false, false, P)), None);
        assert_eq!(height(d.look(None, true, false, I)), Some((354, false)), "a whole GOP had no B slice");
    }

    #[test]
    fn without_parameter_sets_or_with_new_ones_in_mid_gop_it_waits() {
        let mut d = Description::new(None);
        assert_eq!(d.look(None, true, false, I).unwrap(), Verdict::Wait);
        assert_eq!(height(d.look(avcc(BASE), true, false, I)), Some((360, false)));
        assert_eq!(d.look(avcc(HIGH), false, false, P).unwrap(), Verdict::Wait);
        assert_eq!(d.look(None, false, false, P).unwrap(), Verdict::Wait);
        assert_eq!(height(d.look(None, true, false, I)), Some((354, true)));
    }
}

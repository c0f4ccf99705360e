//! Where a viewer may begin in a stream that renews its pictures strip by strip and has no IDR picture. Pure: looks at
//! access units. Belongs here: finding recovery points and the pictures from which on they hold. Does not: the lead-in's
//! bits (see `shared::h264::lead_in`), who begins where (see `hub`).

use crate::{
    params::without_reordering,
    reorder::{Claim, Reorder},
};
use shared::h264::{Avcc, LeadIn, NalType, lead_in, nal, recovery};

/// Watches one session's access units.
#[derive(Default)]
pub(crate) struct Recovery {
    /// Reference pictures that are missing since the last recovery point until the pictures are whole.
    missing: Option<u32>,
    /// What may be said to who begins at a recovery point: decoders are told anew there. From the first one on.
    reorder: Option<Reorder>,
}

/// What an access unit is to who begins in the middle.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Step {
    /// With this in front a decoder can begin at the unit.
    pub(crate) lead_in: Option<LeadIn>,
    /// Who began at the last such unit, this one counted, has whole pictures from here on.
    pub(crate) whole: bool,
}

impl<'a> From<&'a Step> for hub::Recovery<'a> {
    fn from(step: &'a Step) -> Self {
        Self { lead_in: step.lead_in.as_ref(), whole: step.whole }
    }
}

/// Whether a decoder can begin at the access unit, which is no IDR picture, with a lead-in in front.
pub(crate) fn is_point(unit: &[u8]) -> bool {
    recovery::frames_to_whole(unit).is_some()
}

impl Recovery {
    /// Looks at the next access unit of a stream that decoders are told of with `record`; `point` where [`is_point`] says
    /// so. An IDR picture makes all of this needless for a while, a gap makes what was counted before it worthless.
    pub(crate) fn look(&mut self, key: bool, point: bool, gap: bool, unit: &[u8], record: &[u8]) -> Step {
        if key || gap {
            self.missing = None;
        }
        if point {
            self.reorder.get_or_insert_with(|| Reorder::new(false));
        }
        if let Some(reorder) = &mut self.reorder {
            reorder.look(key || point, gap, unit);
        }
        let mut step = Step::default();
        if point
            && self.missing.is_none()
            && let Some(frames) = recovery::frames_to_whole(unit)
            && let Some(found) = self.lead_in(unit, record)
        {
            (self.missing, step.lead_in) = (Some(frames), Some(found));
        }
        if self.missing == Some(0) {
            (self.missing, step.whole) = (None, true);
        }
        if let Some(missing) = self.missing.as_mut().filter(|_| is_reference(unit)) {
            *missing -= 1;
        }
        step
    }

    fn lead_in(&self, unit: &[u8], record: &[u8]) -> Option<LeadIn> {
        let given = Avcc::parse(record).ok()?;
        let claim = self.reorder.as_ref().map(Reorder::claim).filter(|claim| *claim == Claim::NoReordering);
        let record = claim.and_then(|_| without_reordering(&given)).unwrap_or(given);
        lead_in::before(&record, unit)
    }
}

/// `frame_num`, in which a recovery point counts, goes on behind each reference picture (§7.4.3).
fn is_reference(unit: &[u8]) -> bool {
    let mut nals = nal::length_prefixed(unit).map_while(Result::ok);
    nals.find(|n| NalType::of(n).is_some_and(NalType::is_vcl)).is_some_and(|slice| slice[0] & 0x60 != 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::h264::Sps;

    const SPS: &str = "67640016acd940a02ff88ffc00ec014040000003004000000783c58b6580";
    const IDR: &[&[u8]] = &[&[0x65, 0x88, 0x80, 0]];
    const P: &[&[u8]] = &[&[0x41, 0x9a, 0, 0]];
    const UNREFERENCED: &[&[u8]] = &[&[0x01, 0x9a, 0, 0]];
    /// Whole after two pictures; at once.
    const POINT: &[&[u8]] = &[&[0x06, 6, 1, 0b0110_1000, 0x80], &[0x41, 0x9a, 0, 0]];
    const WHOLE: &[&[u8]] = &[&[0x06, 6, 1, 0b1100_0000, 0x80], &[0x41, 0x9a, 0, 0]];

    fn unit(nals: &[&[u8]]) -> Vec<u8> {
        let mut unit = Vec::new();
        nals.iter().for_each(|n| nal::push_length_prefixed(&mut unit, n));
        unit
    }

    fn record() -> Vec<u8> {
        let sps = (0..SPS.len()).step_by(2).map(|i| u8::from_str_radix(&SPS[i..i + 2], 16).unwrap()).collect();
        Avcc { sps: vec![sps], pps: vec![vec![0x68, 0xce]], extension: vec![] }.encode().unwrap()
    }

    /// `p` where a decoder can begin, `w` where the pictures are whole.
    fn run(units: &[(&[&[u8]], bool)]) -> String {
        let (mut recovery, record) = (Recovery::default(), record());
        let look = |(nals, gap): &(&[&[u8]], bool)| {
            let unit = unit(nals);
            recovery.look(*nals == IDR, is_point(&unit), *gap, &unit, &record)
        };
        let steps = units.iter().map(look);
        let mark = |step: Step| match (step.lead_in.is_some(), step.whole) {
            (true, true) => 'b',
            (true, false) => 'p',
            (false, true) => 'w',
            (false, false) => '.',
        };
        steps.map(mark).collect()
    }

    fn steady(units: &[&[&[u8]]]) -> String {
        run(&units.iter().map(|u| (*u, false)).collect::<Vec<_>>())
    }

    #[test]
    fn whole_after_as_many_reference_pictures_as_said() {
        assert_eq!(steady(&[P, POINT, P, P, P, POINT, UNREFERENCED, P, P]), ".p.w.p..w");
        assert_eq!(steady(&[WHOLE, P, WHOLE]), "b.b");
    }

    #[test]
    fn a_lead_in_says_that_nothing_is_reordered_where_that_was_seen() {
        let (mut recovery, record) = (Recovery::default(), record());
        let mut seen = Vec::new();
        for nals in [WHOLE, P, WHOLE, &[&[0x01, 0b1010_0000, 0, 0]], WHOLE] {
            let unit = unit(nals);
            let step = recovery.look(false, is_point(&unit), false, &unit, &record);
            seen.extend(step.lead_in.map(|lead| {
                let sps = Sps::parse(&Avcc::parse(&lead.avcc).unwrap().sps[0]).unwrap();
                sps.vui.unwrap().reorder.unwrap().0
            }));
        }
        assert_eq!(seen, [2, 0, 2]);
    }

    #[test]
    fn a_point_within_a_renewal_is_none_of_ours() {
        assert_eq!(steady(&[POINT, POINT, P, POINT, P, P]), "p.wp.w");
    }

    #[test]
    fn an_idr_picture_or_a_gap_ends_what_was_counted() {
        assert_eq!(steady(&[POINT, IDR, P, P, P]), "p....");
        assert_eq!(run(&[(POINT, false), (P, true), (P, false), (P, false)]), "p...");
        assert_eq!(run(&[(POINT, false), (POINT, true), (P, false), (P, false)]), "pp.w");
    }
}

//! What has been found out about this device: which rungs it has, and which profiles they decode. Belongs here: the table,
//! and what of it is worth keeping. Does not: finding out (see `canary`).

use crate::{
    few::Few,
    protocol::{H264Profile, Proof, Rung},
};

/// The table. What is not known is taken to work: pictures that come are the better proof.
#[derive(Debug, Default)]
pub struct Device {
    has: [bool; 5],
    verdicts: Few<(Rung, H264Profile), Verdict>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Verdict {
    decodes: bool,
    /// By an earlier visit.
    remembered: bool,
}

impl Device {
    /// The device has a rung, or has it no more.
    pub fn set(&mut self, rung: Rung, has: bool) {
        self.has[rung as usize] = has;
    }

    /// It has this rung, whatever that decodes.
    pub fn has(&self, rung: Rung) -> bool {
        self.has[rung as usize]
    }

    /// What an earlier visit has found out.
    pub fn remember(&mut self, proofs: &[Proof]) {
        for Proof { rung, profile, decodes } in proofs {
            if self.verdicts.get(&(*rung, *profile)).is_none() {
                self.verdicts.insert((*rung, *profile), Verdict { decodes: *decodes, remembered: true });
            }
        }
    }

    /// Whether the rung may decode a stream; of a stream that is not known yet, whether it may decode any.
    pub fn can(&self, rung: Rung, profile: Option<H264Profile>) -> bool {
        let decodes = |profile| self.verdicts.get(&(rung, profile)).is_none_or(|verdict| verdict.decodes);
        self.has(rung) && profile.map_or_else(|| H264Profile::ALL.into_iter().any(decodes), decodes)
    }

    /// It is worth finding out: not known, or known as broken by an earlier visit, which may be over.
    pub fn is_open(&self, rung: Rung, profile: H264Profile) -> bool {
        let verdict = self.verdicts.get(&(rung, profile));
        self.has(rung) && verdict.is_none_or(|verdict| verdict.remembered && !verdict.decodes)
    }

    /// It was found out. `true`: that is news, to be kept.
    pub fn found(&mut self, rung: Rung, profile: H264Profile, decodes: bool) -> bool {
        let verdict = Verdict { decodes, remembered: false };
        self.verdicts.insert((rung, profile), verdict).is_none_or(|old| old.decodes != decodes)
    }

    /// A proof has turned out wrong: it is not known any more. `true`: it was known.
    pub fn forget(&mut self, rung: Rung, profile: H264Profile) -> bool {
        self.verdicts.remove(&(rung, profile)).is_some()
    }

    /// What is worth keeping.
    pub fn proofs(&self) -> Vec<Proof> {
        let proof = |(&(rung, profile), verdict): (&(Rung, H264Profile), &Verdict)| Proof {
            rung,
            profile,
            decodes: verdict.decodes,
        };
        self.verdicts.iter().map(proof).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use H264Profile::{Baseline, High, Main};
    use Rung::{Mse, Webcodecs};

    fn with(rung: Rung) -> Device {
        let mut device = Device::default();
        device.set(rung, true);
        device
    }

    #[test]
    fn what_is_not_known_is_taken_to_work() {
        let mut device = with(Webcodecs);
        assert!(device.can(Webcodecs, Some(High)) && device.can(Webcodecs, None));
        assert!(!device.can(Mse, Some(High)), "it has none");
        assert!(device.found(Webcodecs, High, false));
        assert!(!device.can(Webcodecs, Some(High)));
        assert!(device.can(Webcodecs, Some(Main)) && device.can(Webcodecs, None));
        device.found(Webcodecs, Main, false);
        device.found(Webcodecs, Baseline, false);
        assert!(!device.can(Webcodecs, None));
    }

    #[test]
    fn a_bad_memory_counts_until_it_is_proved_anew() {
        let mut device = with(Webcodecs);
        let kept = [(High, false), (Main, true)].map(|(profile, decodes)| Proof { rung: Webcodecs, profile, decodes });
        device.remember(&kept);
        assert!(!device.can(Webcodecs, Some(High)));
        let open = [Baseline, Main, High].map(|profile| device.is_open(Webcodecs, profile));
        assert_eq!(open, [true, false, true]);
        assert!(device.found(Webcodecs, High, true), "news");
        assert!(!device.found(Webcodecs, High, true), "no news");
        assert!(device.can(Webcodecs, Some(High)) && !device.is_open(Webcodecs, High));
        // What this visit has found out is not overruled by memories that come late.
        device.remember(&kept);
        assert!(device.can(Webcodecs, Some(High)));
        assert_eq!(device.proofs().len(), 2);
    }

    #[test]
    fn a_wrong_proof_is_forgotten() {
        let mut device = with(Mse);
        device.found(Mse, Main, true);
        assert!(device.forget(Mse, Main) && !device.forget(Mse, Main));
        assert!(device.is_open(Mse, Main) && device.proofs().is_empty());
    }
}

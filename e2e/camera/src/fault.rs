//! What a scripted camera does wrong. Belongs here: the list of faults and the questions that the server asks about
//! them. Does not: how each is carried out.

use std::collections::BTreeSet;

/// Where a camera tells its parameter sets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum ParameterSets {
    /// In the description and before each IDR picture.
    #[default]
    Both,
    /// Only in the description.
    SdpOnly,
    /// Only before each IDR picture.
    InBandOnly,
}

/// What a camera begins and never ends, sent as fast as the line takes it, on TCP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Endless {
    /// One line of a header.
    HeaderLine,
    /// Header lines.
    Headers,
    /// A body that was said to have 4 GB.
    Body,
    /// A fragmented NAL unit.
    Fragment,
    /// An access unit of whole slices, none of them the last.
    Unit,
}

/// One thing that a camera does wrong until it is cleared. A new kind needs a variant here, a question on
/// `Faults`, and the place that asks: descriptions and answers in `server::answer`, media in `server::feed`,
/// bytes on a TCP connection in `server::writer`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Fault {
    /// RTP packets carry another SSRC than SETUP told.
    WrongSsrc,
    /// Bytes that are no frame, before every access unit, on TCP.
    Garbage {
        /// How many.
        bytes: usize,
    },
    /// SETUP beyond this number of sessions of a stream is answered 453.
    SessionLimit(usize),
    /// DESCRIBE is answered with something that does not end.
    EndlessAnswer(Endless),
    /// In place of pictures comes something that does not end.
    EndlessMedia(Endless),
    /// The first right answer on each connection is said to be stale.
    StaleNonce,
    /// The camera's clock is off by so much: a jump when it begins, one back when it is cleared.
    Clock {
        /// Forward in milliseconds; less than 0 is backward.
        ahead_ms: i64,
    },
    /// The camera's clock runs fast, by so many thousandths; less than 0 is slow.
    ClockRate {
        /// Thousandths.
        per_mille: i64,
    },
    /// Parameter sets are left out somewhere.
    ParameterSets(ParameterSets),
    /// The description names this encoding, as `H265`, whatever is sent.
    Encoding(&'static str),
    /// Each second the timestamps leap 10 s ahead.
    ClockLeaps,
    /// GET_PARAMETER and SET_PARAMETER are not advertised and answered 501.
    KeepaliveRefused,
    /// GET_PARAMETER and SET_PARAMETER are not answered at all.
    KeepaliveIgnored,
    /// The method is answered with this status and nothing else happens.
    Status {
        /// The method's name, as `PLAY`.
        method: &'static str,
        /// The status, as 503.
        status: u16,
    },
}

/// All faults of a camera at a time.
#[derive(Debug, Clone, Default)]
pub(crate) struct Faults(BTreeSet<Fault>);

impl Faults {
    pub(crate) fn add(&mut self, fault: Fault) {
        self.0.insert(fault);
    }

    pub(crate) fn remove(&mut self, fault: &Fault) {
        self.0.remove(fault);
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn wrong_ssrc(&self) -> bool {
        self.0.contains(&Fault::WrongSsrc)
    }

    pub(crate) fn garbage(&self) -> Option<usize> {
        self.find(|fault| if let Fault::Garbage { bytes } = fault { Some(*bytes) } else { None })
    }

    pub(crate) fn session_limit(&self) -> Option<usize> {
        self.find(|fault| if let Fault::SessionLimit(limit) = fault { Some(*limit) } else { None })
    }

    pub(crate) fn endless_answer(&self) -> Option<Endless> {
        self.find(|fault| if let Fault::EndlessAnswer(what) = fault { Some(*what) } else { None })
    }

    pub(crate) fn endless_media(&self) -> Option<Endless> {
        self.find(|fault| if let Fault::EndlessMedia(what) = fault { Some(*what) } else { None })
    }

    pub(crate) fn stale_nonce(&self) -> bool {
        self.0.contains(&Fault::StaleNonce)
    }

    /// What the camera's clock shows when it should show this, both in units of 1/90000 s.
    pub(crate) fn clock_90k(&self, right: u64) -> u64 {
        const SECOND: u64 = 90_000;
        let leapt = if self.0.contains(&Fault::ClockLeaps) { right / SECOND * 10 * SECOND } else { 0 };
        let rate = self.find(|fault| if let Fault::ClockRate { per_mille } = fault { Some(*per_mille) } else { None });
        let ahead = self.find(|fault| if let Fault::Clock { ahead_ms } = fault { Some(*ahead_ms) } else { None });
        let drifted = right as i64 + (right as i64).wrapping_mul(rate.unwrap_or(0)) / 1000;
        // RTP's clock wraps anyway.
        (drifted.wrapping_add(ahead.unwrap_or(0).wrapping_mul(90)) as u64).wrapping_add(leapt)
    }

    pub(crate) fn parameter_sets(&self) -> ParameterSets {
        self.find(|fault| if let Fault::ParameterSets(place) = fault { Some(*place) } else { None }).unwrap_or_default()
    }

    pub(crate) fn encoding(&self) -> &'static str {
        self.find(|fault| if let Fault::Encoding(name) = fault { Some(*name) } else { None }).unwrap_or("H264")
    }

    pub(crate) fn keepalive_refused(&self) -> bool {
        self.0.contains(&Fault::KeepaliveRefused)
    }

    pub(crate) fn keepalive_ignored(&self) -> bool {
        self.0.contains(&Fault::KeepaliveIgnored)
    }

    pub(crate) fn status(&self, asked: &str) -> Option<u16> {
        self.find(|fault| match fault {
            Fault::Status { method, status } if *method == asked => Some(*status),
            _ => None,
        })
    }

    fn find<T>(&self, pick: impl FnMut(&Fault) -> Option<T>) -> Option<T> {
        self.0.iter().find_map(pick)
    }
}

//! A clip: encoded video that a camera plays for ever. Belongs here: access units and their times.
//! Does not: where they come from (files: [`mod@file`], drawings: [`crate::studio`]), how they are sent.

mod annex_b;
pub mod file;
mod mp4;

pub use annex_b::to_annex_b;

use bytes::Bytes;
use shared::h264::{NalType, Sps, nal, recovery};

/// Units of a clip's clock, which is also RTP's for video, in a second.
pub const CLOCK_HZ: u32 = 90_000;

/// One picture as it is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessUnit {
    /// NAL units without start codes, in order, parameter sets where the source has them.
    pub nals: Vec<Bytes>,
    /// Whether a client can begin here: an IDR picture, or a recovery point of a clip that has none.
    pub key: bool,
    /// When it is sent, from the clip's start, in units of 1/90000 s.
    pub dts_90k: u64,
    /// When it is shown, never before `dts_90k`.
    pub pts_90k: u64,
}

/// Why access units make no clip.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ClipError {
    /// There is nothing to play.
    #[error("the video has no picture")]
    Empty,
    /// No client can begin at the first picture, or nowhere without an IDR picture.
    #[error("the video does not start with a picture that decoding can begin with")]
    NoKey,
    /// A clip that should have none has an IDR picture behind its first recovery point.
    #[error("the video has IDR pictures and recovery points")]
    Idr,
    /// No parameter set was found anywhere.
    #[error("the video has no sequence or no picture parameter set")]
    NoParameterSets,
    /// The frame rate is no positive number up to 240.
    #[error("{0} is no frame rate: use more than 0, at most 240 pictures a second")]
    FrameRate(f64),
}

fn is_recovery_point(nals: &[Bytes]) -> bool {
    let mut unit = Vec::new();
    nals.iter().for_each(|nal| nal::push_length_prefixed(&mut unit, nal));
    recovery::frames_to_whole(&unit).is_some()
}

/// Encoded video that starts with a picture that decoding can begin with and can be played again and again.
#[derive(Debug, Clone, PartialEq)]
pub struct Clip {
    units: Vec<AccessUnit>,
    sps: Bytes,
    pps: Bytes,
    duration_90k: u64,
}

impl Clip {
    /// Makes a clip; `duration_90k` is from the first picture to the same one in the next round. `outside` holds
    /// parameter sets that came apart from the pictures, as in MP4.
    pub fn new(units: Vec<AccessUnit>, outside: &[Bytes], duration_90k: u64) -> Result<Self, ClipError> {
        let first = units.first().ok_or(ClipError::Empty)?;
        if !first.key {
            return Err(ClipError::NoKey);
        }
        let find = |kind| {
            let mut nals = units.iter().flat_map(|unit| &unit.nals).chain(outside);
            nals.find(|nal| NalType::of(nal) == Some(kind)).cloned().ok_or(ClipError::NoParameterSets)
        };
        let (sps, pps) = (find(NalType::Sps)?, find(NalType::Pps)?);
        let last = units.last().map_or(0, |unit| unit.dts_90k);
        Ok(Self { units, sps, pps, duration_90k: duration_90k.max(last + 1) })
    }

    /// Reads an Annex B byte stream (`.264`) of pictures at an even rate. Pictures are shown in the order they are
    /// stored: a stream with B slices keeps its bytes, but its presentation times are those of decoding.
    pub fn from_annex_b(stream: &[u8], fps: f64) -> Result<Self, ClipError> {
        annex_b::read(stream, fps)
    }

    /// The clip from its first recovery point (H.264 section D.2.8) on, without any IDR picture: a client begins at
    /// recovery points. It is no loop: where it begins again, pictures are broken until they are renewed.
    pub fn without_idr(self) -> Result<Self, ClipError> {
        let idr = |unit: &AccessUnit| unit.nals.iter().any(|nal| NalType::of(nal) == Some(NalType::Idr));
        let point = |unit: &AccessUnit| !idr(unit) && is_recovery_point(&unit.nals);
        let start = self.units.iter().position(point).ok_or(ClipError::NoKey)?;
        let from_90k = self.units[start].dts_90k;
        let mut units = self.units[start..].to_vec();
        for unit in &mut units {
            unit.key = is_recovery_point(&unit.nals);
            unit.dts_90k -= from_90k;
            unit.pts_90k -= from_90k;
        }
        if units.iter().any(idr) {
            return Err(ClipError::Idr);
        }
        Self::new(units, &[self.sps, self.pps], self.duration_90k - from_90k)
    }

    /// Pictures in the order they are sent.
    pub fn units(&self) -> &[AccessUnit] {
        &self.units
    }

    /// The first sequence parameter set.
    pub fn sps(&self) -> &Bytes {
        &self.sps
    }

    /// The first picture parameter set.
    pub fn pps(&self) -> &Bytes {
        &self.pps
    }

    /// Length of one round in units of 1/90000 s.
    pub fn duration_90k(&self) -> u64 {
        self.duration_90k
    }

    /// Mean pictures a second.
    pub fn fps(&self) -> f64 {
        self.units.len() as f64 * f64::from(CLOCK_HZ) / self.duration_90k as f64
    }

    /// Width and height in pixels, where the parameter set can be read.
    pub fn size(&self) -> Option<(u32, u32)> {
        Sps::parse(&self.sps).ok().map(|sps| (sps.width, sps.height))
    }

    /// Mean bits a second of all NAL units.
    pub fn bits_per_sec(&self) -> f64 {
        let bytes: usize = self.units.iter().flat_map(|unit| &unit.nals).map(Bytes::len).sum();
        bytes as f64 * 8.0 * f64::from(CLOCK_HZ) / self.duration_90k as f64
    }
}

//! H.264 encoding. Belongs here: the encoder's settings. Does not: pictures, files.

use super::{Film, picture::Picture};
use crate::clip::ClipError;
use openh264::{
    OpenH264API,
    encoder::{
        Complexity, EncoderConfig, FrameRate, IntraFramePeriod, Profile, QpRange, RateControlMode, UsageType, VuiConfig,
    },
};

/// Why pictures were not encoded.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The encoder says so.
    #[error(transparent)]
    Encoder(#[from] openh264::Error),
    /// What it wrote cannot be played.
    #[error(transparent)]
    Clip(#[from] ClipError),
}

/// Collects an Annex B stream of Constrained Baseline: no B slices, one slice a picture, an IDR picture each GOP, the
/// same quantiser all along, so that the picture does not breathe.
pub(super) struct Encoder {
    encoder: openh264::encoder::Encoder,
    stream: Vec<u8>,
}

impl Encoder {
    /// `quantiser` is H.264's QP, 0 to 51.
    pub(super) fn new(film: Film, quantiser: u8) -> Result<Self, EncodeError> {
        let config = EncoderConfig::new()
            .profile(Profile::Baseline)
            .max_frame_rate(FrameRate::from_hz(film.fps as f32))
            .intra_frame_period(IntraFramePeriod::from_num_frames(film.gop_frames))
            // With one quantiser there is nothing to control; the mode "off" would take one of its own.
            .rate_control_mode(RateControlMode::Bufferbased)
            .qp(QpRange::new(quantiser, quantiser))
            .skip_frames(false)
            .scene_change_detect(false)
            .adaptive_quantization(false)
            .background_detection(false)
            .usage_type(UsageType::CameraVideoRealTime)
            .complexity(Complexity::Medium)
            .num_threads(1)
            .vui(VuiConfig::bt709());
        let encoder = openh264::encoder::Encoder::with_api_config(OpenH264API::from_source(), config)?;
        Ok(Self { encoder, stream: Vec::new() })
    }

    pub(super) fn push(&mut self, picture: &Picture) -> Result<(), EncodeError> {
        self.encoder.encode(picture)?.write_vec(&mut self.stream);
        Ok(())
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.stream
    }
}

/// The quantiser that comes nearest to a bit rate, from a trial with another: with drawings seven to eight steps halve the bits.
pub(super) fn quantiser_for(bits_per_sec: u32, tried: u8, tried_bits_per_sec: f64) -> u8 {
    let steps = 7.5 * (tried_bits_per_sec / f64::from(bits_per_sec)).log2();
    (f64::from(tried) + steps).round().clamp(16.0, 42.0) as u8
}

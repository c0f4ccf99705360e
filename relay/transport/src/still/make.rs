//! From a keyframe to a JPEG. Belongs here: the order of the steps. Does not: threads, caches.

use super::{
    colour::ToJfif,
    decode::{DecodeError, decode},
    jpeg,
    scale::{self, ScaleError},
};
use hub::Frame;
use shared::{CameraId, UnixMicros, still::StillWidth};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// Why there is no still.
#[derive(Debug, thiserror::Error)]
pub(super) enum MakeError {
    #[error(transparent)]
    Decode(#[from] DecodeError),
    #[error(transparent)]
    Scale(#[from] ScaleError),
    #[error(transparent)]
    Jpeg(#[from] jpeg_encoder::EncodingError),
}

/// A keyframe apart from any stream.
#[derive(Debug, Clone)]
pub struct Key {
    /// Whose picture it is.
    pub camera: CameraId,
    /// The decoder configuration (ISO/IEC 14496-15 §5.3.3.1).
    pub avcc: Vec<u8>,
    /// The access unit, 4-byte length-prefixed.
    pub unit: Vec<u8>,
    /// When it came.
    pub time: UnixMicros,
}

/// Decodes, scales and encodes; takes the CPU for as long as that lasts.
pub(super) fn make(camera: &CameraId, key: &Frame, width: StillWidth) -> Result<Vec<u8>, MakeError> {
    jpeg_of(&comment(camera, key.header().time), &key.params().avcc_source, &key.unit(), width)
}

/// The same of a keyframe that lies in no ring.
pub(super) fn make_apart(key: &Key, width: StillWidth) -> Result<Vec<u8>, MakeError> {
    jpeg_of(&comment(&key.camera, key.time), &key.avcc, &key.unit, width)
}

fn jpeg_of(comment: &str, avcc: &[u8], unit: &[u8], width: StillWidth) -> Result<Vec<u8>, MakeError> {
    decode(avcc, unit, |planes, sps| {
        let colours = ToJfif::of(sps);
        let size = scale::size(width, (planes.width, planes.height));
        if size == (planes.width, planes.height) {
            return Ok(jpeg::encode(planes, &colours, comment)?);
        }
        Ok(jpeg::encode(&scale::down(planes, size)?, &colours, comment)?)
    })?
}

/// What the file says of itself: whose picture it is, and of when.
fn comment(camera: &CameraId, time: UnixMicros) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(time.0) * 1000).ok();
    let at = at.and_then(|at| at.format(&Rfc3339).ok()).unwrap_or_default();
    format!("{camera} {at}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comment_names_camera_and_time() {
        let camera = "ward/a".parse().unwrap();
        assert_eq!(comment(&camera, UnixMicros(1_764_000_000_250_000)), "ward/a 2025-11-24T16:00:00.25Z");
        assert_eq!(comment(&camera, UnixMicros(u64::MAX)), "ward/a ");
    }
}

//! Clips from files. Belongs here: choosing the reader, the frame rate. Does not: the formats themselves.

use super::{Clip, ClipError, mp4};
use shared::h264::{NalType, Sps, nal};
use std::path::{Path, PathBuf};

/// Used where neither the caller nor the stream names a rate.
const DEFAULT_FPS: f64 = 25.0;

/// Why a file cannot be played.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It cannot be read.
    #[error("cannot read {path}: {source}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It is neither `.264`, `.h264` nor `.mp4`.
    #[error("{0} has no ending that is known here: use .264, .h264 or .mp4")]
    Ending(PathBuf),
    /// The MP4 boxes are broken or hold no H.264.
    #[error("cannot read {path} as MP4: {why}")]
    Mp4 {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
    /// The video in it cannot be played in a loop.
    #[error("cannot play {path}: {source}")]
    Clip {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        source: ClipError,
    },
}

/// Reads a video. `fps` overrides the rate of a `.264` file, which else is its SPS's or 25; an MP4 keeps its own times.
pub fn open(path: &Path, fps: Option<f64>) -> Result<Clip, FileError> {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    let read = || std::fs::read(path).map_err(|source| FileError::Read { path: path.to_owned(), source });
    let clip = match ending {
        "264" | "h264" => {
            let stream = read()?;
            Clip::from_annex_b(&stream, fps.or_else(|| told_fps(&stream)).unwrap_or(DEFAULT_FPS))
        }
        "mp4" => mp4::read(&read()?).map_err(|why| FileError::Mp4 { path: path.to_owned(), why })?,
        _ => return Err(FileError::Ending(path.to_owned())),
    };
    clip.map_err(|source| FileError::Clip { path: path.to_owned(), source })
}

/// The rate that the first sequence parameter set tells (H.264 section E.2.1: two ticks a frame).
fn told_fps(stream: &[u8]) -> Option<f64> {
    let sps = nal::annex_b(stream).find(|nal| NalType::of(nal) == Some(NalType::Sps))?;
    let (units_in_tick, time_scale) = Sps::parse(sps).ok()?.vui?.timing?;
    let fps = f64::from(time_scale) / (2.0 * f64::from(units_in_tick));
    (fps > 0.0 && fps <= 240.0).then_some(fps)
}

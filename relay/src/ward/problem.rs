//! Why something was not done with a camera or an area, and the sentence for it.

use crate::{Failure, roster::Fault};
use shared::{
    CameraId,
    text::{cli, door::cameras as t, model},
};
use store::StoreError;

/// Why something was not done; it has not happened in part either.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    /// What was told of a camera is wrong, each mistake with its column; never empty.
    #[error("{} mistakes in what was told of a camera", .0.len())]
    Faults(Vec<Fault>),
    /// The camera is not there.
    #[error("there is no camera {0}")]
    NoCamera(CameraId),
    /// It is no name, or no path, of an area.
    #[error("no area can be called so")]
    AreaBad,
    /// Other cameras are being tried.
    #[error("too many cameras are tried at once")]
    Busy,
    /// It can be said in words only.
    #[error("a list or an address was refused")]
    Failed(Failure),
    /// The store does not serve.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        match problem {
            // A command tells its first mistake; the next one is told when that is mended.
            Problem::Faults(faults) => {
                let first = faults.into_iter().next().map(|fault| fault.what);
                first.unwrap_or_else(|| Self::new(model::EDIT_NOTHING, []))
            }
            Problem::NoCamera(id) => Self::new(cli::CAMERA_UNKNOWN, [("id", &id.camera())]),
            Problem::AreaBad => Self::new(model::AREA_BAD, []),
            Problem::Busy => Self::new(t::TRIAL_BUSY, []),
            Problem::Failed(failure) => failure,
            Problem::Store(error) => error.into(),
        }
    }
}

//! Trying a camera before it is kept, while somebody waits for a page. Belongs here: how much of that is done at once and for
//! how long. Does not: the steps (see `camera::check`), words.

use super::{Problem, Ward};
use crate::{Failure, catalog::spec};
use camera::{Picture, Progress};
use shared::{
    UnixMicros,
    diagnosis::{Diagnosis, Step, StreamReport},
    text::cli,
    wire::Reason,
};
use std::time::Duration;
use store::CameraRecord;
use tokio::time::timeout;

/// Cameras that are tried at the same time.
pub(super) const PROBES: usize = 2;
/// How long one waits for its turn.
const TURN: Duration = Duration::from_secs(4);
/// How long each stream is watched; with what goes before it is about eight seconds.
const WATCH: Duration = Duration::from_secs(5);
/// The longest step of a dial: whoever looks at the page waits for it.
const STEP: Duration = Duration::from_secs(4);
/// The longest wait for a keyframe.
const KEY: Duration = Duration::from_secs(8);
/// After this what was found until then is all: a request is answered within thirty seconds.
const ALL: Duration = Duration::from_secs(22);

/// What was found at a camera.
pub(crate) struct Tried {
    pub(crate) found: Diagnosis,
    /// The first keyframe: decoder configuration, access unit, time.
    pub(crate) key: Option<(Vec<u8>, Vec<u8>, UnixMicros)>,
}

/// What has been told so far.
#[derive(Default)]
struct Seen {
    ended: Vec<StreamReport>,
    trying: Option<StreamReport>,
    key: Option<(Vec<u8>, Vec<u8>, UnixMicros)>,
}

impl Ward {
    /// Tries a camera that need not be stored.
    pub(crate) async fn probe(&self, record: &CameraRecord) -> Result<Tried, Problem> {
        let spec = spec(record).ok_or_else(|| Failure::new(cli::URL_BAD, []))?;
        let _turn =
            timeout(TURN, self.probes.acquire()).await.map_err(|_| Problem::Busy)?.map_err(|_| Problem::Busy)?;
        let mut settings = (*self.cameras).clone();
        settings.connect_timeout = settings.connect_timeout.min(STEP);
        settings.no_media_timeout = settings.no_media_timeout.min(KEY);
        let mut seen = Seen::default();
        let check = Box::pin(camera::check(&spec, &settings, WATCH, |progress| seen.take(&progress)));
        let checked = timeout(ALL, check).await;
        Ok(seen.end(checked.ok()))
    }
}

impl Seen {
    fn take(&mut self, progress: &Progress<'_>) {
        match progress {
            Progress::Begins(profile) => self.trying = Some(StreamReport::new(*profile)),
            Progress::Reached(step, _) => {
                if let Some(report) = &mut self.trying {
                    report.reached = Some(*step);
                }
            }
            Progress::Picture(Picture { avcc, unit, time }) => {
                self.key.get_or_insert_with(|| (avcc.to_vec(), unit.to_vec(), *time));
            }
            Progress::Ended(report) => {
                self.trying = None;
                self.ended.push((*report).clone());
            }
        }
    }

    /// Where there was not enough time, the stream that was being tried has failed.
    fn end(mut self, found: Option<Diagnosis>) -> Tried {
        let found = found.unwrap_or_else(|| {
            let late = self.trying.take().map(|report| {
                let connected = report.reached >= Some(Step::PortOpen);
                let reason = if connected { Reason::NoMedia } else { Reason::Unreachable };
                StreamReport { reason: Some(reason), ..report }
            });
            Diagnosis::new(self.ended.into_iter().chain(late).collect(), [])
        });
        Tried { found, key: self.key }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::{Profile, diagnosis::Verdict};

    #[test]
    fn a_trial_that_takes_too_long_tells_how_far_it_came() {
        let mut seen = Seen::default();
        seen.take(&Progress::Begins(Profile::Main));
        seen.take(&Progress::Picture(Picture { avcc: &[1], unit: &[2], time: UnixMicros(3) }));
        seen.take(&Progress::Picture(Picture { avcc: &[4], unit: &[5], time: UnixMicros(6) }));
        seen.take(&Progress::Ended(&StreamReport::new(Profile::Main)));
        seen.take(&Progress::Begins(Profile::Sub));
        seen.take(&Progress::Reached(Step::PortOpen, Duration::ZERO));
        let tried = seen.end(None);
        assert_eq!(tried.key, Some((vec![1], vec![2], UnixMicros(3))), "the first picture of all");
        let [main, sub] = &tried.found.streams[..] else { panic!("{:?}", tried.found) };
        assert_eq!((main.profile, main.reason), (Profile::Main, None));
        assert_eq!((sub.reached, sub.reason), (Some(Step::PortOpen), Some(Reason::NoMedia)));
        assert_eq!(tried.found.verdict, Verdict::Failed);
    }
}

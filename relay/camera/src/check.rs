//! Trying one camera from the command line: does it play, and what does it send?

use crate::{
    CameraSpec, Failure, Settings, dials::Dials, farewell::Sessions, params::stream_params, reorder::Claim, rtsp,
    spec::Source,
};
use shared::{Profile, wire::Reason};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long a stream is watched to tell its rates.
const WATCH: Duration = Duration::from_secs(3);

/// What a stream was seen to send.
#[derive(Debug, Clone, PartialEq)]
pub struct StreamFacts {
    /// RFC 6381.
    pub codec: String,
    /// Cropped width in pixels.
    pub width: u32,
    /// Cropped height in pixels.
    pub height: u32,
    /// Access units a second.
    pub fps: f64,
    /// Kilobits a second.
    pub kbps: f64,
}

/// Dials each of a camera's streams, one after the other, and watches it for a moment. After a refused password no
/// further stream is tried: cameras lock accounts.
pub async fn check(spec: &CameraSpec, settings: &Settings) -> Vec<(Profile, Result<StreamFacts, Failure>)> {
    let mut found = Vec::new();
    for profile in [Profile::Main, Profile::Sub] {
        let refused = matches!(found.last(), Some((_, Err(Failure { reason: Reason::AuthFailed, .. }))));
        if refused || (profile == Profile::Sub && spec.sub.is_none()) {
            continue;
        }
        let sessions = Sessions::default();
        let facts = check_stream(&spec.source(profile), settings, &sessions).await;
        // The session is ended properly: some cameras count it as taken otherwise.
        let _ = timeout(Duration::from_secs(2), sessions.ended()).await;
        found.push((profile, facts));
    }
    found
}

async fn check_stream(source: &Source, settings: &Settings, sessions: &Sessions) -> Result<StreamFacts, Failure> {
    let dials = Dials::new(settings.dials_per_sec, settings.dials_per_host);
    let mut playing = rtsp::open(source, settings, &dials, sessions).await?;
    let no_media = || Failure::new(Reason::NoMedia, "no picture");
    let first = async {
        playing.next().await?;
        // Parameter sets may come only with a keyframe.
        while playing.avcc().is_none() {
            playing.next().await?;
        }
        Ok::<_, Failure>(())
    };
    timeout(settings.no_media_timeout, first).await.map_err(|_| no_media())??;
    let (start, mut units, mut bytes) = (Instant::now(), 0u32, 0usize);
    while let Ok(next) = timeout(WATCH.saturating_sub(start.elapsed()), playing.next()).await {
        units += 1;
        bytes += next?.data.len();
    }
    let secs = start.elapsed().as_secs_f64();
    let params = stream_params(&playing.avcc().ok_or_else(no_media)?, Claim::AsGiven)?;
    Ok(StreamFacts {
        codec: params.codec,
        width: params.width,
        height: params.height,
        fps: f64::from(units) / secs,
        kbps: bytes as f64 * 8.0 / 1000.0 / secs,
    })
}

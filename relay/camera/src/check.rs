//! Trying one camera that is not pulled yet: does it play, what does it send, what should be changed?
//! Belongs here: the order of the steps. Does not: judging (see `diagnose`), words.

use crate::{
    CameraSpec, Failure, Settings,
    default_password::is_default,
    diagnose,
    diagnose::Observer,
    dials::Dials,
    farewell::Sessions,
    params::stream_params,
    reorder::Claim,
    rtsp,
    rtsp::{Door, Playing},
    spec::Source,
};
use futures::FutureExt;
use hub::clock::now;
use shared::{
    Profile, UnixMicros,
    diagnosis::{Advice, Diagnosis, Step, StreamReport},
    wire::Reason,
};
use std::{panic::AssertUnwindSafe, time::Duration};
use tokio::{
    net::TcpStream,
    time::{Instant, timeout, timeout_at},
};

/// What happens during a check, told as it happens.
#[derive(Debug)]
pub enum Progress<'a> {
    /// A stream is tried.
    Begins(Profile),
    /// One more step succeeded, so long after the stream was asked to play where that is a picture's.
    Reached(Step, Duration),
    /// The stream's first keyframe.
    Picture(Picture<'a>),
    /// All that there is of this stream.
    Ended(&'a StreamReport),
}

/// A keyframe with what a decoder must be told before it.
#[derive(Debug, Clone, Copy)]
pub struct Picture<'a> {
    /// The decoder configuration (ISO/IEC 14496-15 §5.3.3.1).
    pub avcc: &'a [u8],
    /// The access unit, 4-byte length-prefixed.
    pub unit: &'a [u8],
    /// When its last byte came.
    pub time: UnixMicros,
}

/// Dials each of a camera's streams, one after the other, and watches it for `watch`. After a refused password no
/// further stream is tried: cameras lock accounts.
pub async fn check(
    spec: &CameraSpec,
    settings: &Settings,
    watch: Duration,
    mut tell: impl FnMut(Progress<'_>),
) -> Diagnosis {
    let mut streams: Vec<StreamReport> = Vec::new();
    let mut unlocked = false;
    for profile in [Profile::Main, Profile::Sub] {
        let refused = streams.last().is_some_and(|s| s.reason == Some(Reason::AuthFailed));
        if refused || (profile == Profile::Sub && spec.sub.is_none()) {
            continue;
        }
        tell(Progress::Begins(profile));
        let source = spec.source(profile);
        let sessions = Sessions::default();
        let report = StreamReport::new(profile);
        let mut attempt = Attempt { report, unlocked: false, settings, sessions: &sessions, tell: &mut tell };
        attempt.run(&source, watch).await;
        unlocked |= attempt.unlocked;
        let report = attempt.report;
        // The session is ended properly: some cameras count it as taken otherwise.
        let _ = timeout(Duration::from_secs(2), sessions.ended()).await;
        tell(Progress::Ended(&report));
        streams.push(report);
    }
    let facts = |profile| streams.iter().find(|s| s.profile == profile).and_then(|s| s.facts.as_ref());
    let whole = diagnose::about_camera(spec.sub.is_some(), facts(Profile::Main), facts(Profile::Sub));
    let accepted = streams.iter().any(|s| s.reached >= Some(Step::PasswordAccepted));
    let weak = spec.credentials.as_ref().is_some_and(|(user, password)| is_default(user, password));
    let guarded = match () {
        () if unlocked => Some(Advice::NoPassword),
        () if weak && accepted => Some(Advice::DefaultPassword),
        () => None,
    };
    Diagnosis::new(streams, whole.into_iter().chain(guarded))
}

/// One stream being tried.
struct Attempt<'a, T> {
    report: StreamReport,
    /// The camera described the stream to someone without a password.
    unlocked: bool,
    settings: &'a Settings,
    sessions: &'a Sessions,
    tell: &'a mut T,
}

impl<T: FnMut(Progress<'_>)> Attempt<'_, T> {
    async fn run(&mut self, source: &Source, watch: Duration) {
        let mut observer = Observer::default();
        // A camera may send what a parser does not survive.
        let played = AssertUnwindSafe(self.play(source, watch, &mut observer)).catch_unwind().await;
        let ended = played.unwrap_or_else(|_| Err(Failure::new(Reason::ProtocolError, "the session's code panicked")));
        self.report.facts = observer.facts();
        self.report.seen = Some(now().time);
        if let Some(facts) = &self.report.facts {
            self.report.advice.extend(diagnose::about_stream(self.report.profile, facts));
        }
        if let Err(failure) = ended {
            self.report.advice.extend(diagnose::about_reason(failure.reason));
            self.report.reason = Some(failure.reason);
        }
        self.report.advice.sort_unstable();
        self.report.advice.dedup();
    }

    async fn play(&mut self, source: &Source, watch: Duration, observer: &mut Observer) -> Result<(), Failure> {
        let locked = self.knock(source).await? == Door::Locked;
        if locked && source.credentials.is_none() {
            return Err(Failure::new(Reason::AuthFailed, "a password is wanted and none is known"));
        }
        let dials = Dials::new(self.settings.dials_per_sec, self.settings.dials_per_host);
        let opened = rtsp::open(source, self.settings, &dials, self.sessions).await;
        let described = matches!(&opened, Err(f) if matches!(f.reason, Reason::CodecH265 | Reason::CodecUnsupported));
        if locked && (opened.is_ok() || described) {
            self.reach(Step::PasswordAccepted, Duration::ZERO);
        }
        let mut playing = opened?;
        self.reach(Step::StreamFound, Duration::ZERO);
        self.first_picture(&mut playing, observer).await?;
        let until = Instant::now() + watch;
        while let Ok(next) = timeout_at(until, playing.next()).await {
            let next = next?;
            if let Some(avcc) = &next.avcc {
                observer.describe(avcc);
            }
            observer.push(&next.arrived, &next.data);
        }
        observer.facts().map(drop).ok_or_else(|| Failure::new(Reason::NoMedia, "one picture and no more"))
    }

    /// Everything before a password is shown.
    async fn knock(&mut self, source: &Source) -> Result<Door, Failure> {
        let named = source.url.literal().is_none();
        let located = rtsp::locate(&source.url, self.settings).await;
        if named && !matches!(&located, Err(f) if f.reason == Reason::NameUnknown) {
            self.reach(Step::NameResolved, Duration::ZERO);
        }
        let (ip, url) = located?;
        self.reach(Step::AddressAllowed, Duration::ZERO);
        let unreachable = |detail: &str| Failure::new(Reason::Unreachable, detail);
        match timeout(self.settings.connect_timeout, TcpStream::connect((ip, source.url.port()))).await {
            Ok(Ok(connection)) => drop(connection),
            Ok(Err(e)) if e.kind() == std::io::ErrorKind::ConnectionRefused => {
                return Err(Failure::new(Reason::ConnectionRefused, "connection refused"));
            }
            Ok(Err(_)) => return Err(unreachable("no connection")),
            Err(_) => return Err(unreachable("no answer")),
        }
        self.reach(Step::PortOpen, Duration::ZERO);
        let door = rtsp::knock(url, self.settings).await?;
        self.reach(Step::RtspAnswers, Duration::ZERO);
        self.unlocked = door == Door::Open;
        if self.unlocked {
            self.reach(Step::NoPasswordAsked, Duration::ZERO);
        }
        Ok(door)
    }

    /// Waits for a keyframe and the parameter sets, which may come only with it.
    async fn first_picture(&mut self, playing: &mut Playing, observer: &mut Observer) -> Result<(), Failure> {
        let start = now().at;
        let mut seen = 0u32;
        let first = async {
            loop {
                let next = playing.next().await?;
                seen += 1;
                if let Some(avcc) = playing.avcc().filter(|_| next.arrived.key) {
                    return Ok::<_, Failure>((next, avcc));
                }
            }
        };
        let Ok(first) = timeout(self.settings.no_media_timeout, first).await else {
            if seen > 0 {
                self.report.advice.push(Advice::GopUnbounded);
            }
            return Err(Failure::new(Reason::NoMedia, format!("no keyframe among {seen} pictures")));
        };
        let (next, avcc) = first?;
        stream_params(&avcc, Claim::AsGiven)?;
        observer.describe(&avcc);
        observer.push(&next.arrived, &next.data);
        let after = next.arrived.moment.at.saturating_sub(start);
        self.report.first_picture_ms = Some(u64::try_from(after.as_millis()).unwrap_or(u64::MAX));
        self.reach(Step::FirstPicture, after);
        (self.tell)(Progress::Picture(Picture { avcc: &avcc, unit: &next.data, time: next.arrived.moment.time }));
        Ok(())
    }

    fn reach(&mut self, step: Step, after: Duration) {
        self.report.reached = Some(step);
        (self.tell)(Progress::Reached(step, after));
    }
}

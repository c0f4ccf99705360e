//! One RTSP session on `retina`: resolve, check the address, dial, and hand out access units.
//! Belongs here: what `retina` needs and gives. Does not: retrying, the hub.

use crate::{
    CameraUrl, Failure, Settings,
    dials::Dials,
    farewell::{Sessions, cut},
    growth,
    intake::Arrived,
    recovery,
    spec::Source,
};
use futures::StreamExt;
use hub::clock::now;
use retina::{
    client::{
        Demuxed, PlayOptions, Session, SessionGroup, SessionOptions, SetupOptions, TcpTransportOptions, TeardownPolicy,
        UdpTransportOptions,
    },
    codec::{CodecItem, FrameFormat, ParametersRef},
};
use secrecy::ExposeSecret;
use shared::wire::Reason;
use std::{future::Future, net::IpAddr, pin::pin, sync::Arc, time::Duration};
use tokio::time::timeout;
use url::Url;

/// What cameras read in our requests.
const AGENT: &str = concat!("ward-relay/", env!("CARGO_PKG_VERSION"));

/// A session that plays.
pub(crate) struct Playing {
    /// `None` once it was cut off.
    demuxed: Option<Demuxed>,
    stream: usize,
}

/// One access unit.
pub(crate) struct Incoming {
    pub(crate) arrived: Arrived,
    /// 4-byte length-prefixed NAL units, without parameter sets.
    pub(crate) data: Vec<u8>,
    /// The decoder configuration, where it is new.
    pub(crate) avcc: Option<Vec<u8>>,
}

/// What a camera does with someone who shows no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Door {
    /// It describes its stream.
    Open,
    /// It asks for a password.
    Locked,
    /// It refuses for another reason.
    Refuses,
}

/// Asks a camera, by its checked address, for a stream's description without a password.
pub(crate) async fn knock(url: Url, settings: &Settings) -> Result<Door, Failure> {
    let options = SessionOptions::default().user_agent(AGENT.to_owned());
    let asked = timeout(settings.connect_timeout, Session::describe(url, options)).await;
    match asked.map_err(|_| Failure::new(Reason::Unreachable, "no answer"))? {
        Ok(_) => Ok(Door::Open),
        Err(e) => match e.status_code() {
            Some(401) => Ok(Door::Locked),
            Some(_) => Ok(Door::Refuses),
            None => Err(e.into()),
        },
    }
}

/// Dials a camera and starts its stream.
pub(crate) async fn open(
    source: &Source,
    settings: &Settings,
    dials: &Dials,
    sessions: &Sessions,
) -> Result<Playing, Failure> {
    let (ip, url) = locate(&source.url, settings).await?;
    let _turn = dials.turn(ip).await;
    growth::within(growth::ANSWER, Box::pin(dial(source, settings, url, sessions.begin()))).await?
}

async fn dial(source: &Source, settings: &Settings, url: Url, group: Arc<SessionGroup>) -> Result<Playing, Failure> {
    let step = settings.connect_timeout;
    let credentials = source.credentials.as_ref().map(|(username, password)| retina::client::Credentials {
        username: username.clone(),
        password: password.expose_secret().to_owned(),
    });
    let options = |teardown| {
        SessionOptions::default()
            .creds(credentials.clone())
            .session_group(group.clone())
            .teardown(teardown)
            .user_agent(AGENT.to_owned())
    };
    // Where a TEARDOWN is tried on new connections, it goes to whatever address the camera has named, with its
    // password: then the connection's end must do.
    let teardown = match source.transport {
        crate::Transport::Tcp => TeardownPolicy::Auto,
        crate::Transport::Udp => TeardownPolicy::Never,
    };
    let mut session = in_time(step, Session::describe(url.clone(), options(teardown))).await?;
    if session.tool().is_some_and(retina::client::Tool::has_live555_tcp_bug) {
        drop(session);
        session = in_time(step, Session::describe(url, options(TeardownPolicy::Never))).await?;
    }
    let stream = choose(&session)?;
    let transport = match source.transport {
        crate::Transport::Tcp => retina::client::Transport::Tcp(TcpTransportOptions::default()),
        crate::Transport::Udp => retina::client::Transport::Udp(UdpTransportOptions::default()),
    };
    let setup = SetupOptions::default().transport(transport).frame_format(FrameFormat::MP4);
    in_time(step, session.setup(stream, setup)).await?;
    let playing = in_time(step, session.play(PlayOptions::default())).await?;
    Ok(Playing { demuxed: Some(playing.demuxed()?), stream })
}

/// The camera's network address, checked, and its URL with that address in it.
pub(crate) async fn locate(url: &CameraUrl, settings: &Settings) -> Result<(IpAddr, Url), Failure> {
    let unknown = |e: String| Failure::new(Reason::NameUnknown, e);
    let lookup = tokio::net::lookup_host((url.host(), url.port()));
    let found = timeout(settings.connect_timeout, lookup)
        .await
        .map_err(|_| unknown("no answer".into()))?
        .map_err(|e| unknown(e.kind().to_string()))?;
    let mut refused = false;
    for address in found {
        if settings.networks.permit(address) {
            let dialled = url.at(address.ip()).ok_or_else(|| unknown("not an address".into()))?;
            return Ok((address.ip(), dialled));
        }
        refused = true;
    }
    Err(if refused {
        Failure::new(Reason::AddressRefused, "outside the allowed networks")
    } else {
        unknown("no address".into())
    })
}

async fn in_time<T>(limit: Duration, step: impl Future<Output = Result<T, retina::Error>>) -> Result<T, Failure> {
    match timeout(limit, step).await {
        Ok(done) => done.map_err(Failure::from),
        Err(_) => Err(Failure::new(Reason::Unreachable, format!("no answer within {limit:?}"))),
    }
}

/// The video stream to set up. Audio is never set up.
fn choose<S: retina::client::State>(session: &Session<S>) -> Result<usize, Failure> {
    let video = || session.streams().iter().enumerate().filter(|(_, s)| s.media() == "video");
    if let Some((i, _)) = video().find(|(_, s)| s.encoding_name() == "h264") {
        return Ok(i);
    }
    let names: Vec<_> = video().map(|(_, s)| s.encoding_name()).collect();
    let reason = if names.contains(&"h265") { Reason::CodecH265 } else { Reason::CodecUnsupported };
    Err(Failure::new(reason, format!("no H.264 among {} video streams", names.len())))
}

impl Playing {
    /// The next access unit. A session that the camera ends is a failure, too.
    pub(crate) async fn next(&mut self) -> Result<Incoming, Failure> {
        let next = growth::within(growth::UNIT, pin!(self.unit())).await;
        if next.is_err() {
            cut(self.demuxed.take());
        }
        next?
    }

    async fn unit(&mut self) -> Result<Incoming, Failure> {
        loop {
            let item = match &mut self.demuxed {
                Some(demuxed) => demuxed.next().await,
                None => None,
            };
            let moment = now();
            let frame = match item {
                None => return Err(Failure::new(Reason::CameraClosed, "the camera ended the session")),
                Some(Err(e)) => return Err(e.into()),
                Some(Ok(CodecItem::VideoFrame(frame))) => frame,
                Some(Ok(_)) => continue,
            };
            let key = frame.is_random_access_point();
            let arrived = Arrived {
                key,
                point: !key && recovery::is_point(frame.data()),
                loss: frame.loss(),
                rtp: frame.timestamp().elapsed(),
                moment,
            };
            let avcc = if frame.has_new_parameters() { self.avcc() } else { None };
            return Ok(Incoming { arrived, data: frame.into_data(), avcc });
        }
    }

    /// The decoder configuration, as far as it is known.
    pub(crate) fn avcc(&self) -> Option<Vec<u8>> {
        match self.demuxed.as_ref()?.streams().get(self.stream)?.parameters()? {
            ParametersRef::Video(v) => Some(v.extra_data().to_vec()),
            _ => None,
        }
    }
}

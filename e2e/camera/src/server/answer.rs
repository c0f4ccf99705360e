//! A client's requests and their answers (RFC 2326 section 10). Belongs here: one connection's dialogue.
//! Does not: reading and writing bytes, media.

use super::{
    World,
    camera::CameraState,
    feed::{Counted, Feed, Subscription},
    lock::lock,
    registry::Member,
    transport,
    udp::UdpPair,
    writer::Target,
};
use crate::{
    fault::ParameterSets,
    rtsp::{auth::Verdict, sdp},
};
use rtsp_types::{Request, Response, StatusCode, Url, Version, headers, headers::Transports};
use shared::Profile;
use std::{
    net::IpAddr,
    sync::{Arc, atomic::Ordering::Relaxed},
};

/// What happens after the answer.
pub(crate) enum Then {
    Nothing,
    Play(Subscription, Target, Arc<CameraState>),
    Pause,
    /// The connection ends without an answer.
    HangUp,
}

type Reply = Response<Vec<u8>>;

/// One connection's dialogue.
pub(crate) struct Dialogue {
    world: Arc<World>,
    udp: Arc<UdpPair>,
    peer: IpAddr,
    nonce: String,
    answered_stale: bool,
    session: Option<Session>,
}

struct Session {
    id: String,
    camera: Arc<CameraState>,
    feed: Arc<Feed>,
    target: Target,
    url: String,
    _set_up: Counted,
}

impl Dialogue {
    pub(crate) fn new(world: Arc<World>, udp: Arc<UdpPair>, peer: IpAddr) -> Self {
        Self { world, udp, peer, nonce: fresh(), answered_stale: false, session: None }
    }

    /// Answers a request; no answer at all is also one that cameras give.
    pub(crate) fn answer(&mut self, request: &Request<Vec<u8>>, member: &Member) -> (Option<Reply>, Then) {
        let (reply, then) = self.route(request, member);
        let cseq = request.header(&headers::CSEQ).map_or("0", |cseq| cseq.as_str());
        let reply = reply.map(|mut reply| {
            reply.insert_header(headers::CSEQ, cseq);
            if reply.status() == StatusCode::Ok {
                reply.set_reason_phrase("OK");
            }
            reply.insert_header(headers::SERVER, "simulated camera");
            reply
        });
        (reply, then)
    }

    fn route(&mut self, request: &Request<Vec<u8>>, member: &Member) -> (Option<Reply>, Then) {
        let method: &str = request.method().into();
        let found = request.request_uri().and_then(|url| self.world.find(url));
        let Some((camera, profile)) = found else {
            let status = if method == "OPTIONS" { return plain(options(true)) } else { StatusCode::NotFound };
            return plain(reply(status));
        };
        if camera.stopped.load(Relaxed) {
            return (None, Then::HangUp);
        }
        member.about(&camera.id);
        let faults = lock(&camera.faults).clone();
        if let Some(status) = faults.status(method) {
            return plain(reply(StatusCode::from(status)));
        }
        if method == "OPTIONS" {
            return plain(options(!faults.keepalive_refused()));
        }
        if let Some(refusal) = self.refuse(&camera, request, method, faults.stale_nonce()) {
            return plain(refusal);
        }
        let Some(feed) = camera.feed(profile).cloned() else { return plain(reply(StatusCode::NotFound)) };
        match method {
            "DESCRIBE" => {
                let told = faults.parameter_sets() != ParameterSets::InBandOnly;
                plain(describe(request, &camera, &feed, told, faults.says_h265()))
            }
            "SETUP" => {
                let others = feed.set_up.load(Relaxed) - usize::from(self.session.is_some());
                if faults.session_limit().is_some_and(|limit| others >= limit) {
                    return plain(reply(StatusCode::NotEnoughBandwidth));
                }
                plain(self.set_up(request, camera, feed))
            }
            "PLAY" => self.play(request),
            "PAUSE" => (Some(self.in_session(request).map_or_else(reply, Session::ok)), Then::Pause),
            "TEARDOWN" => {
                let answer = self.in_session(request).map_or_else(reply, |_| reply(StatusCode::Ok));
                if answer.status() == StatusCode::Ok {
                    self.session = None;
                }
                (Some(answer), Then::Pause)
            }
            "GET_PARAMETER" | "SET_PARAMETER" if faults.keepalive_ignored() => (None, Then::Nothing),
            "GET_PARAMETER" | "SET_PARAMETER" if !faults.keepalive_refused() => {
                plain(self.in_session(request).map_or_else(reply, Session::ok))
            }
            _ => plain(reply(StatusCode::NotImplemented)),
        }
    }

    /// The 401 for a request that does not show the password.
    fn refuse(&mut self, camera: &CameraState, request: &Request<Vec<u8>>, method: &str, stale: bool) -> Option<Reply> {
        let credentials = lock(&camera.credentials).clone()?;
        let header = request.header(&headers::AUTHORIZATION).map(|value| value.as_str());
        let mut verdict = credentials.check(header, method, &self.nonce);
        if verdict == Verdict::Known && stale && !self.answered_stale {
            self.answered_stale = true;
            self.nonce = fresh();
            verdict = Verdict::Stale;
        }
        if verdict == Verdict::Known {
            return None;
        }
        let mut refusal = reply(StatusCode::Unauthorized);
        let challenge = credentials.challenge(&self.nonce, verdict == Verdict::Stale);
        refusal.insert_header(headers::WWW_AUTHENTICATE, challenge);
        Some(refusal)
    }

    fn set_up(&mut self, request: &Request<Vec<u8>>, camera: Arc<CameraState>, feed: Arc<Feed>) -> Reply {
        let offers = request.typed_header::<Transports>().ok().flatten();
        let chosen = offers.and_then(|offers| transport::choose(&offers, self.peer, &self.udp, feed.ssrc));
        let Some((target, told)) = chosen else { return reply(StatusCode::UnsupportedTransport) };
        let url = request.request_uri().map(|url| base(url) + sdp::TRACK).unwrap_or_default();
        let set_up = Counted::new(&feed.set_up);
        let id = self.session.take().map_or_else(fresh, |session| session.id);
        let mut answer = reply(StatusCode::Ok);
        answer.insert_header(headers::TRANSPORT, told);
        answer.insert_header(headers::SESSION, format!("{id};timeout={}", self.world.session_timeout_secs));
        self.session = Some(Session { id, camera, feed, target, url, _set_up: set_up });
        answer
    }

    fn play(&self, request: &Request<Vec<u8>>) -> (Option<Reply>, Then) {
        let session = match self.in_session(request) {
            Ok(Some(session)) => session,
            Ok(None) => return plain(reply(StatusCode::SessionNotFound)),
            Err(status) => return plain(reply(status)),
        };
        let from = session.feed.subscribe();
        let mut answer = reply(StatusCode::Ok);
        answer.insert_header(headers::SESSION, session.id.as_str());
        answer.insert_header(headers::RANGE, "npt=now-");
        let info = format!("url={};seq={};rtptime={}", session.url, from.first_seq, from.first_rtp_time);
        answer.insert_header(headers::RTP_INFO, info);
        (Some(answer), Then::Play(from, session.target.clone(), session.camera.clone()))
    }

    /// The session that a request names; `None` where it names none.
    fn in_session(&self, request: &Request<Vec<u8>>) -> Result<Option<&Session>, StatusCode> {
        let Some(named) = request.header(&headers::SESSION) else { return Ok(None) };
        let named = named.as_str().split(';').next().unwrap_or_default().trim();
        let session = self.session.as_ref().filter(|session| session.id == named);
        session.map(Some).ok_or(StatusCode::SessionNotFound)
    }
}

impl Session {
    fn ok(session: Option<&Self>) -> Reply {
        let mut answer = reply(StatusCode::Ok);
        if let Some(session) = session {
            answer.insert_header(headers::SESSION, session.id.as_str());
        }
        answer
    }
}

fn plain(answer: Reply) -> (Option<Reply>, Then) {
    (Some(answer), Then::Nothing)
}

fn reply(status: StatusCode) -> Reply {
    Response::builder(Version::V1_0, status).build(Vec::new())
}

fn options(keepalive: bool) -> Reply {
    let more = if keepalive { ", GET_PARAMETER, SET_PARAMETER" } else { "" };
    let mut answer = reply(StatusCode::Ok);
    answer.insert_header(headers::PUBLIC, format!("OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN{more}"));
    answer
}

fn describe(request: &Request<Vec<u8>>, camera: &CameraState, feed: &Feed, sets: bool, h265: bool) -> Reply {
    let mut text = sdp::describe(&camera.name, &feed.clip(), sets);
    if h265 {
        text = text.replace(" H264/90000", " H265/90000");
    }
    let base = request.request_uri().map(base).unwrap_or_default();
    Response::builder(Version::V1_0, StatusCode::Ok)
        .header(headers::CONTENT_BASE, base)
        .header(headers::CONTENT_TYPE, "application/sdp")
        .build(text.into_bytes())
}

/// The stream's address with a slash at its end, without a password and without the track.
fn base(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path: Vec<_> = url.path().trim_start_matches('/').split('/').take(2).collect();
    format!("rtsp://{host}{port}/{}/", path.join("/"))
}

/// The camera's id and profile of an address.
pub(super) fn named(url: &Url) -> Option<(&str, Profile)> {
    let mut parts = url.path().trim_start_matches('/').split('/');
    let camera = parts.next()?;
    let profile = match parts.next()? {
        "main" => Profile::Main,
        "sub" => Profile::Sub,
        _ => return None,
    };
    Some((camera, profile))
}

/// A nonce or session id.
fn fresh() -> String {
    format!("{:016X}", rand::random::<u64>())
}

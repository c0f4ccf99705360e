//! The page's WebRTC sessions, which bring pictures for many tiles each. Belongs here: offers and answers (WHEP, RFC 9725's
//! counterpart), the way through firewalls, the end. Does not: which tile has which track (the worker says), elements.
//!
//! The offer is posted before it is made the local description: the answer names the STUN and TURN servers, and gathering begins
//! only behind it. The relay learns the browser's addresses from its checks (RFC 8445 §7.3.1.3), so nothing is trickled.

use super::{Player, surfaces::words};
use crate::browser;
use js_sys::{Array, Object, Reflect};
use leptos::prelude::*;
use shared::routes;
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
    time::Duration,
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Headers, Request, RequestInit, Response, RtcConfiguration, RtcPeerConnection, RtcPeerConnectionState,
    RtcRtpReceiver, RtcRtpTransceiver, RtcRtpTransceiverDirection, RtcRtpTransceiverInit, RtcSdpType,
    RtcSessionDescriptionInit,
};
use worker::{few::Few, protocol::ToWorker};

/// How long a connection may take; with UDP blocked it never comes.
const PATIENCE: Duration = Duration::from_secs(6);

/// All sessions; a handle to share.
#[derive(Clone, Default)]
pub(super) struct Rtc(Rc<RefCell<Few<String, Session>>>);

/// One session; its drop ends it.
struct Session {
    connection: RtcPeerConnection,
    receivers: Few<String, RtcRtpReceiver>,
    /// Where it is ended.
    url: String,
    _on_state: Closure<dyn FnMut()>,
}

/// The browser has WebRTC.
pub(super) fn is_there() -> bool {
    Reflect::has(&window(), &"RTCPeerConnection".into()).unwrap_or(false)
}

impl Rtc {
    /// Opens a session with so many video sections, and tells the worker when it is connected, or that it is not to be had.
    pub(super) fn open(&self, player: Player, tracks: u8) {
        let this = self.clone();
        spawn_local(async move {
            if let Err(error) = this.connect(player, tracks).await {
                player.post(&ToWorker::RtpLost { session: None, why: words(&error) }, None);
            }
        });
    }

    /// Ends a session.
    pub(super) fn close(&self, name: &str) {
        self.0.borrow_mut().remove(&name.to_owned());
    }

    /// The receiver of one of a session's sections.
    pub(super) fn receiver(&self, session: &str, mid: &str) -> Option<RtcRtpReceiver> {
        self.0.borrow().get(&session.to_owned())?.receivers.get(&mid.to_owned()).cloned()
    }

    async fn connect(&self, player: Player, tracks: u8) -> Result<(), JsValue> {
        let connection = RtcPeerConnection::new()?;
        let pending = Pending(Some(connection.clone()));
        // For `meter.js`.
        let _ = Reflect::set(&window(), &"wardRtc".into(), &connection);
        let init = RtcRtpTransceiverInit::new();
        init.set_direction(RtcRtpTransceiverDirection::Recvonly);
        let sections: Vec<RtcRtpTransceiver> =
            (0..tracks).map(|_| connection.add_transceiver_with_str_and_init("video", &init)).collect();
        let offer = JsFuture::from(connection.create_offer()).await?;
        let sdp = browser::member(&offer, "sdp").ok_or("the offer is empty")?;
        let answer = post(&sdp).await?;
        let headers = answer.headers();
        if answer.status() != 201 {
            return Err(format!("the relay refuses a session: {}", answer.status()).into());
        }
        let url = headers.get("location")?.ok_or("the session has no name")?;
        let name = url.rsplit('/').next().unwrap_or_default().to_owned();
        let text = JsFuture::from(answer.text()?).await?.as_string().unwrap_or_default();
        let end = End(Some(url.clone()));
        let servers = ice_servers(&headers.get("link")?.unwrap_or_default())?;
        if servers.length() > 0 {
            let configuration = RtcConfiguration::new();
            configuration.set_ice_servers(&servers);
            // `setConfiguration` is in every browser that has WebRTC, and not in web-sys.
            let set: js_sys::Function = Reflect::get(&connection, &"setConfiguration".into())?.dyn_into()?;
            set.call1(&connection, &configuration)?;
        }
        let description = |kind, sdp: &str| {
            let description = RtcSessionDescriptionInit::new(kind);
            description.set_sdp(sdp);
            description
        };
        JsFuture::from(connection.set_local_description(&description(RtcSdpType::Offer, &sdp))).await?;
        JsFuture::from(connection.set_remote_description(&description(RtcSdpType::Answer, &text))).await?;
        let receivers: Few<String, RtcRtpReceiver> =
            sections.iter().filter_map(|section| Some((section.mid()?, section.receiver()))).collect();

        let mids: Vec<String> = receivers.keys().cloned().collect();
        let state = Rc::new(RefCell::new(State::Connecting(mids)));
        let on_state = {
            let (all, state, connection) = (Rc::downgrade(&self.0), Rc::clone(&state), connection.clone());
            let name = name.clone();
            Closure::<dyn FnMut()>::new(move || look(player, &all, &connection, &state, &name, false))
        };
        connection.set_onconnectionstatechange(Some(on_state.as_ref().unchecked_ref()));
        let (all, watched, late) = (Rc::downgrade(&self.0), connection, name.clone());
        set_timeout(move || look(player, &all, &watched, &state, &late, true), PATIENCE);
        let (Some(connection), Some(url)) = (pending.take(), end.take()) else { return Ok(()) };
        self.0.borrow_mut().insert(name, Session { connection, receivers, url, _on_state: on_state });
        Ok(())
    }
}

/// What the worker knows of a session.
enum State {
    /// Nothing yet; its sections.
    Connecting(Vec<String>),
    Connected,
    Lost,
}

/// Tells the worker what has become of a connection. `late`: it has had its time.
fn look(
    player: Player,
    all: &Weak<RefCell<Few<String, Session>>>,
    connection: &RtcPeerConnection,
    state: &RefCell<State>,
    name: &str,
    late: bool,
) {
    use RtcPeerConnectionState as Is;
    let is = connection.connection_state();
    let mut state = state.borrow_mut();
    let why = match (&mut *state, is) {
        (State::Connecting(mids), Is::Connected) => {
            player.post(&ToWorker::RtpOpen { session: name.to_owned(), mids: std::mem::take(mids) }, None);
            *state = State::Connected;
            return;
        }
        (State::Connecting(_), Is::Failed | Is::Closed) => "it does not connect: UDP may be blocked",
        (State::Connecting(_), _) if late => "it does not connect in time: UDP may be blocked",
        // Not closed: that was the worker's wish. What is only disconnected comes back or fails; the tiles see to themselves.
        (State::Connected, Is::Failed) => "the connection has failed",
        _ => return,
    };
    let session = matches!(*state, State::Connected).then(|| name.to_owned());
    *state = State::Lost;
    player.post(&ToWorker::RtpLost { session, why: why.to_owned() }, None);
    if let Some(all) = all.upgrade() {
        // Not now: this is a callback of what is dropped.
        let name = name.to_owned();
        set_timeout(move || drop(all.borrow_mut().remove(&name)), Duration::ZERO);
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        self.connection.set_onconnectionstatechange(None);
        self.connection.close();
        end(&self.url);
    }
}

/// A connection that is closed unless it becomes a session's.
struct Pending(Option<RtcPeerConnection>);

impl Pending {
    fn take(mut self) -> Option<RtcPeerConnection> {
        self.0.take()
    }
}

impl Drop for Pending {
    fn drop(&mut self) {
        if let Some(connection) = &self.0 {
            connection.close();
        }
    }
}

/// A session at the relay that is ended unless it becomes one here.
struct End(Option<String>);

impl End {
    fn take(mut self) -> Option<String> {
        self.0.take()
    }
}

impl Drop for End {
    fn drop(&mut self) {
        if let Some(url) = &self.0 {
            end(url);
        }
    }
}

async fn post(sdp: &str) -> Result<Response, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/sdp")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&JsValue::from_str(sdp));
    init.set_headers(&headers);
    let request = Request::new_with_str_and_init(routes::WHEP, &init)?;
    JsFuture::from(window().fetch_with_request(&request)).await?.dyn_into()
}

/// Ends a session at the relay, which would find out by itself a while later.
fn end(url: &str) {
    let init = RequestInit::new();
    init.set_method("DELETE");
    let answer = JsFuture::from(window().fetch_with_str_and_init(url, &init));
    spawn_local(async move { drop(answer.await) });
}

/// The servers that a `Link` header names (RFC 9725 §4.6): `<turn:host?transport=udp>; rel="ice-server"; username="…";
/// credential="…"`, with commas between them.
fn ice_servers(link: &str) -> Result<Array, JsValue> {
    let servers = Array::new();
    for Server { url, username, credential } in servers_of(link) {
        let server = Object::new();
        Reflect::set(&server, &"urls".into(), &url.into())?;
        for (name, value) in [("username", username), ("credential", credential)] {
            if let Some(value) = value {
                Reflect::set(&server, &name.into(), &value.into())?;
            }
        }
        servers.push(&server);
    }
    Ok(servers)
}

#[derive(Debug, PartialEq)]
struct Server<'a> {
    url: &'a str,
    username: Option<&'a str>,
    credential: Option<&'a str>,
}

fn servers_of(link: &str) -> Vec<Server<'_>> {
    let links = link.split('<').skip(1).filter_map(|link| link.split_once('>'));
    let server = |(url, parameters)| {
        let value = |name: &str| parameter(parameters, name);
        let is_one = value("rel") == Some("ice-server");
        is_one.then(|| Server { url, username: value("username"), credential: value("credential") })
    };
    links.filter_map(server).collect()
}

/// A parameter's value, with or without quotation marks. Names and secrets have neither these nor semicolons in them.
fn parameter<'a>(parameters: &'a str, name: &str) -> Option<&'a str> {
    let values = parameters.split(';').filter_map(|parameter| parameter.trim().split_once('='));
    let (_, value) = { values }.find(|(key, _)| key.trim().eq_ignore_ascii_case(name))?;
    Some(value.trim().trim_end_matches(',').trim().trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ice_servers_of_a_header() {
        let link = concat!(
            "<stun:stun.example.vn:3478>; rel=\"ice-server\", ",
            "<turn:turn.example.vn:3478?transport=udp>; rel=\"ice-server\"; username=\"1796000000:a\"; ",
            "credential=\"x+y/z=\"; credential-type=\"password\", </style.css>; rel=preload",
        );
        let turn = Server {
            url: "turn:turn.example.vn:3478?transport=udp",
            username: Some("1796000000:a"),
            credential: Some("x+y/z="),
        };
        let stun = Server { url: "stun:stun.example.vn:3478", username: None, credential: None };
        assert_eq!(servers_of(link), [stun, turn]);
        assert_eq!(servers_of(""), []);
    }
}

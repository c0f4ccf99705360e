//! The socket and its return. Belongs here: opening, sending, closing, trying again. Does not: what is said on it.
//!
//! A worker whose name is an embed's secret shows that embed: each of its sockets needs a ticket first.

use super::{
    backoff::Backoff,
    pulse::{Due, Pulse},
    ticket::Asking,
};
use crate::{browser, protocol};
use js_sys::ArrayBuffer;
use shared::{
    routes,
    wire::{ClientMessage, SUBPROTOCOL, VERSION},
};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// What comes from a socket.
pub(crate) enum Event {
    /// The ticket for the socket that is to be opened.
    Ticket(String),
    /// The relay gives none: its status, or 0 where there was no answer.
    NoTicket(u16),
    Opened,
    Text(String),
    Binary(ArrayBuffer),
    Closed,
}

/// Takes what comes, with the number of the socket that it came from.
pub(crate) type Handler = fn(u32, Event);

/// The one live socket, or the wait for the next.
pub(crate) struct Socket {
    handler: Handler,
    number: u32,
    open: Option<Open>,
    backoff: Backoff,
    retry_ms: f64,
    state: protocol::Link,
}

struct Open {
    way: Way,
    pulse: Pulse,
    is_open: bool,
}

/// How far the way to the relay is.
enum Way {
    Ticket { _asking: Asking },
    Wire(Wire),
}

struct Wire {
    socket: WebSocket,
    _on: [Closure<dyn FnMut(MessageEvent)>; 3],
}

impl Socket {
    pub(crate) fn new(handler: Handler) -> Self {
        Self {
            handler,
            number: 0,
            open: None,
            backoff: Backoff::default(),
            retry_ms: 0.0,
            state: protocol::Link::Connecting,
        }
    }

    pub(crate) fn state(&self) -> protocol::Link {
        self.state
    }

    pub(crate) fn is_open(&self) -> bool {
        self.open.as_ref().is_some_and(|open| open.is_open)
    }

    /// This is the number of the socket in use: what others still say is to be ignored.
    pub(crate) fn is_current(&self, number: u32) -> bool {
        self.open.is_some() && self.number == number
    }

    /// Does what time asks for. `Close` means that the socket has just been given up, `Ping` that a ping is to be sent.
    pub(crate) fn tick(&mut self, now_ms: f64) -> Due {
        match &mut self.open {
            None if now_ms >= self.retry_ms && self.state != protocol::Link::Outdated => {
                self.connect(now_ms);
                Due::Nothing
            }
            None => Due::Nothing,
            Some(open) => open.pulse.tick(now_ms),
        }
    }

    /// The ticket is there: now the socket itself.
    pub(crate) fn ticket(&mut self, ticket: &str, now_ms: f64) {
        let path = routes::embed::live(&browser::scope().name(), ticket);
        match (&mut self.open, Wire::new(&path, self.number, self.handler)) {
            (Some(open), Ok(wire)) => open.way = Way::Wire(wire),
            (None, Ok(_)) => {}
            (_, Err(error)) => {
                browser::warn("no live socket:", &error);
                self.close(now_ms);
            }
        }
    }

    pub(crate) fn opened(&mut self, now_ms: f64) {
        if let Some(open) = &mut self.open {
            open.is_open = true;
            open.pulse.opened(now_ms);
        }
    }

    pub(crate) fn heard(&mut self, now_ms: f64) {
        if let Some(open) = &mut self.open {
            open.pulse.heard(now_ms);
        }
    }

    /// The relay has greeted us: now we are connected, and the next loss starts with a short wait again.
    pub(crate) fn greeted(&mut self) {
        self.state = protocol::Link::Connected;
        self.backoff.reset();
    }

    /// The page is seen again, or the network is back: no waiting, and no trust.
    pub(crate) fn wake(&mut self, now_ms: f64) {
        self.retry_ms = now_ms;
        if let Some(open) = &mut self.open {
            open.pulse.woke(now_ms);
        }
    }

    /// Gives the socket up and sets the time of the next try.
    pub(crate) fn close(&mut self, now_ms: f64) {
        self.open = None;
        self.retry_ms = now_ms + self.backoff.next_ms(browser::random());
        if self.state == protocol::Link::Connected {
            self.state = protocol::Link::Reconnecting;
        }
    }

    /// The relay speaks another language: no more tries.
    pub(crate) fn give_up(&mut self) {
        self.open = None;
        self.state = protocol::Link::Outdated;
    }

    /// Sends a message; where the socket is not open it is lost, as everything is said anew on the next one.
    pub(crate) fn send(&self, message: &ClientMessage) {
        let Some(open) = self.open.as_ref().filter(|open| open.is_open) else { return };
        let Way::Wire(wire) = &open.way else { return };
        let Ok(text) = serde_json::to_string(message) else { return };
        // It throws only while the socket is still opening.
        let _ = wire.socket.send_with_str(&text);
    }

    fn connect(&mut self, now_ms: f64) {
        self.number = self.number.wrapping_add(1);
        match Open::new(self.number, self.handler, now_ms) {
            Ok(open) => self.open = Some(open),
            Err(error) => {
                browser::warn("no live socket:", &error);
                self.close(now_ms);
            }
        }
    }
}

impl Open {
    fn new(number: u32, handler: Handler, now_ms: f64) -> Result<Self, JsValue> {
        let embed = browser::scope().name();
        let way = if embed.is_empty() {
            Way::Wire(Wire::new(routes::LIVE, number, handler)?)
        } else {
            Way::Ticket { _asking: Asking::new(&embed, number, handler)? }
        };
        Ok(Self { way, pulse: Pulse::opening(now_ms), is_open: false })
    }
}

impl Wire {
    fn new(path: &str, number: u32, handler: Handler) -> Result<Self, JsValue> {
        let origin = browser::scope().location().origin();
        // http becomes ws, https becomes wss.
        let url = format!("{}{path}", origin.replacen("http", "ws", 1));
        let socket = WebSocket::new_with_str(&url, SUBPROTOCOL)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let on_open = Closure::<dyn FnMut(MessageEvent)>::new(move |_| handler(number, Event::Opened));
        let on_close = Closure::<dyn FnMut(MessageEvent)>::new(move |_| handler(number, Event::Closed));
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = event.data();
            if let Some(text) = data.as_string() {
                handler(number, Event::Text(text));
            } else if let Ok(buffer) = data.dyn_into::<ArrayBuffer>() {
                browser::came(buffer.byte_length());
                handler(number, Event::Binary(buffer));
            }
        });
        socket.set_onopen(Some(on_open.as_ref().unchecked_ref()));
        socket.set_onclose(Some(on_close.as_ref().unchecked_ref()));
        socket.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        Ok(Self { socket, _on: [on_open, on_close, on_message] })
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.socket.set_onopen(None);
        self.socket.set_onclose(None);
        self.socket.set_onmessage(None);
        // It throws only for codes that we do not use.
        let _ = self.socket.close();
    }
}

/// The first message of each socket.
pub(crate) fn hello() -> ClientMessage {
    let device = browser::scope().navigator().user_agent().unwrap_or_default();
    ClientMessage::Hello { version: VERSION, device: device.chars().take(120).collect() }
}

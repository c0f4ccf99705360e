//! The ticket without which the socket of an embed does not open. Belongs here: asking the relay for one. Does not: the
//! socket.

use super::socket::{Event, Handler};
use shared::routes;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, XmlHttpRequest};

/// A ticket that is asked for; dropped, it is not wanted any more.
pub(super) struct Asking {
    request: XmlHttpRequest,
    _on_end: Closure<dyn FnMut(MessageEvent)>,
}

impl Asking {
    /// Asks on behalf of the embed with this secret.
    pub(super) fn new(embed: &str, number: u32, handler: Handler) -> Result<Self, JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", &routes::embed::ticket(embed))?;
        let answered = request.clone();
        let on_end = Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
            let status = answered.status().unwrap_or(0);
            let ticket = answered.response_text().ok().flatten().filter(|_| status == 200);
            handler(number, ticket.map_or(Event::NoTicket(status), Event::Ticket));
        });
        request.set_onloadend(Some(on_end.as_ref().unchecked_ref()));
        request.send()?;
        Ok(Self { request, _on_end: on_end })
    }
}

impl Drop for Asking {
    fn drop(&mut self) {
        self.request.set_onloadend(None);
        // It throws never: what has ended stays as it is.
        let _ = self.request.abort();
    }
}

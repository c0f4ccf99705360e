//! WebDriver BiDi (W3C), as far as the harness needs it: commands and answers as JSON over one WebSocket, which the browser
//! itself opens. Belongs here: one tab of one session. Does not: which browser that is.

use base64::{Engine, prelude::BASE64_STANDARD};
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{net::TcpStream, sync::Mutex, time::timeout};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, tungstenite::Message};

/// A browser that leaves a command unanswered for this long hangs.
const ANSWER_LIMIT: Duration = Duration::from_secs(60);

/// A session with the first tab.
pub(super) struct Bidi {
    session: Mutex<Session>,
    /// The tab ("browsing context").
    tab: String,
}

struct Session {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last_id: u64,
    complaints: Vec<String>,
}

impl Bidi {
    /// Opens a session at the address that the browser names.
    pub(super) async fn open(url: &str) -> Self {
        let (socket, _) = tokio_tungstenite::connect_async(format!("{url}/session")).await.expect("BiDi answers");
        let mut session = Session { socket, last_id: 0, complaints: Vec::new() };
        session
            .call("session.new", json!({ "capabilities": { "alwaysMatch": { "acceptInsecureCerts": true } } }))
            .await;
        session.call("session.subscribe", json!({ "events": ["log.entryAdded"] })).await;
        let tree = session.call("browsingContext.getTree", json!({ "maxDepth": 0 })).await;
        let tab = tree["contexts"][0]["context"].as_str().expect("a tab").to_owned();
        Self { session: Mutex::new(session), tab }
    }

    async fn call(&self, method: &str, mut parameters: Value) -> Value {
        parameters["context"] = json!(self.tab);
        self.session.lock().await.call(method, parameters).await
    }

    pub(super) async fn visit(&self, url: &str) {
        self.call("browsingContext.navigate", json!({ "url": url, "wait": "interactive" })).await;
    }

    /// BiDi has a notation of its own for values; JSON text inside of it is shorter to read.
    pub(super) async fn script(&self, body: &str) -> Value {
        let function = format!("async () => JSON.stringify((await (async () => {{ {body} }})()) ?? null)");
        let parameters =
            json!({ "functionDeclaration": function, "awaitPromise": true, "target": { "context": self.tab } });
        let told = self.session.lock().await.call("script.callFunction", parameters).await;
        let text = told["result"]["value"].as_str().unwrap_or_else(|| panic!("the script fails: {told}"));
        serde_json::from_str(text).expect("JSON")
    }

    pub(super) async fn set_cookie(&self, url: &str, name: &str, value: &str, secure: bool) {
        let host = url.split('/').nth(2).and_then(|host| host.split(':').next()).expect("a URL");
        let cookie = json!({
            "name": name, "value": { "type": "string", "value": value }, "domain": host, "path": "/",
            "httpOnly": true, "secure": secure,
        });
        let parameters = json!({ "cookie": cookie });
        self.session.lock().await.call("storage.setCookie", parameters).await;
    }

    pub(super) async fn resize(&self, width: u32, height: u32) {
        let size = json!({ "viewport": { "width": width, "height": height }, "devicePixelRatio": 1.0 });
        self.call("browsingContext.setViewport", size).await;
    }

    pub(super) async fn screenshot(&self) -> Vec<u8> {
        let picture = self.call("browsingContext.captureScreenshot", json!({})).await;
        BASE64_STANDARD.decode(picture["data"].as_str().expect("a picture")).expect("base64")
    }

    /// Errors that pages have logged since the last call.
    pub(super) async fn complaints(&self) -> Vec<String> {
        let mut session = self.session.lock().await;
        // What was logged before this is answered has come before its answer.
        session.call("session.status", json!({})).await;
        std::mem::take(&mut session.complaints)
    }
}

impl Session {
    async fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.last_id += 1;
        let command = json!({ "id": self.last_id, "method": method, "params": parameters });
        self.socket.send(Message::text(command.to_string())).await.expect("the browser is there");
        let answer = timeout(ANSWER_LIMIT, self.answer()).await;
        let mut answer = answer.unwrap_or_else(|_| panic!("{method} is not answered within {ANSWER_LIMIT:?}"));
        assert_eq!(answer["type"], "success", "{method} with {parameters}: {answer}");
        answer["result"].take()
    }

    /// The answer to the last command; events that come before it are kept where they are complaints.
    async fn answer(&mut self) -> Value {
        loop {
            let message = self.socket.next().await.expect("the browser is there").expect("a message");
            let Message::Text(text) = message else { continue };
            let told: Value = serde_json::from_str(&text).expect("JSON");
            if told["id"] == self.last_id {
                return told;
            }
            if told["method"] == "log.entryAdded" && told["params"]["level"] == "error" {
                self.complaints.push(told["params"]["text"].as_str().unwrap_or_default().to_owned());
            }
        }
    }
}

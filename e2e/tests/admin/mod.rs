//! Cameras and areas in the browser: adding, changing, pausing, removing them, lists in and out, a household's own.
//! Belongs here: forms as a browser sends them. Does not: what is expected of them (one file a part).

mod forms;
mod household;
mod lists;

use e2e::{
    raw::{self, Raw},
    relay::Relay,
    wallet,
};
use tokio::net::TcpStream;

/// Sends a form as whoever has the session, in Vietnamese.
pub(crate) async fn post_as(relay: &Relay, session: &str, path: &str, fields: &[(&str, &str)]) -> Raw {
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", escape(value));
    let body = fields.iter().map(pair).collect::<Vec<_>>().join("&");
    send(relay, session, path, "application/x-www-form-urlencoded", &body).await
}

/// The same as somebody who may do everything.
pub(crate) async fn post(relay: &Relay, path: &str, fields: &[(&str, &str)]) -> Raw {
    post_as(relay, &wallet::cookie(relay.host()).unwrap(), path, fields).await
}

/// Sends a file in the field `file`.
pub(crate) async fn upload(relay: &Relay, path: &str, file: &str) -> Raw {
    let body = format!(
        "--B\r\ncontent-disposition: form-data; name=\"file\"; filename=\"list.csv\"\r\ncontent-type: text/csv\r\n\r\n\
         {file}\r\n--B--\r\n"
    );
    send(relay, &wallet::cookie(relay.host()).unwrap(), path, "multipart/form-data; boundary=B", &body).await
}

async fn send(relay: &Relay, session: &str, path: &str, kind: &str, body: &str) -> Raw {
    let (host, url) = (relay.host(), relay.url());
    let request = format!(
        "POST {path} HTTP/1.1\r\nhost: {host}\r\norigin: {url}\r\ncookie: {session}; lang=vi\r\naccept: text/html\r\n\
         connection: close\r\ncontent-type: {kind}\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    raw::send(TcpStream::connect(host).await.unwrap(), request.as_bytes()).await.unwrap()
}

/// A page as whoever has the session, in Vietnamese.
pub(crate) async fn page_as(relay: &Relay, session: &str, path: &str) -> Raw {
    let headers = [("accept", "text/html"), ("cookie", &*format!("{session}; lang=vi"))];
    raw::get(TcpStream::connect(relay.host()).await.unwrap(), relay.host(), path, &headers).await
}

/// The same as somebody who may do everything.
pub(crate) async fn page(relay: &Relay, path: &str) -> Raw {
    page_as(relay, &wallet::cookie(relay.host()).unwrap(), path).await
}

/// What is wrong beside a field, as the page says it.
pub(crate) fn beside<'a>(page: &'a Raw, field: &str) -> Option<&'a str> {
    page.body.split_once(&format!("id=\"f-{field}-error\">"))?.1.split('<').next()
}

/// The value of a hidden field.
pub(crate) fn hidden<'a>(page: &'a Raw, field: &str) -> &'a str {
    let value = page.body.split_once(&format!("name=\"{field}\" value=\"")).expect("the field").1;
    value.split('"').next().unwrap()
}

/// Where an answer leads.
pub(crate) fn leads(answer: &Raw) -> &str {
    assert_eq!(answer.status, 303, "{answer:?}");
    answer.header("location").unwrap()
}

fn escape(text: &str) -> String {
    let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
    text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
}

/// Everything that the relay has recorded, as JSON.
pub(crate) fn audit(relay: &Relay) -> String {
    let said = relay.cli(&["audit", "list", "--json", "--limit", "500"], "");
    assert!(said.ok, "{said:?}");
    said.out
}

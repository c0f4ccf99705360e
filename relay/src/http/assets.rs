//! The viewer's files. They lie compressed in the binary (in a debug build: in `viewer/dist`) and go out as they lie.

use super::{App, problem::Refusal, visitor::Visitor};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use rust_embed::RustEmbed;
use shared::{
    routes::HTTPS_META,
    text::{Lang, cli},
    wire::Reason,
};
use std::{borrow::Cow, io::Read};

#[derive(RustEmbed)]
#[folder = "../viewer/dist"]
#[allow_missing = true]
struct Dist;

/// A hashed name's content never changes.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// The element's name has no hash: it stands in other sites' pages.
const AN_HOUR: HeaderValue = HeaderValue::from_static("public, max-age=3600");
/// May be kept, and is asked for each time.
const ASKED: HeaderValue = HeaderValue::from_static("no-cache");
/// The page names the hashed files, so it is asked for each time.
const EACH_TIME: HeaderValue = HeaderValue::from_static("no-store");
const INDEX: &str = "index.html";

pub(super) async fn page(State(app): State<App>, visitor: Visitor, headers: HeaderMap) -> Response {
    let mut found = send(INDEX, "text/html; charset=utf-8", &headers, EACH_TIME);
    // A page that came in the clear is told where it would not have.
    if let (Some(https), false) = (&app.front.https, visitor.secure) {
        found = plain(INDEX).and_then(|bytes| with_https(bytes, https)).map(html).or(found);
    }
    found.unwrap_or_else(|| {
        let both = [Lang::Vi, Lang::En].map(|l| cli::NO_VIEWER.raw(l)).join("\n");
        (StatusCode::SERVICE_UNAVAILABLE, both).into_response()
    })
}

pub(super) async fn asset(Path(file): Path<String>, headers: HeaderMap) -> Response {
    let kind = match file.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("webmanifest") => "application/manifest+json",
        _ => return Refusal(Reason::NoSuchPath).into_response(),
    };
    send(&format!("assets/{file}"), kind, &headers, FOREVER)
        .unwrap_or_else(|| Refusal(Reason::NoSuchPath).into_response())
}

/// The service worker: it names the hashed files, so it is asked for each time.
pub(super) async fn service_worker(headers: HeaderMap) -> Response {
    fixed("sw.js", "text/javascript; charset=utf-8", &headers)
}

/// The page that the service worker keeps for when there is no network.
pub(super) async fn offline(headers: HeaderMap) -> Response {
    fixed("offline.html", "text/html; charset=utf-8", &headers)
}

fn fixed(name: &str, kind: &'static str, headers: &HeaderMap) -> Response {
    send(name, kind, headers, ASKED).unwrap_or_else(|| Refusal(Reason::NoSuchPath).into_response())
}

/// The script of the element that other sites show cameras with. It is theirs to load, and nothing else is.
pub(super) async fn element(headers: HeaderMap) -> Response {
    let name = url("ward-camera", "js");
    let sent = name
        .as_deref()
        .and_then(|url| url.strip_prefix('/'))
        .and_then(|name| send(name, "text/javascript; charset=utf-8", &headers, AN_HOUR));
    let Some(mut response) = sent else { return Refusal(Reason::NoSuchPath).into_response() };
    response.headers_mut().insert(super::headers::RESOURCE_POLICY, HeaderValue::from_static("cross-origin"));
    response
}

/// A page that is not there is still shown by the viewer; anything below `/api` and `/assets` is not.
pub(super) async fn nothing(app: State<App>, visitor: Visitor, uri: Uri, headers: HeaderMap) -> Response {
    if uri.path().starts_with("/api/") || uri.path().starts_with("/assets/") {
        return Refusal(Reason::NoSuchPath).into_response();
    }
    let mut response = page(app, visitor, headers).await;
    if response.status() == StatusCode::OK {
        *response.status_mut() = StatusCode::NOT_FOUND;
    }
    response
}

fn send(name: &str, kind: &'static str, headers: &HeaderMap, cache: HeaderValue) -> Option<Response> {
    let (bytes, encoding) = encoded(name, headers)?;
    let mut response = Response::new(Body::from(bytes));
    let out = response.headers_mut();
    out.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    out.insert(header::CACHE_CONTROL, cache);
    out.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        out.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Some(response)
}

/// The URL of a file by the part of its name in front of the hash: that of `door` and `css` is the style sheet of the
/// door's pages, that of `icon` and `svg` their icon. Nothing where this build has no such file.
pub(crate) fn url(stem: &str, ext: &str) -> Option<String> {
    Dist::iter().find_map(|path| Some(format!("/{}", hashed(&path, stem, ext)?)))
}

/// The file's path without its compression, where it is this one.
fn hashed<'a>(path: &'a str, stem: &str, ext: &str) -> Option<&'a str> {
    let path = path.strip_suffix(".gz")?;
    let hash = path.strip_prefix("assets/")?.strip_prefix(stem)?.strip_prefix('-')?;
    let hash = hash.strip_suffix(ext)?.strip_suffix('.')?;
    hash.bytes().all(|b| b.is_ascii_hexdigit()).then_some(path)
}

/// The best form that the client takes: Brotli, gzip, or unpacked for the rare one that takes neither.
fn encoded(name: &str, headers: &HeaderMap) -> Option<(Vec<u8>, Option<&'static str>)> {
    let get = |ending: &str| Dist::get(&format!("{name}.{ending}")).map(|file| Cow::into_owned(file.data));
    for (token, ending) in [("br", "br"), ("gzip", "gz")] {
        if accepts(headers, token)
            && let Some(bytes) = get(ending)
        {
            return Some((bytes, Some(token)));
        }
    }
    plain(name).map(|bytes| (bytes, None))
}

fn plain(name: &str) -> Option<Vec<u8>> {
    let packed = Dist::get(&format!("{name}.gz"))?;
    let mut plain = Vec::new();
    flate2::read::GzDecoder::new(&packed.data[..]).read_to_end(&mut plain).ok()?;
    Some(plain)
}

/// The page with `<meta name="ward-https" content="https://camera.example.vn">` in its head. An origin holds no quote.
fn with_https(page: Vec<u8>, https: &str) -> Option<String> {
    let page = String::from_utf8(page).ok()?;
    let meta = format!("<head>\n<meta name=\"{HTTPS_META}\" content=\"{https}\">");
    page.contains("<head>").then(|| page.replacen("<head>", &meta, 1))
}

fn html(page: String) -> Response {
    let headers = [(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"))];
    (headers, [(header::CACHE_CONTROL, EACH_TIME)], page).into_response()
}

/// RFC 9110 §12.5.3, as far as a browser uses it: a token counts unless its weight is zero.
fn accepts(headers: &HeaderMap, token: &str) -> bool {
    let lists = headers.get_all(header::ACCEPT_ENCODING).into_iter().filter_map(|v| v.to_str().ok());
    lists.flat_map(|list| list.split(',')).any(|item| {
        let (name, weight) = item.split_once(";q=").unwrap_or((item, "1"));
        name.trim().eq_ignore_ascii_case(token) && weight.trim().parse::<f32>().is_ok_and(|q| q > 0.0)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_found_by_its_stem() {
        let path = "assets/door-7c98040a54165758.css.gz";
        assert_eq!(hashed(path, "door", "css"), Some("assets/door-7c98040a54165758.css"));
        for (stem, ext) in [("doo", "css"), ("door", "ss"), ("door", "js"), ("oor", "css")] {
            assert_eq!(hashed(path, stem, ext), None);
        }
        assert_eq!(hashed("assets/door-handle-7c98.css.gz", "door", "css"), None);
        assert_eq!(hashed("index.html.gz", "index", "html"), None);
        assert_eq!(url("no-such-file", "css"), None);
    }

    #[test]
    fn encodings_are_chosen_by_weight() {
        let headers = |v: &str| HeaderMap::from_iter([(header::ACCEPT_ENCODING, v.parse().unwrap())]);
        assert!(accepts(&headers("gzip, deflate, br"), "br"));
        assert!(accepts(&headers("br;q=0.5"), "br"));
        assert!(!accepts(&headers("br;q=0, gzip"), "br"));
        assert!(!accepts(&headers("vibr"), "br"));
        assert!(!accepts(&HeaderMap::new(), "gzip"));
    }
}

//! Changes that another site's page asks for, requests that two servers would read differently, and paths that climb.

use super::{LOGIN, add, connected, cookie_of, get, patient, post};
use e2e::raw;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const POSTED: [&str; 8] = [
    "/login",
    "/logout",
    "/account/name",
    "/account/password",
    "/account/totp",
    "/account/totp/off",
    "/account/sessions/abcdefgh/end",
    "/admin/people/new",
];

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_another_site_changes_nothing() {
    let relay = patient();
    add(&relay, LOGIN, &["--role", "viewer"]);
    let cookie = cookie_of(&relay, LOGIN);
    let ours = relay.url();
    let foreign: [&[(&str, &str)]; 7] = [
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[("origin", "")],
        &[],
        &[("sec-fetch-site", "same-origin")],
        &[("origin", ours), ("sec-fetch-site", "cross-site")],
        &[("origin", ours), ("origin", "https://evil.example")],
    ];
    for path in POSTED {
        for headers in foreign {
            let headers = [headers, &[("cookie", cookie.as_str())]].concat();
            let answer = post(&relay, path, &headers, "name=Evil&login=evil").await;
            let refused = (answer.status, answer.body.as_str());
            assert_eq!(refused, (403, r#"{"reason":"origin_refused"}"#), "{path} {headers:?}");
        }
    }
    // What a page can send without asking first is no form of ours.
    for kind in ["text/plain", "multipart/form-data; boundary=x", "application/json", ""] {
        let headers = [("origin", ours), ("cookie", &cookie), ("content-type", kind)];
        let answer = post(&relay, "/account/name", &headers, "name=Evil").await;
        assert_eq!((answer.status, answer.body.as_str()), (400, r#"{"reason":"bad_message"}"#), "{kind}");
    }
    // Which of two fields counts is nobody's guess.
    let twice = post(&relay, "/account/name", &[("origin", ours), ("cookie", &cookie)], "name=Evil&name=Evil").await;
    assert_eq!(twice.status, 400);
    let me = get(&relay, "/api/v1/me", &[("cookie", &cookie)]).await;
    assert!(me.status == 200 && me.body.contains("Bà Lan"), "{me:?}");
    // The same form from a page of ours does it: what was refused was refused for where it came from.
    post(&relay, "/account/name", &[("origin", ours), ("cookie", &cookie)], "name=Evil").await;
    assert!(get(&relay, "/api/v1/me", &[("cookie", &cookie)]).await.body.contains("Evil"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_two_servers_read_differently_is_refused_or_is_one() {
    let relay = patient();
    let hidden = "GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
    for lines in [
        "content-length: 4\r\ncontent-length: 40",
        "content-length: 4, 40",
        "content-length: +4",
        "content-length: 0x4",
        "transfer-encoding: identity",
        "transfer-encoding: chunked, identity",
        "transfer-encoding: xchunked",
        "transfer-encoding : chunked",
        "transfer-encoding: chunked\r\n folded: x",
        "transfer-encoding:\x0bchunked",
    ] {
        let head = format!("POST /login HTTP/1.1\r\nhost: {}\r\n{lines}\r\n\r\n", relay.host());
        let answer = raw::send(connected(&relay).await, format!("{head}0\r\n\r\n{hidden}").as_bytes()).await;
        let answer = answer.unwrap_or_else(|| panic!("{lines:?}: no answer"));
        assert_eq!(answer.status, 400, "{lines:?}: {answer:?}");
        assert!(!answer.body.contains("HTTP/1.1"), "{lines:?}: a second answer in {answer:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_path_climbs() {
    let relay = patient();
    let tricks = [
        "../../relay.toml",
        "%2e%2e/%2e%2e/relay.toml",
        "..%2f..%2frelay.toml",
        "%252e%252e%252frelay.toml",
        "..%5c..%5crelay.toml",
        "..;/relay.toml",
        "%c0%ae%c0%ae%c0%afrelay.toml",
        "%00",
        "a%00.js",
        "%ff%fe",
        "%",
        "%zz",
        "....//relay.toml",
        "%2frelay.toml",
    ];
    for before in [
        "/",
        "/assets/",
        "/api/v1/",
        "/api/v1/cameras/",
        "/camera/",
        "/setup/",
        "/invite/",
        "/account/sessions/",
        "/admin/",
    ] {
        for trick in tricks {
            for behind in ["", "/end", "/still.jpg", "/x", "/x/outages"] {
                let path = format!("{before}{trick}{behind}");
                let answer = get(&relay, &path, &[]).await;
                // The page of a camera is one page, whatever camera its address names; its data is asked for apart.
                let page = before == "/camera/" && answer.status == 200;
                assert!(matches!(answer.status, 400 | 404 | 405) || page, "{path}: {}", answer.status);
                assert!(!answer.body.contains("127.0.0.0/8"), "{path} shows the configuration");
            }
        }
    }
    assert!(!relay.log().contains("panicked"));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_sends_a_head_by_the_drop_is_hung_up_on() {
    let relay = patient();
    let begun = Instant::now();
    let (mut from, mut to) = connected(&relay).await.into_split();
    to.write_all(b"GET / HTTP/1.1\r\nx: ").await.unwrap();
    let dripping = tokio::spawn(async move {
        while to.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    });
    let mut rest = Vec::new();
    // A reset is an end, too.
    let _ = tokio::time::timeout(Duration::from_secs(60), from.read_to_end(&mut rest)).await.expect("an end");
    assert!(begun.elapsed() > Duration::from_secs(5), "it was given time");
    dripping.await.unwrap();
    assert_eq!(get(&relay, "/healthz", &[]).await.status, 200);
}

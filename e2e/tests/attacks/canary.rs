//! Secrets are looked for in everything that the relay puts out, its log at its most talkative included.

use super::{LOGIN, add, cookie_of, done, get, post};
use crate::socket::{one_camera, viewer_of_live};
use e2e::{
    cameras,
    relay::{PASSWORD, Relay},
    until,
};
use shared::routes::door as r;
use std::{fs, path::Path, time::Duration};

/// What anybody can ask for, as an admin: pages, API, refusals.
pub(super) async fn answers(relay: &Relay, cookie: &str) -> String {
    let mut all = String::new();
    let pages = [r::LOGIN, r::ACCOUNT, r::MINE, r::CAMERAS, r::CAMERA_NEW, r::AREAS, r::PEOPLE, r::SESSIONS, r::EMBEDS];
    let more = [r::AUDIT, r::AUDIT_SHEET, r::SETTINGS, r::CAMERAS_EXPORT, "/", "/camera/phuong/a", "/nothing"];
    let api = ["me", "cameras", "cameras/phuong/a", "cameras/phuong/a/outages", "areas", "health", "health/report"];
    let api = api.iter().map(|path| format!("/api/v1/{path}"));
    let camera = ["/admin/cameras/phuong/a".to_owned(), "/admin/cameras/phuong/a/address".to_owned()];
    for path in pages.iter().chain(&more).map(|path| (*path).to_owned()).chain(api).chain(camera) {
        for accept in ["text/html", "*/*"] {
            let answer = get(relay, &path, &[("cookie", cookie), ("accept", accept)]).await;
            all += &format!("{path}\n{}\n{}\n", answer.head, answer.body);
        }
    }
    all
}

fn holds(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

pub(super) fn nowhere(what: &str, bytes: &[u8], secrets: &[(&str, String)]) {
    for (name, secret) in secrets {
        assert!(secret.len() > 5, "{name}");
        let line = bytes.split(|b| *b == b'\n').find(|line| holds(line, secret));
        assert!(line.is_none(), "{name} stands in {what}: {}", String::from_utf8_lossy(line.unwrap_or_default()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_stands_in_any_output() {
    let (_cameras, relay) = one_camera(&[]).await;
    viewer_of_live(&relay).await;
    add(&relay, LOGIN, &["--role", "admin"]);
    let cookie = cookie_of(&relay, LOGIN);
    let out = done(&relay, &["user", "add", "guest", "--role", "viewer", "--invite"]);
    let invite = out.split_whitespace().find_map(|w| w.split_once("/invite/")).unwrap().1.to_owned();
    // The relay looks twice a second for what was done at the command line.
    let link = format!("/invite/{invite}");
    let opened = async || (get(&relay, &link, &[("accept", "text/html")]).await.status == 200).then_some(());
    until("the invitation's page", Duration::from_secs(10), opened).await;
    let origin = [("origin", relay.url()), ("cookie", cookie.as_str())];
    post(&relay, &format!("/invite/{invite}"), &[("origin", relay.url())], "password=short&again=short").await;
    // The second factor's secret is shown to its owner, on one page, until it is proved.
    let enrolling = get(&relay, r::ACCOUNT_TOTP, &[("cookie", &cookie), ("accept", "text/html")]).await;
    assert_eq!(enrolling.header("cache-control"), Some("no-store"), "{}", enrolling.head);
    let base32 =
        |word: &&str| word.len() >= 16 && word.bytes().all(|b| b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567 ".contains(&b));
    let shown = enrolling.body.split(['<', '>', '"', '=', '&']).find(base32).expect("a secret to type").to_owned();
    let secrets = [
        ("the camera's password", cameras::PASSWORD.to_owned()),
        ("the camera's password, encoded", "m%E1%BA%ADt".to_owned()),
        ("the camera's address", "rtsp://127".to_owned()),
        ("a user's password", PASSWORD.to_owned()),
        ("a wrong password", "canary-that-was-mistyped".to_owned()),
        ("a password's hash", "$argon2".to_owned()),
        ("a session", cookie.split_once('=').unwrap().1.to_owned()),
        ("an invitation", invite),
        ("a second factor", shown.clone()),
        ("a second factor, together", shown.replace(' ', "")),
    ];
    let wrong = format!("login={LOGIN}&password=canary-that-was-mistyped");
    let refused = post(&relay, "/login", &[("origin", relay.url())], &wrong).await;
    let code = post(&relay, r::ACCOUNT_TOTP, &origin, "code=000000").await;
    let weak = post(&relay, r::ACCOUNT_PASSWORD, &origin, &format!("current={PASSWORD}&password=a&again=a")).await;
    assert_eq!((refused.status, weak.status), (422, 422));
    // The form that proves the second factor shows it once more.
    let _ = code;
    nowhere("a refusal", format!("{} {}", refused.body, weak.body).as_bytes(), &secrets);
    // An admin may see where a camera is; what opens it, never.
    let never: Vec<_> = secrets.iter().filter(|(name, _)| *name != "the camera's address").cloned().collect();
    nowhere("an answer", answers(&relay, &cookie).await.as_bytes(), &never);
    nowhere("the metrics", relay.metrics().await.as_bytes(), &secrets);
    let lists: [&[&str]; 4] =
        [&["user", "list", "--json"], &["camera", "list", "--json"], &["audit", "list", "--json"], &["health", "list"]];
    for args in lists {
        nowhere("a list", relay.cli(args, "").out.as_bytes(), &secrets);
    }
    for (kind, name) in [("audit", "audit.json"), ("backup", "relay.backup")] {
        let path = relay.config().with_file_name(name).display().to_string();
        let args: &[&str] = if kind == "audit" { &["audit", "export", &path] } else { &["backup", &path] };
        done(&relay, args);
        // A backup has what passwords hash to, sealed or not, and nothing that opens anything.
        let kept: Vec<_> = secrets.iter().filter(|(_, s)| kind == "audit" || s != "$argon2").cloned().collect();
        nowhere(name, &fs::read(Path::new(&path)).unwrap(), &kept);
    }
    let log = relay.log();
    assert!(log.contains("TRACE") || log.contains("DEBUG"), "the log is talkative");
    nowhere("the log", log.as_bytes(), &secrets);
}

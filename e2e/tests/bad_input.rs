//! Wrong input: one sentence, a failing exit, nothing changed.

use e2e::relay::{CONFIG, Relay, Said, bare};
use std::fs;

fn sentence(said: &Said) -> &str {
    assert!(!said.ok, "{said:?}");
    let err = said.err.trim_end();
    assert_eq!(err.lines().count(), 1, "{said:?}");
    assert!(err.starts_with("Error: ") && said.out.is_empty(), "{said:?}");
    err
}

pub(crate) fn refuses(relay: &Relay, args: &[&str], part: &str) {
    let said = relay.cli(args, "");
    assert!(sentence(&said).contains(part), "{args:?}: {said:?}");
}

#[test]
fn a_wrong_configuration_is_named_and_starts_nothing() {
    for (config, part) in [
        ("[http]\nlisten_at = \"x\"", "line 2: there is no key listen_at"),
        ("[metrics]\nlisten = \"0.0.0.0:9090\"", "metrics ask for no password"),
        ("[http]\ntls = \"files\"\ntls_cert = \"c\"\ntls_key = \"k\"", "c cannot be read"),
        ("site = 1", "relay.toml, 1: "),
    ] {
        let relay = Relay::new(config);
        refuses(&relay, &["serve"], part);
        refuses(&relay, &["config", "check"], part);
        assert!(!relay.data().exists());
    }
    let dir = tempfile::tempdir().unwrap();
    assert!(sentence(&bare(&["serve", "--config", "missing.toml"], dir.path())).contains("cannot be read"));
    assert!(bare(&["config", "check"], dir.path()).ok);
}

#[test]
fn wrong_cameras_are_refused_and_none_is_added() {
    let relay = Relay::new(CONFIG);
    for (url, part) in [
        ("http://127.0.0.1/x", "must start with rtsp://; http:// cannot be used"),
        ("file:///etc/passwd", "file:// cannot be used"),
        ("ffmpeg:exec", "cannot be used"),
        ("127.0.0.1/x", "the camera's address is not valid"),
        ("rtsp://", "the camera's address is not valid"),
        ("rtsp://192.168.1.64/x", "outside the allowed networks"),
        ("rtsp://[::1]/x", "outside the allowed networks"),
    ] {
        refuses(&relay, &["camera", "add", "Tên", url], part);
    }
    let fine = "rtsp://127.0.0.1/x";
    refuses(&relay, &["camera", "add", " ", fine], "needs 1 to 120 characters");
    refuses(&relay, &["camera", "add", "a\nb", fine], "no control characters");
    refuses(&relay, &["camera", "add", "a\u{202e}b", fine], "no control characters");
    refuses(&relay, &["camera", "add", "A", fine, "--id", "../x"], "is no camera id");
    refuses(&relay, &["camera", "add", "A", fine, "--password-stdin"], "add --username");
    refuses(&relay, &["camera", "add", "A", fine, "--username", "u"], "send exactly one line");
    refuses(
        &relay,
        &["camera", "add", "A", "rtsp://u:1@127.0.0.1/x", "--sub", "rtsp://v:2@127.0.0.1/x"],
        "different users",
    );
    refuses(&relay, &["camera", "remove", "nobody"], "there is no camera nobody");
    refuses(&relay, &["camera", "check", "nobody"], "there is no camera nobody");
    refuses(&relay, &["camera", "frobnicate"], "frobnicate is not understood");
    refuses(&relay, &["camera", "add", "A"], "<URL> is missing");
    assert_eq!(relay.cli(&["camera", "list", "--json"], "").out, "[]\n");
    relay.add("a", "A", fine, &[], "");
    refuses(&relay, &["camera", "add", "B", fine, "--id", "a"], "there is a camera a already");
}

#[test]
fn messages_are_vietnamese_unless_asked_otherwise() {
    let relay = Relay::new(CONFIG);
    let said = relay.cli(&["camera", "add", "A", "http://x/", "--lang", "vi"], "");
    assert_eq!(said.err, "Lỗi: địa chỉ camera phải bắt đầu bằng rtsp://; http:// không dùng được\n");
}

#[test]
fn a_taken_port_is_named_with_its_setting() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let http = Relay::new(&CONFIG.replacen("127.0.0.1:0", &address.to_string(), 1));
    refuses(&http, &["serve"], &format!("{address} is in use by another program; stop that one or change http.listen"));
    let metrics = Relay::new(&format!("[http]\nlisten = \"127.0.0.1:0\"\n[metrics]\nlisten = \"{address}\"\n"));
    refuses(&metrics, &["serve"], "change metrics.listen");
}

#[test]
fn a_wrong_key_or_database_is_refused_and_left_alone() {
    let relay = Relay::new(CONFIG);
    relay.add("a", "A", "rtsp://u:p@127.0.0.1/x", &[], "");
    let (key, database) = (relay.data().join("relay.key"), relay.data().join("relay.db"));
    let (right, before) = (fs::read(&key).unwrap(), fs::read(&database).unwrap());
    fs::write(&key, "f".repeat(64)).unwrap();
    for args in [&["serve"][..], &["camera", "list"], &["camera", "add", "B", "rtsp://127.0.0.1/y"]] {
        refuses(&relay, args, "does not open the stored camera passwords");
    }
    fs::remove_file(&key).unwrap();
    refuses(&relay, &["serve"], "is missing but there are stored passwords");
    assert!(!key.exists() && fs::read(&database).unwrap() == before);
    fs::write(&key, right).unwrap();
    assert!(relay.cli(&["camera", "list"], "").out.contains('a'));
    fs::write(&database, "not a database at all, but long enough to be looked at").unwrap();
    refuses(&relay, &["serve"], "cannot be opened");
}

#[test]
fn a_newer_database_is_refused_and_left_alone() {
    let relay = Relay::new(CONFIG);
    relay.add("a", "A", "rtsp://127.0.0.1/x", &[], "");
    let database = relay.data().join("relay.db");
    let newer = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); \
        d.execute(\"INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', 1, x'00', 0)\"); d.commit()";
    let done = std::process::Command::new("/usr/bin/python3").args(["-c", newer]).arg(&database).status().unwrap();
    assert!(done.success());
    let before = fs::read(&database).unwrap();
    for args in [&["serve"][..], &["camera", "list"]] {
        refuses(&relay, args, "is of a newer version; use a newer relay, nothing was changed");
    }
    assert!(fs::read(&database).unwrap() == before);
}

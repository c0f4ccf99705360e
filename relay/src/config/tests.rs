//! The example file is the truth, and what is wrong is named with its key.

use super::*;
use shared::text::Lang;
use std::net::IpAddr;

const EXAMPLE: &str = include_str!("../../relay.example.toml");

fn sentence(toml: &str) -> String {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("relay.toml");
    fs::write(&path, toml).unwrap();
    load(Some(&path)).map(drop).unwrap_err().sentence(Lang::En).replace(&path.display().to_string(), "FILE")
}

#[test]
fn the_example_loads_and_says_nothing_but_the_defaults() {
    let parsed: file::File = toml::from_str(EXAMPLE).unwrap();
    assert_eq!(format!("{parsed:?}"), format!("{:?}", file::File::default()));
    Config::check(parsed, Path::new("")).unwrap();
}

#[test]
fn every_key_stands_in_the_example_with_a_comment_above() {
    let lines: Vec<_> = EXAMPLE.lines().collect();
    let keys = lines.iter().enumerate().filter(|(_, l)| l.contains(" = "));
    let mut count = 0;
    for (at, key) in keys {
        assert!(lines[at - 1].starts_with('#'), "{key} has no comment");
        count += 1;
    }
    assert_eq!(count, 51);
}

#[test]
fn an_unknown_key_is_named_with_its_line() {
    let said = sentence("site = \"a\"\n[http]\nlisten_on = \"x\"\n");
    assert_eq!(said, "Error: configuration FILE, line 3: there is no key listen_on; see relay.example.toml");
}

#[test]
fn wrong_values_come_with_a_hint() {
    for (toml, part) in [
        (
            "[metrics]\nlisten = \"0.0.0.0:9090\"",
            "metrics.listen = 0.0.0.0:9090 cannot be used; metrics ask for no password",
        ),
        ("[http]\ntls = \"on\"", "http.tls = on cannot be used; use off, self_signed or files"),
        ("[http]\ntls = \"files\"\ntls_cert = \"a.pem\"", "http.tls = \"files\" needs this file's path"),
        ("[http]\ntls_key = \"a.pem\"", "http.tls_key = a.pem cannot be used; this file is used with"),
        ("[http]\npublic_url = \"cam.example.vn\"", "http.public_url = cam.example.vn cannot be used; write it like"),
        ("[http]\npublic_url = \"https://cam.example.vn/x\"", "without a path"),
        ("[http]\npublic_url = \"https://u:p@cam.example.vn\"", "http.public_url = …@… cannot be used"),
        ("[http]\npublic_url = \"rtsp://cam.example.vn\"", "write it like https://camera.example.vn"),
        ("[http]\ntrusted_proxies = [\"nginx\"]", "write the address of the proxy in front"),
        ("[http]\ntrusted_proxies = [\"0.0.0.0/0\"]", "anybody could then pretend"),
        ("[limits]\nbody_max_kib = 0", "limits.body_max_kib = 0 cannot be used; use a number from 1 to"),
        ("[webrtc]\nlisten = \"8443\"", "webrtc.listen = 8443 cannot be used; write a UDP address like 0.0.0.0:8443"),
        ("[webrtc]\npublic_addresses = [\"camera.example.vn\"]", "write public IP addresses like 203.0.113.9"),
        ("[webrtc]\npublic_addresses = [\"203.0.113.9:0\"]", "webrtc.public_addresses = 203.0.113.9:0 cannot be used"),
        ("[webrtc]\npublic_addresses = [\"0.0.0.0\"]", "write public IP addresses like 203.0.113.9"),
        ("[webrtc]\nlisten = \"127.0.0.1:0\"\npublic_addresses = [\"203.0.113.9\"]", "name the port, too"),
        ("[webrtc]\nmax_sessions = 0", "webrtc.max_sessions = 0 cannot be used; use a number from 1 to"),
        ("[webrtc]\nmax_kbit_per_sec = 50", "use a number from 100 to"),
        (
            "[webrtc]\nstun_urls = [\"stun.example.vn\"]",
            "webrtc.stun_urls = stun.example.vn cannot be used; write it like stun:",
        ),
        ("[webrtc]\nstun_urls = [\"turn:turn.example.vn\"]", "write it like stun:stun.example.vn:3478"),
        (
            "[webrtc]\nturn_urls = [\"stun:stun.example.vn\"]",
            "webrtc.turn_urls = stun:stun.example.vn cannot be used; write it like turn:",
        ),
        ("[webrtc]\nturn_urls = [\"turn:lan:pw@turn.example.vn\"]", "webrtc.turn_urls = …@… cannot be used"),
        ("[webrtc]\nturn_urls = [\"turn:turn.example.vn\"]", "webrtc.turn_urls needs this file"),
        (
            "[webrtc]\nturn_secret_file = \"turn.secret\"",
            "webrtc.turn_secret_file = turn.secret cannot be used; this file is used with",
        ),
        ("[webrtc]\nturn_hours = 0", "use a number from 1 to 720"),
        ("[http]\nlisten = \"8080\"", "write addresses like 127.0.0.1:8080"),
        ("[metrics]\nlisten = \"127.0.0.1:8080\"", "use another port than http.listen"),
        ("[metrics]\nlisten = \"192.168.1.2:9090\"", "metrics.listen = 192.168.1.2:9090"),
        ("[cameras]\nretry_max_secs = 0", "use a number from 1 to 86400"),
        ("[cameras]\nretry_min_secs = 90", "must not be over cameras.retry_max_secs"),
        ("[cameras]\nnetworks = [\"192.168.1\"]", "write networks like 192.168.0.0/16"),
        ("[hub]\ntotal_max_mib = 1", "use a number from 16"),
        ("site = \"Phường 1\"", "use 1 to 32 of a-z"),
        ("[http]\nhosts = [\"http://a/\"]", "use a host name"),
        ("site_utc_offset_minutes = 900", "use a number from -840 to 840"),
        ("[health]\nkeep_days = 0", "use a number from 1 to 3650"),
        ("[audit]\nkeep_days = 0", "audit.keep_days = 0 cannot be used; use a number from 1 to 36500"),
        ("[access]\nsession_days = 0", "use a number from 1 to 400"),
        (
            "[access]\ntotp_roles = [\"admin\", \"king\"]",
            "access.totp_roles = king cannot be used; use admin, officer, duty, watch_team, household, viewer",
        ),
        ("site = 3", "line 1"),
        ("site = [", "line 1"),
    ] {
        let said = sentence(toml);
        assert!(said.contains(part) || (part == "line 1" && said.contains("FILE, 1: ")), "{toml} gave: {said}");
        assert!(!said.contains('\n') && !said.contains('{'), "{said}");
    }
}

#[test]
fn a_named_file_must_be_there_and_its_data_lies_beside_it() {
    assert!(load(Some(Path::new("/nowhere/relay.toml"))).is_err());
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("relay.toml");
    fs::write(&path, "data_dir = \"x\"").unwrap();
    let (config, read) = load(Some(&path)).unwrap();
    assert_eq!((config.data_dir, read), (dir.path().join("x"), Some(path)));
    assert!(config.http_listen.ip() == IpAddr::from([127, 0, 0, 1]));
}

#[test]
fn what_stands_in_front_is_read_as_it_is_used() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("relay.toml");
    let read = |toml: &str| {
        fs::write(&path, toml).unwrap();
        load(Some(&path)).unwrap().0
    };
    let config = read(
        "[http]\nlisten = \"0.0.0.0:8443\"\ntls = \"files\"\ntls_cert = \"tls/fullchain.pem\"\ntls_key = \"/k.pem\"\n\
         public_url = \"https://Cam.Example.vn:8443/\"\ntrusted_proxies = [\"127.0.0.1\", \"fd00::/64\"]\n",
    );
    let TlsMode::Files { cert, key } = config.door.tls else { panic!("{:?}", config.door.tls) };
    assert_eq!((cert, key), (dir.path().join("tls/fullchain.pem"), PathBuf::from("/k.pem")));
    let url = config.door.public_url.unwrap();
    assert_eq!(
        (url.origin(), url.authority(), url.host()),
        ("https://cam.example.vn:8443", "cam.example.vn:8443", "cam.example.vn")
    );
    assert!(url.is_https());
    let proxies: Vec<_> = config.door.trusted_proxies.iter().map(ToString::to_string).collect();
    assert_eq!(proxies, ["127.0.0.1/32", "fd00::/64"]);
    let config = read("[http]\npublic_url = \"http://[fd00::1]:80\"\n");
    let url = config.door.public_url.unwrap();
    assert_eq!((url.origin(), url.authority(), url.host()), ("http://[fd00::1]", "[fd00::1]", "fd00::1"));
    assert!(!url.is_https());
}

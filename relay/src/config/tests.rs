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
    assert_eq!(count, 24);
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
            "[http]\nlisten = \"0.0.0.0:8080\"",
            "http.listen = 0.0.0.0:8080 cannot be used; there are no user accounts yet",
        ),
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

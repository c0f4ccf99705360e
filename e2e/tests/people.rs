//! `relay user …`: people from the command line, beside a relay that runs.

use crate::bad_input::refuses;
use e2e::relay::{CONFIG, Relay};
use serde_json::{Value, json};
use std::fs;

const PASSWORD: &str = "cá lóc nướng trui\n";
const STDIN: &str = "--password-stdin";

fn fine(relay: &Relay, args: &[&str], input: &str) -> String {
    let said = relay.cli(args, input);
    assert!(said.ok && said.err.is_empty(), "{args:?}: {said:?}");
    said.out
}

fn refuses_with(relay: &Relay, args: &[&str], input: &str, part: &str) {
    let said = relay.cli(args, input);
    assert!(!said.ok && said.out.is_empty() && said.err.lines().count() == 1, "{args:?}: {said:?}");
    assert!(said.err.contains(part), "{args:?}: {said:?}");
}

fn list(relay: &Relay) -> Vec<Value> {
    serde_json::from_str(&fine(relay, &["user", "list", "--json"], "")).unwrap()
}

fn user(relay: &Relay, login: &str) -> Value {
    list(relay).into_iter().find(|user| user["login"] == login).unwrap()
}

fn grant_of(relay: &Relay, login: &str) -> String {
    user(relay, login)["grants"][0]["id"].as_str().unwrap().to_owned()
}

/// An admin and nobody else; nothing serves.
fn with_admin() -> Relay {
    let relay = Relay::new(CONFIG);
    fine(&relay, &["user", "add", "admin", "--role", "admin", STDIN], PASSWORD);
    relay
}

#[test]
fn people_are_added_listed_and_given_roles_while_the_relay_runs() {
    let mut relay = Relay::new(CONFIG);
    relay.run_for_nobody();
    assert_eq!(fine(&relay, &["user", "list"], "").trim(), "No users yet");
    assert_eq!(fine(&relay, &["user", "list", "--json"], "").trim(), "[]");
    fine(&relay, &["area", "add", "Khu phố 2/Tổ 5"], "");
    fine(&relay, &["camera", "add", "Chợ", "rtsp://127.0.0.1:1/x", "--id", "cho"], "");
    let added = fine(
        &relay,
        &[
            "user",
            "add",
            "Ba.Lan",
            "--name",
            "Bà Lan",
            "--role",
            "watch_team",
            "--area",
            "khu phố 2/tổ 5",
            "--hours",
            "18:00-06:00",
            "--until",
            "2199-12-31",
            STDIN,
        ],
        PASSWORD,
    );
    assert!(added.contains("Added user ba.lan (Bà Lan)"), "{added}");
    let home = ["user", "grant", "ba.lan", "--role", "household", "--camera", "cho"];
    assert!(fine(&relay, &home, "").contains("ba.lan is household now, camera cho"));
    let lan = user(&relay, "ba.lan");
    assert_eq!(
        (&lan["name"], &lan["enabled"], &lan["has_password"], &lan["second_factor"]),
        (&json!("Bà Lan"), &json!(true), &json!(true), &json!(false))
    );
    let team = &lan["grants"][0];
    assert_eq!(
        (&team["role"], &team["area"], &team["hours"]),
        (&json!("watch_team"), &json!(["Khu phố 2", "Tổ 5"]), &json!("18:00-06:00"))
    );
    // The last day is whole: 2200-01-01 begins in Vietnam at 17:00 UTC the day before.
    assert_eq!(team["until_us"], json!(7_258_093_200_000_000_u64));
    assert_eq!((&lan["grants"][1]["camera"], &lan["grants"][1]["area"]), (&json!("phuong/cho"), &Value::Null));
    let table = fine(&relay, &["user", "list"], "");
    assert!(
        table.contains("Watch team, area Khu phố 2/Tổ 5, from 18:00 to 06:00, until the end of 2199-12-31"),
        "{table}"
    );
    assert!(fine(&relay, &["user", "list", "--lang", "vi"], "").contains("Tổ tự quản, khu vực Khu phố 2/Tổ 5"));

    // The area stays while somebody has a role in it; the camera goes with the role over it.
    refuses(&relay, &["area", "remove", "Khu phố 2/Tổ 5"], "1 grants name it");
    fine(&relay, &["camera", "remove", "cho"], "");
    let team = grant_of(&relay, "ba.lan");
    assert!(fine(&relay, &["user", "revoke", "ba.lan", &team], "").contains("Took grant"));
    assert_eq!(user(&relay, "ba.lan")["grants"], json!([]));
    fine(&relay, &["area", "remove", "Khu phố 2/Tổ 5"], "");
    assert!(fine(&relay, &["user", "disable", "ba.lan"], "").contains("may not log in any more"));
    assert_eq!(user(&relay, "ba.lan")["enabled"], json!(false));
    assert!(fine(&relay, &["user", "list"], "").contains("switched off"));
    fine(&relay, &["user", "enable", "ba.lan"], "");
    fine(&relay, &["user", "remove", "BA.LAN"], "");
    assert!(list(&relay).is_empty());
    relay.stop();
}

#[test]
fn a_password_is_kept_as_a_hash_and_shown_nowhere() {
    let relay = with_admin();
    let out = fine(&relay, &["user", "passwd", "admin", STDIN], "canary nobody guesses\n");
    assert!(out.contains("admin has a new password"), "{out}");
    let shown = [fine(&relay, &["user", "list"], ""), fine(&relay, &["user", "list", "--json"], ""), out].concat();
    let bytes: Vec<u8> =
        fs::read_dir(relay.data()).unwrap().flat_map(|f| fs::read(f.unwrap().path()).unwrap()).collect();
    let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(!holds(shown.as_bytes(), "canary") && !holds(shown.as_bytes(), "argon2id"));
    assert!(!holds(&bytes, "canary") && holds(&bytes, "$argon2id$v=19$m=19456,t=2,p=1$"));
}

#[test]
fn an_invitation_is_a_link_that_is_stored_nowhere() {
    let relay = with_admin();
    let out = fine(&relay, &["user", "add", "ba.lan", "--role", "viewer", "--invite"], "");
    let link = |out: &str| out.split_whitespace().find(|w| w.starts_with("http://127.0.0.1")).unwrap().to_owned();
    let first = link(&out);
    let token = first.rsplit_once("/invite/").unwrap().1;
    assert_eq!(token.len(), 43, "{out}");
    assert_eq!(user(&relay, "ba.lan")["has_password"], json!(false));
    assert!(fine(&relay, &["user", "list"], "").contains("no password yet"));
    assert_ne!(link(&fine(&relay, &["user", "passwd", "ba.lan", "--invite"], "")), first);
    let bytes: Vec<u8> =
        fs::read_dir(relay.data()).unwrap().flat_map(|f| fs::read(f.unwrap().path()).unwrap()).collect();
    assert!(!bytes.windows(43).any(|w| w == token.as_bytes()));
}

#[test]
fn the_last_admin_stays_until_there_is_another() {
    let relay = with_admin();
    let grant = grant_of(&relay, "admin");
    let before = list(&relay);
    for args in [&["remove", "admin"][..], &["disable", "admin"], &["revoke", "admin", &grant]] {
        refuses(&relay, &[&["user"], args].concat(), "this is the last admin");
    }
    // Neither one who is invited nor one whose time ends can take his place.
    fine(&relay, &["user", "add", "invited", "--role", "admin", "--invite"], "");
    fine(&relay, &["user", "add", "for-now", "--role", "admin", "--until", "2199-01-01", STDIN], PASSWORD);
    refuses(&relay, &["user", "remove", "admin"], "this is the last admin");
    assert_eq!(user(&relay, "admin"), before[0]);
    fine(&relay, &["user", "add", "second", "--role", "admin", STDIN], PASSWORD);
    fine(&relay, &["user", "remove", "admin"], "");
    refuses(&relay, &["user", "remove", "second"], "this is the last admin");
}

#[test]
fn rubbish_is_one_sentence_and_changes_nothing() {
    let relay = with_admin();
    let before = list(&relay);
    for (args, part) in [
        (&["add", "a"][..], "a login name needs 2 to 64"),
        (&["add", "bà lan"], "a login name needs 2 to 64"),
        (&["add", "-ab"], "is not understood"),
        (&["add", "ba.lan", "--name", "a\u{202e}b"], "a name needs 1 to 120 characters"),
        (
            &["add", "ba.lan", "--role", "king"],
            "there is no such role; use admin, officer, duty, watch_team, household, viewer",
        ),
        (&["add", "ba.lan", "--role", "unknown"], "there is no such role"),
        (&["add", "ba.lan", "--area", "Tổ 5"], "add --role"),
        (&["add", "ba.lan", "--until", "2199-01-01"], "add --role"),
        (&["add", "ba.lan", "--role", "duty", "--hours", "18-6"], "write them like 18:00-06:00"),
        (&["add", "ba.lan", "--role", "duty", "--until", "31.12.2199"], "write it like 2026-12-31"),
        (&["add", "ba.lan", "--role", "duty", "--until", "2020-12-31"], "is over already"),
        (&["add", "ba.lan", "--role", "duty", "--camera", "../x"], "is no camera id"),
        (&["add", "ba.lan", "--role", "duty", "--area", "A", "--camera", "a"], "is not understood"),
        (&["add", "ba.lan", "--invite", "--password-stdin"], "is not understood"),
        (&["add", "ba.lan", "--role", "household", "--invite"], "add --camera"),
        (&["add", "ba.lan", "--role", "duty", "--area", "Tổ 5", "--invite"], "no such area"),
        (&["add", "ba.lan", "--role", "duty", "--camera", "cho", "--invite"], "there is no camera cho"),
        (&["add", "admin", "--invite"], "somebody has the login name admin already"),
        (&["add", "ba.lan", "--password-stdin"], "send exactly one line"),
        (&["add"], "is missing"),
        (&["passwd", "nobody", "--invite"], "there is no user nobody"),
        (&["grant", "admin"], "is missing"),
        (&["grant", "admin", "--role", "king"], "there is no such role"),
        (&["grant", "nobody", "--role", "duty"], "there is no user nobody"),
        (&["revoke", "admin", "abc"], "admin has no grant abc"),
        (&["revoke", "admin", "../x"], "admin has no grant ../x"),
        (&["totp-off", "admin"], "there is no second factor"),
        (&["remove", "no body"], "there is no user no body"),
        (&["promote", "admin"], "is not understood"),
    ] {
        refuses(&relay, &[&["user"], args].concat(), part);
    }
    for (password, part) in [
        ("short\n", "at least 10 characters"),
        ("\n", "at least 10 characters"),
        ("matkhau12345\n", "guessed too easily"),
        ("ba.lan ba.lan\n", "must not be the login name or the name"),
        (&format!("{}\n", "cá lóc ".repeat(30)), "128 characters at the most"),
    ] {
        refuses_with(&relay, &["user", "add", "ba.lan", STDIN], password, part);
    }
    refuses_with(&relay, &["user", "passwd", "admin", STDIN], "admin12345\n", "must not be the login name");
    assert_eq!(list(&relay), before);
}

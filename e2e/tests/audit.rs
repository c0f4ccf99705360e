//! The audit and backups, as a technician has them: at the command line, beside a relay that runs.

use crate::bad_input::refuses;
use e2e::relay::{CONFIG, Relay, Said, bare};
use serde_json::Value;
use std::{fs, path::Path, process::Command};

const URL: &str = "rtsp://u:kênh-7@127.0.0.1:1/x";

fn fine(relay: &Relay, args: &[&str]) -> String {
    let said = relay.cli(args, "");
    assert!(said.ok, "{args:?}: {said:?}");
    said.out
}

fn beside(relay: &Relay, name: &str) -> String {
    relay.config().with_file_name(name).display().to_string()
}

/// Changes the database behind the relay's back: without its triggers.
fn alter(database: &Path, sql: &str) {
    let script = "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); \
        [d.execute('DROP TRIGGER ' + n) for (n,) in d.execute(\"SELECT name FROM sqlite_master WHERE type = 'trigger'\").fetchall()]; \
        d.executescript(sys.argv[2]); d.commit()";
    let done = Command::new("/usr/bin/python3").args(["-c", script]).arg(database).arg(sql).status().unwrap();
    assert!(done.success());
}

/// A ward with a few things done to it, nothing running.
fn ward() -> Relay {
    let relay = Relay::new(CONFIG);
    relay.add("a", "Ngã tư", URL, &["--area", "Tổ 5"], "");
    fine(&relay, &["camera", "edit", "a", "--name", "Cổng chợ", "--street", "Lê Lợi"]);
    fine(&relay, &["area", "rename", "Tổ 5", "Tổ 6"]);
    relay.add("b", "=1+1", URL, &[], "");
    fine(&relay, &["camera", "remove", "b"]);
    relay
}

fn broken(said: &Said, part: &str) {
    assert_eq!(said.code, Some(1), "{said:?}");
    assert!(said.out.is_empty() && said.err.contains(part), "{said:?}");
}

#[test]
fn what_is_done_at_the_command_line_is_recorded() {
    let relay = Relay::new(CONFIG);
    assert_eq!(fine(&relay, &["audit", "verify"]), "Nothing was recorded yet\n");
    let relay = ward();
    let page: Value = serde_json::from_str(&fine(&relay, &["audit", "list", "--json"])).unwrap();
    let actions: Vec<_> = page["rows"].as_array().unwrap().iter().map(|r| r["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["camera_removed", "camera_added", "area_changed", "camera_changed", "camera_added"]);
    let edited = &page["rows"][3];
    assert_eq!((&edited["actor_kind"], &edited["camera"]), (&"operator".into(), &"phuong/a".into()));
    assert_eq!(edited["facts"]["what"], "name, street");
    let words = fine(&relay, &["audit", "list", "--camera", "a", "--limit", "1"]);
    assert!(words.contains("Changed a camera") && words.contains("There is more: add --before 2"), "{words}");
    assert!(fine(&relay, &["audit", "list", "--camera", "a", "--before", "2"]).contains("Added a camera"));
    assert!(fine(&relay, &["audit", "list", "--action", "area_changed"]).contains("Tổ 5"));
    assert!(fine(&relay, &["audit", "list", "--actor", "nobody"]).contains("There is nothing of this kind"));
    assert!(fine(&relay, &["audit", "list", "--to", "2020-01-01"]).contains("There is nothing of this kind"));
    for secret in ["kênh-7", "rtsp:", "127.0.0.1:1"] {
        assert!(!fine(&relay, &["audit", "list", "--json"]).contains(secret));
    }
    // A dry run, a refusal and a wrong option leave no row.
    refuses(&relay, &["camera", "add", "A", URL, "--id", "a"], "there is a camera a already");
    refuses(&relay, &["area", "remove", "Tổ 6"], "lie in this area");
    refuses(&relay, &["audit", "list", "--limit", "0"], "--limit: it must be a number from 1 to 500");
    refuses(&relay, &["audit", "list", "--action", "danced"], "--action: it must be one of login, login_failed");
    refuses(&relay, &["audit", "list", "--from", "1/11"], "--from: it must be a day like");
    refuses(&relay, &["audit", "list", "--camera", "../x"], "--camera: it must be a camera's id");
    refuses(&relay, &["audit", "list", "--before", "x"], "--before: it must be the number of a row");
    assert!(fine(&relay, &["audit", "verify"]).starts_with("The audit is whole: 5 rows, 0 signed days\n"));
}

#[test]
fn a_broken_audit_is_named_in_words() {
    let whole = ward();
    fine(&whole, &["audit", "verify"]);
    for (sql, part) in [
        ("UPDATE audit_rows SET actor_name = 'x' WHERE seq = 3", "the audit is broken: row 3 (day 20"),
        ("UPDATE audit_rows SET action = 'login' WHERE seq = 5", "row 5 (day 20"),
        ("DELETE FROM audit_rows WHERE seq = 2", ") is missing; leave the data as it is"),
        ("DELETE FROM audit_rows WHERE seq > 3", "row 4 (day 20"),
        (
            "UPDATE audit_kept SET last_seq = 3; DELETE FROM audit_rows WHERE seq > 3",
            "how many rows there are bears no right",
        ),
        ("UPDATE audit_key SET public_key = zeroblob(32)", "the key that signs the audit was replaced"),
        ("DELETE FROM audit_kept", "the audit was altered from outside"),
    ] {
        let relay = Relay::new(CONFIG);
        fs::create_dir(relay.data()).unwrap();
        for file in ["relay.db", "relay.key"] {
            fs::copy(whole.data().join(file), relay.data().join(file)).unwrap();
        }
        alter(&relay.data().join("relay.db"), sql);
        broken(&relay.cli(&["audit", "verify"], ""), part);
        let vietnamese = relay.cli(&["audit", "verify", "--lang", "vi"], "");
        assert!(vietnamese.err.starts_with("Lỗi: ") && vietnamese.err.contains("nhật ký"), "{vietnamese:?}");
    }
}

#[test]
fn an_export_is_checked_where_there_is_no_relay() {
    let relay = ward();
    let file = beside(&relay, "audit.json");
    assert!(fine(&relay, &["audit", "export", &file]).contains("Wrote 5 rows of the audit"));
    refuses(&relay, &["audit", "export", &file], "exists already");
    let key = fine(&relay, &["audit", "verify"]).lines().last().unwrap().replace("Public key: ", "");
    let elsewhere = tempfile::tempdir().unwrap();
    let verify = |more: &[&str]| bare(&[&["audit", "verify", "--file", &file][..], more].concat(), elsewhere.path());
    let said = verify(&[]);
    assert!(said.ok && said.out.starts_with("Audit of phuong, exported at 20"), "{said:?}");
    assert!(said.out.contains("whole: 5 rows") && said.out.contains(&key) && said.out.contains("Compare this key"));
    assert!(verify(&["--key", &key]).ok);
    broken(&verify(&["--key", &"0".repeat(64)]), "signed with the key");
    broken(&verify(&["--key", "0"]), "--key: it must be a public key");
    assert!(fs::read_dir(elsewhere.path()).unwrap().next().is_none(), "nothing is made where a file is checked");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, text.replace("Cổng chợ", "Cổng đình").replace("Ngã tư", "Ngã ba")).unwrap();
    broken(&verify(&[]), "row 1 (day 20");
    fs::write(&file, text.lines().take(4).map(|line| format!("{line}\n")).collect::<String>()).unwrap();
    broken(&verify(&[]), "row 4 (day 20");
    fs::write(&file, "id;name\n").unwrap();
    broken(&verify(&[]), "line 1: this is no audit that relay audit export --json has written");
    fs::remove_file(&file).unwrap();
    broken(&verify(&[]), "cannot be read");
    // For people: a sheet, in which nothing is run as a formula. The export before is recorded by now.
    let sheet = beside(&relay, "audit.csv");
    assert!(fine(&relay, &["audit", "export", &sheet, "--csv"]).contains("Wrote 6 rows"));
    let text = fs::read_to_string(&sheet).unwrap();
    assert!(text.starts_with("\u{feff}No.,Time,") && text.contains(",Added a camera,phuong/b,'=1+1,"), "{text}");
    refuses(&relay, &["audit", "export", "x", "--csv", "--json"], "is not understood");
}

/// How many rows a whole audit has.
fn rows(relay: &Relay) -> u64 {
    let said = fine(relay, &["audit", "verify"]);
    let count = said.split("whole: ").nth(1).and_then(|rest| rest.split(' ').next()?.parse().ok());
    count.unwrap_or_else(|| panic!("no count in {said}"))
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_beside_a_running_relay_keep_one_chain() {
    let mut relay = ward();
    relay.run();
    let before = rows(&relay);
    let mut commands = Vec::new();
    for i in 0..8 {
        let (id, data) = (format!("c{i}"), relay.config());
        commands.push(std::thread::spawn(move || {
            let mut command = Command::new(e2e::relay::binary());
            command.args(["camera", "add", "C", "rtsp://127.0.0.1:1/x", "--id", &id, "--config"]).arg(data);
            assert!(command.output().unwrap().status.success());
        }));
    }
    commands.into_iter().for_each(|command| command.join().unwrap());
    assert_eq!(rows(&relay), before + 8);
    relay.stop();
    assert_eq!(rows(&relay), before + 8);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_a_running_relay_brings_everything_back() {
    let mut relay = ward();
    relay.run();
    let (file, before) = (beside(&relay, "ward.backup"), rows(&relay));
    let said = fine(&relay, &["backup", &file]);
    assert!(said.contains("Wrote the backup") && said.contains("relay.key in another place"), "{said}");
    refuses(&relay, &["backup", &file], "exists already");
    // Any tar opens it; no key is in it.
    let listed = Command::new("tar").args(["-tf", &file]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&listed.stdout), "manifest.json\nrelay.db\n");
    let key = fs::read_to_string(relay.data().join("relay.key")).unwrap();
    assert!(!String::from_utf8_lossy(&fs::read(&file).unwrap()).contains(key.trim()));
    refuses(&relay, &["restore", &file, "--replace"], "stop it before you restore");
    fine(&relay, &["camera", "remove", "a"]);
    relay.stop();
    refuses(&relay, &["restore", &file], "add --replace");
    let done = fine(&relay, &["restore", &file, "--replace"]);
    assert!(done.contains("Restored the data of phuong") && done.contains("is kept as"), "{done}");
    assert!(fine(&relay, &["camera", "list"]).contains("Cổng chợ"));
    assert_eq!(rows(&relay), before + 1, "what was recorded until then, and the restoring itself");
    assert!(fine(&relay, &["audit", "list", "--limit", "1"]).contains("Restored a backup"));
    relay.run();
    let (_, cameras) = relay.get("/api/v1/cameras", &[]).await;
    assert!(cameras.contains("Cổng chợ"), "{cameras}");
    relay.stop();
    // What was put aside is whole, too, with what SQLite may have left beside it: with its key it is a ward of its own.
    let aside = done.split("is kept as ").nth(1).unwrap().trim();
    let old = Relay::new(CONFIG);
    fs::create_dir(old.data()).unwrap();
    fs::copy(aside, old.data().join("relay.db")).unwrap();
    if Path::new(&format!("{aside}-wal")).exists() {
        fs::copy(format!("{aside}-wal"), old.data().join("relay.db-wal")).unwrap();
    }
    fs::copy(relay.data().join("relay.key"), old.data().join("relay.key")).unwrap();
    assert!(fine(&old, &["audit", "list", "--limit", "1"]).contains("Removed a camera"));
}

/// The key file's bytes, where there is one.
type Key<'a> = Option<&'a [u8]>;

/// Everything in a folder: names and bytes.
fn content(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).map(|entries| entries.map(|e| e.unwrap().path()).collect()).unwrap_or(vec![]);
    let mut all: Vec<_> = entries.iter().map(|p| (p.display().to_string(), fs::read(p).unwrap_or_default())).collect();
    all.sort();
    all
}

#[test]
fn what_cannot_be_restored_is_refused_and_changes_nothing() {
    let ward = ward();
    let file = beside(&ward, "ward.backup");
    fine(&ward, &["backup", &file]);
    let bytes = fs::read(&file).unwrap();
    let key = fs::read(ward.data().join("relay.key")).unwrap();
    let cut = bytes[..bytes.len() / 2].to_vec();
    let database = bytes.windows(15).position(|w| w == b"SQLite format 3").unwrap();
    let flipped = |at: usize| {
        let mut bytes = bytes.clone();
        bytes[at] ^= 1;
        bytes
    };
    let text = |from: &str, to: &str| {
        let at = bytes.windows(from.len()).position(|w| w == from.as_bytes()).unwrap();
        let mut bytes = bytes.clone();
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        bytes
    };
    let here = Relay::new(CONFIG);
    let bad = beside(&here, "bad.backup");
    let cases: [(Vec<u8>, Key<'_>, &str); 14] = [
        (bytes.clone(), None, "put the backup's own there and try again"),
        (bytes.clone(), Some(b"no key"), "holds no key"),
        (bytes.clone(), Some(&[b'f'; 64]), "does not open this backup"),
        (Vec::new(), Some(&key), "is no backup of a relay"),
        (b"id,name\n1,2\n".to_vec(), Some(&key), "is no backup of a relay"),
        (fs::read(ward.data().join("relay.db")).unwrap(), Some(&key), "is no backup of a relay"),
        (text("ward-backup", "ward-boxing"), Some(&key), "is no backup of a relay"),
        (text("\"version\": 1", "\"version\": 2"), Some(&key), "is of a newer version; use a newer relay"),
        (
            text("\"site\": \"phuong\"", "\"site\": \"others\""),
            Some(&key),
            "is of others, but this configuration is of",
        ),
        (text("\"bytes\": ", "\"bytes\": 9"), Some(&key), "is damaged"),
        (cut, Some(&key), "is damaged"),
        (bytes[..database + 4096].to_vec(), Some(&key), "is damaged"),
        (flipped(database + 20), Some(&key), "is damaged"),
        (flipped(database + 30_000), Some(&key), "is damaged"),
    ];
    for with_database in [false, true] {
        for (bytes, key, part) in &cases {
            fs::write(&bad, bytes).unwrap();
            let _ = fs::remove_dir_all(here.data());
            if key.is_some() || with_database {
                fs::create_dir(here.data()).unwrap();
            }
            if let Some(key) = key {
                fs::write(here.data().join("relay.key"), key).unwrap();
            }
            if with_database {
                fs::write(here.data().join("relay.db"), "an old database, broken").unwrap();
            }
            let before = content(&here.data());
            refuses(&here, &["restore", &bad, "--replace"], part);
            assert!(content(&here.data()) == before, "{part}");
            assert_eq!(here.data().exists(), key.is_some() || with_database, "{part}");
        }
    }
    refuses(&here, &["restore", &beside(&here, "nothing"), "--replace"], "cannot be read");
    refuses(&here, &["restore"], "is missing");
    // Into an empty folder that has nothing but the right key.
    fs::remove_dir_all(here.data()).unwrap();
    fs::create_dir(here.data()).unwrap();
    fs::write(here.data().join("relay.key"), &key).unwrap();
    fine(&here, &["restore", &file]);
    assert!(fine(&here, &["camera", "list"]).contains("Cổng chợ"));
    assert!(fine(&here, &["audit", "verify"]).contains("whole: 6 rows"));
    // A database of a newer relay inside a backup that is otherwise right.
    let newer = "INSERT INTO _sqlx_migrations VALUES (9999, 'later', '2030-01-01', 1, x'00', 0)";
    let made_newer = repack(&file, newer, here.config().parent().unwrap());
    refuses(
        &here,
        &["restore", &made_newer, "--replace"],
        "is of a newer version; use a newer relay, nothing was changed",
    );
    refuses(&Relay::new(CONFIG), &["backup", "x.backup"], "cannot be read");
}

/// A backup whose database was changed and hashed anew.
fn repack(backup: &str, sql: &str, folder: &Path) -> String {
    let script = "
import tarfile, sqlite3, json, hashlib, sys, os
backup, sql, folder = sys.argv[1:]
tarfile.open(backup).extractall(folder + '/unpacked')
database, manifest = folder + '/unpacked/relay.db', folder + '/unpacked/manifest.json'
d = sqlite3.connect(database); d.executescript(sql); d.commit(); d.close()
m = json.load(open(manifest)); b = open(database, 'rb').read()
m.update(bytes=len(b), sha256=hashlib.sha256(b).hexdigest())
json.dump(m, open(manifest, 'w'))
t = tarfile.open(folder + '/repacked', 'w', format=tarfile.USTAR_FORMAT)
[t.add(f, os.path.basename(f)) for f in (manifest, database)]; t.close()";
    let run = Command::new("/usr/bin/python3").args(["-c", script, backup, sql]).arg(folder).status().unwrap();
    assert!(run.success());
    folder.join("repacked").display().to_string()
}

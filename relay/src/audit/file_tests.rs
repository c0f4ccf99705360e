//! An exported file, and what can be done to it on its way.

use super::*;
use shared::audit::{Action, Actor, Entry, Fault};

const DAY: u64 = 86_400_000_000;

async fn export(moments: &[u64], from: u64, until: u64) -> String {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    for at in moments {
        let entry = Entry::new(UnixMicros(*at), Actor::relay(), Action::CameraAdded).target("Ngõ \"12\"\n");
        store.append_audit(&[entry]).await.unwrap();
    }
    let site = "phuong".parse().unwrap();
    let export = Export { site, made: UnixMicros(7), from: UnixMicros(from), until: UnixMicros(until) };
    let mut out = Vec::new();
    write_export(&store, &export, &mut out).await.unwrap();
    String::from_utf8(out).unwrap()
}

fn check(text: &str) -> Result<Proved, FileError> {
    prove(text.as_bytes())
}

#[tokio::test]
async fn a_file_proves_itself() {
    let text = export(&[1, 2, DAY, 3 * DAY], 0, 9 * DAY).await;
    let proved = check(&text).unwrap();
    assert_eq!((proved.whole.rows, proved.whole.days, proved.site.as_str()), (4, 2, "phuong"));
    assert_eq!(text.lines().count(), 1 + 2 + 4);
    let part = check(&export(&[1, 2, DAY, 3 * DAY], DAY, 2 * DAY).await).unwrap();
    assert_eq!((part.whole.rows, part.whole.gone, part.whole.last_seq), (1, 2, 3));
    let none = check(&export(&[1, 2, DAY, 3 * DAY], 5 * DAY, 6 * DAY).await).unwrap();
    assert_eq!(none.whole.rows, 0);
}

/// Whatever byte is changed, the file is not found whole: only what it says of its site and time is not signed.
#[tokio::test]
async fn no_byte_of_it_can_be_changed() {
    let text = export(&[1, DAY, 3 * DAY], 0, 9 * DAY).await;
    let unsigned = text.find("\"made\"").unwrap()..text.find("\"key\"").unwrap();
    let site = text.find("\"site\"").unwrap()..unsigned.start;
    let whole = check(&text).unwrap();
    for (at, byte) in text.bytes().enumerate() {
        if unsigned.contains(&at) || site.contains(&at) || byte == b'\n' {
            continue;
        }
        let mut bytes = text.clone().into_bytes();
        bytes[at] ^= 1 << (at % 3);
        assert!(prove(&*bytes).is_err(), "byte {at}: {:?}", String::from_utf8_lossy(&bytes));
    }
    for seq in [1, 2, 3] {
        let altered = text.lines().map(|line| {
            let row = line.contains(&format!("\"seq\":{seq},"));
            if row { line.replace("camera_added", "camera_paused") } else { line.to_owned() }
        });
        let altered: String = altered.map(|line| line + "\n").collect();
        match check(&altered) {
            Err(FileError::Broken(Broken::Row { seq: named, fault: Fault::Altered, .. })) => assert_eq!(named, seq),
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(check(&text).unwrap(), whole);
}

#[tokio::test]
async fn lines_that_are_gone_swapped_or_foreign_are_noticed() {
    let text = export(&[1, 2, DAY, 3 * DAY], 0, 9 * DAY).await;
    let lines: Vec<_> = text.lines().collect();
    let joined = |lines: &[&str]| lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    for gone in 1..lines.len() {
        let left: Vec<_> = lines.iter().enumerate().filter(|(i, _)| *i != gone).map(|(_, line)| *line).collect();
        assert!(matches!(check(&joined(&left)), Err(FileError::Broken(_))), "line {gone}");
    }
    let mut swapped = lines.clone();
    swapped.swap(3, 4);
    let wrong = Broken::Row { seq: 1, day: Some(shared::audit::Day(0)), fault: Fault::OutOfOrder };
    assert!(matches!(check(&joined(&swapped)), Err(FileError::Broken(broken)) if broken == wrong));
    for (bad, line) in [
        (String::new(), 1),
        ("id,name\n1,2\n".into(), 1),
        (joined(&lines[1..]), 1),
        (format!("{text}x\n"), 8),
        (format!("{text}{}\n", lines[0]), 8),
        ("x".repeat(1 << 20), 1),
        (text.replacen("ward-audit", "ward-other", 1), 1),
    ] {
        assert!(matches!(check(&bad), Err(FileError::NoExport(n)) if n == line), "{line}");
    }
    assert!(matches!(check(&text.replacen("\"version\":1", "\"version\":2", 1)), Err(FileError::Newer)));
}

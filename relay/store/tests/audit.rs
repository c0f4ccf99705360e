//! The audit's contract, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{
    UnixMicros,
    audit::{Action, Actor, ActorKind, Broken, Day, Entry, Fault, SpanKind, Verifier, Whole},
};
use sqlx::{Connection, SqliteConnection};
use std::path::Path;
use store::{
    CameraRecord, Changes, Store, StoreError, Transport,
    audit::{Filter, Writer},
};

const DAY: u64 = 86_400_000_000;

fn entry(at: u64) -> Entry {
    let actor = Actor { kind: ActorKind::User, id: "u1".into(), name: "Bà Lan".into() };
    Entry::new(UnixMicros(at), actor, Action::CameraChanged).camera("ward/a".parse().unwrap()).with("name", "Ngõ 12")
}

fn camera() -> CameraRecord {
    CameraRecord {
        id: "ward/a".parse().unwrap(),
        name: "A".into(),
        transport: Transport::Tcp,
        main: "rtsp://10.0.0.5/x".to_owned().into(),
        sub: None,
        credentials: None,
        place: shared::place::Place::default(),
        vendor: None,
        channel: None,
    }
}

async fn check(store: &Store) -> Result<Whole, Broken> {
    let mut reader = store.audit_reader().await.unwrap().unwrap();
    let heads = reader.heads().to_vec();
    let mut verifier = Verifier::new(&reader.key(), &heads, reader.kept(), SpanKind::Kept)?;
    loop {
        let rows = reader.rows(3).await.unwrap();
        if rows.is_empty() {
            return verifier.end();
        }
        rows.iter().try_for_each(|row| verifier.row(row))?;
    }
}

/// Whoever has the file, without the relay and its triggers.
async fn behind_the_back(dir: &Path, sql: &'static str) {
    let mut db = SqliteConnection::connect(&format!("sqlite://{}/relay.db", dir.display())).await.unwrap();
    let triggers: Vec<(String,)> =
        sqlx::query_as("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetch_all(&mut db).await.unwrap();
    for (name,) in triggers {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP TRIGGER {name}"))).execute(&mut db).await.unwrap();
    }
    sqlx::raw_sql(sql).execute(&mut db).await.unwrap();
}

/// Rows 1 to 3, 4 to 5 and 6 to 8 on days 0, 1 and 5, the last one open.
async fn three_days(dir: &Path) -> Store {
    let store = Store::open(dir).await.unwrap();
    assert!(store.audit_reader().await.unwrap().is_none());
    for at in [1, 2, 3, DAY, DAY + 1, 5 * DAY] {
        store.append_audit(&[entry(at)]).await.unwrap();
    }
    store.append_audit(&[entry(5 * DAY + 1), entry(5 * DAY + 2)]).await.unwrap();
    store
}

#[tokio::test]
async fn what_was_appended_is_whole_and_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.days, whole.gone), (8, 2, 0));
    store.close().await;
    let store = Store::open(dir.path()).await.unwrap();
    store.append_audit(&[entry(5 * DAY + 3)]).await.unwrap();
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.last_seq), (9, 9));
    let key = store.audit_reader().await.unwrap().unwrap().key();
    assert!(key.0 != [0; 32]);
    // Secret only in sealed form, and with another key file nothing opens at all.
    store.close().await;
    std::fs::write(dir.path().join("relay.key"), "f".repeat(64)).unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::KeyWrong(_))));
}

#[tokio::test]
async fn a_change_and_its_record_happen_together_or_not_at_all() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let mut batch = store.batch().await.unwrap();
    let path = "Tổ 5".parse().unwrap();
    batch.area_at(&path, UnixMicros(1)).await.unwrap();
    batch.append_audit(&[entry(6 * DAY)]).await.unwrap();
    drop(batch);
    assert_eq!((check(&store).await.unwrap().rows, store.areas().await.unwrap().iter().count()), (8, 0));
    let mut batch = store.batch().await.unwrap();
    batch.area_at(&path, UnixMicros(1)).await.unwrap();
    batch.append_audit(&[entry(6 * DAY)]).await.unwrap();
    batch.commit().await.unwrap();
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.days, store.areas().await.unwrap().iter().count()), (9, 3, 1));
}

#[tokio::test]
async fn rows_are_found_by_who_which_what_and_when() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let other = Entry::new(UnixMicros(5 * DAY + 9), Actor::relay(), Action::Restored);
    store.append_audit(&[other]).await.unwrap();
    let seqs = async |filter: Filter, before, limit| {
        let rows = store.audit(&filter, before, limit).await.unwrap();
        rows.iter().map(|row| row.seq).collect::<Vec<_>>()
    };
    let all = Filter::default;
    assert_eq!(seqs(all(), None, 4).await, [9, 8, 7, 6]);
    assert_eq!(seqs(all(), Some(6), 9).await, [5, 4, 3, 2, 1]);
    assert_eq!(seqs(Filter { actor: Some("relay".into()), ..all() }, None, 9).await, [9]);
    assert_eq!(seqs(Filter { actor: Some("Bà Lan".into()), ..all() }, None, 2).await, [8, 7]);
    assert_eq!(seqs(Filter { camera: "ward/b".parse().ok(), ..all() }, None, 9).await, [0; 0]);
    assert_eq!(seqs(Filter { camera: "ward/a".parse().ok(), ..all() }, None, 9).await.len(), 8);
    assert_eq!(seqs(Filter { action: Some(Action::Restored), ..all() }, None, 9).await, [9]);
    let day = Filter { from: Some(UnixMicros(DAY)), until: Some(UnixMicros(5 * DAY)), ..all() };
    assert_eq!(seqs(day, None, 9).await, [5, 4]);
    let row = &store.audit(&all(), Some(9), 1).await.unwrap()[0];
    assert_eq!((row.actor_name.as_str(), row.facts()["name"].as_str()), ("Bà Lan", "Ngõ 12"));
}

#[tokio::test]
async fn the_database_itself_takes_no_row_back() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    store.close().await;
    let mut db = SqliteConnection::connect(&format!("sqlite://{}/relay.db", dir.path().display())).await.unwrap();
    for sql in [
        "UPDATE audit_rows SET actor_name = 'x'",
        "DELETE FROM audit_rows WHERE seq = 8",
        "DELETE FROM audit_rows WHERE seq = 1",
        "INSERT OR REPLACE INTO audit_rows SELECT 3, at_us, actor_kind, 'x', actor_name, address, action, camera, target,
         detail, hash FROM audit_rows WHERE seq = 2",
        "DELETE FROM audit_heads",
        "UPDATE audit_heads SET rows = 1",
        "INSERT OR REPLACE INTO audit_heads SELECT 1, day, first_seq, last_seq, rows, last_hash, follows, signature
         FROM audit_heads WHERE number = 2",
        "UPDATE audit_kept SET last_seq = 7",
        "UPDATE audit_kept SET first_seq = 0",
        "DELETE FROM audit_kept",
        "UPDATE audit_key SET key_id = 'x'",
        "DELETE FROM audit_key",
    ] {
        let refused = sqlx::query(sql).execute(&mut db).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    assert_eq!(check(&Store::open(dir.path()).await.unwrap()).await.unwrap().rows, 8);
}

#[tokio::test]
async fn what_is_done_behind_its_back_is_named() {
    let row = |seq, day, fault| Err(Broken::Row { seq, day, fault });
    let day = |n| Some(Day(n));
    let names = "seq, at_us, actor_kind, actor, actor_name, address, action, camera, target, detail, hash";
    assert_eq!(names.split(", ").count(), 11, "each column is altered below");
    for (sql, expected) in [
        ("UPDATE audit_rows SET at_us = at_us + 1 WHERE seq = 2", row(2, day(0), Fault::Altered)),
        ("UPDATE audit_rows SET actor_kind = 'embed' WHERE seq = 5", row(5, day(1), Fault::Altered)),
        ("UPDATE audit_rows SET actor = 'u2' WHERE seq = 1", row(1, day(0), Fault::Altered)),
        ("UPDATE audit_rows SET actor_name = CAST(x'42c320' AS TEXT) WHERE seq = 4", row(4, day(1), Fault::Altered)),
        ("UPDATE audit_rows SET address = '10.0.0.1' WHERE seq = 8", row(8, day(5), Fault::Altered)),
        ("UPDATE audit_rows SET action = 'login' WHERE seq = 7", row(7, day(5), Fault::Altered)),
        ("UPDATE audit_rows SET camera = NULL WHERE seq = 3", row(3, day(0), Fault::Altered)),
        ("UPDATE audit_rows SET target = '' WHERE seq = 3", row(3, day(0), Fault::Altered)),
        ("UPDATE audit_rows SET detail = ' ' || detail WHERE seq = 6", row(6, day(5), Fault::Altered)),
        ("UPDATE audit_rows SET hash = zeroblob(32) WHERE seq = 6", row(6, day(5), Fault::Altered)),
        ("UPDATE audit_rows SET seq = 99 WHERE seq = 5", row(5, day(1), Fault::Missing)),
        ("DELETE FROM audit_rows WHERE seq = 2", row(2, day(0), Fault::Missing)),
        ("DELETE FROM audit_rows WHERE seq <= 3", row(1, day(0), Fault::Missing)),
        // The end of the chain, which no later row covers yet, is signed, too.
        ("DELETE FROM audit_rows WHERE seq >= 8", row(8, day(5), Fault::Missing)),
        (
            "INSERT INTO audit_rows SELECT 9, at_us, actor_kind, actor, actor_name, address, action, camera, target,
             detail, hash FROM audit_rows WHERE seq = 8",
            row(9, day(5), Fault::Added),
        ),
        ("UPDATE audit_kept SET last_seq = 7; DELETE FROM audit_rows WHERE seq = 8", Err(Broken::Span)),
        ("UPDATE audit_kept SET first_seq = 4; DELETE FROM audit_rows WHERE seq < 4", Err(Broken::Span)),
        (
            "UPDATE audit_heads SET day = 2 WHERE number = 2",
            Err(Broken::Head { number: 2, day: day(2), fault: Fault::Unsigned }),
        ),
        ("DELETE FROM audit_heads WHERE number = 1", Err(Broken::Head { number: 1, day: None, fault: Fault::Missing })),
        (
            "UPDATE audit_rows SET seq = 100 WHERE seq = 1; UPDATE audit_rows SET seq = 1 WHERE seq = 2;
             UPDATE audit_rows SET seq = 2 WHERE seq = 100",
            row(1, day(0), Fault::Altered),
        ),
    ] {
        let dir = tempfile::tempdir().unwrap();
        three_days(dir.path()).await.close().await;
        behind_the_back(dir.path(), sql).await;
        let store = Store::open(dir.path()).await.unwrap();
        assert_eq!(check(&store).await, expected, "{sql}");
        // Going on with the chain hides nothing: it is refused, or the fault stays.
        match store.append_audit(&[entry(9 * DAY)]).await {
            Err(StoreError::AuditBroken) => {}
            Ok(()) => assert!(check(&store).await.is_err(), "{sql}"),
            Err(other) => panic!("{sql}: {other}"),
        }
    }
}

#[tokio::test]
async fn another_signing_key_is_not_taken_for_ours() {
    let (dir, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = three_days(dir.path()).await;
    store.add_camera(&camera(), UnixMicros(1)).await.unwrap();
    store.close().await;
    three_days(other.path()).await.close().await;
    let sql = format!(
        "ATTACH '{}/relay.db' AS other; DELETE FROM audit_key; INSERT INTO audit_key SELECT * FROM other.audit_key",
        other.path().display()
    );
    behind_the_back(dir.path(), sql.leak()).await;
    let ours = "UPDATE audit_key SET key_id = (SELECT key_id FROM cameras)";
    behind_the_back(dir.path(), ours).await;
    let store = Store::open(dir.path()).await.unwrap();
    assert!(matches!(store.audit_reader().await, Err(StoreError::AuditKey)));
    assert!(matches!(store.append_audit(&[entry(1)]).await, Err(StoreError::AuditKey)));
    store.close().await;
    behind_the_back(dir.path(), "DELETE FROM audit_key").await;
    let store = Store::open(dir.path()).await.unwrap();
    assert!(matches!(store.audit_reader().await, Err(StoreError::AuditBroken)));
    assert!(matches!(store.append_audit(&[entry(1)]).await, Err(StoreError::AuditBroken)));
}

#[tokio::test]
async fn two_programs_append_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let there = Store::open(dir.path()).await.unwrap();
    let changes = Changes::watch(&store).await.unwrap();
    let writer = Writer::beside(&store, &changes);
    let here = async {
        for i in 0..40 {
            writer.append(&[entry(6 * DAY + i)]).await.unwrap();
        }
    };
    let beside = async {
        for i in 0..40 {
            there.append_audit(&[entry(6 * DAY + i), entry(6 * DAY + i)]).await.unwrap();
        }
    };
    tokio::join!(here, beside);
    assert_eq!(check(&store).await.unwrap().rows, 8 + 40 + 80);
}

#[tokio::test]
async fn what_the_relay_records_by_itself_is_no_news() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let mut changes = Changes::watch(&store).await.unwrap();
    let mut counter = Changes::watch(&store).await.unwrap();
    let writer = Writer::beside(&store, &changes);
    writer.append(&[entry(5 * DAY + 3)]).await.unwrap();
    assert!(counter.any().await.unwrap() && !changes.any().await.unwrap());
    store.append_audit(&[entry(5 * DAY + 4)]).await.unwrap();
    assert!(changes.any().await.unwrap());
    assert_eq!(check(&store).await.unwrap().rows, 10);
}

#[tokio::test]
async fn days_are_signed_when_they_are_over_and_old_ones_go_whole() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let changes = Changes::watch(&store).await.unwrap();
    let writer = Writer::beside(&store, &changes);
    assert!(!writer.close(UnixMicros(6 * DAY - 1)).await.unwrap());
    assert!(writer.close(UnixMicros(6 * DAY)).await.unwrap());
    assert!(!writer.close(UnixMicros(7 * DAY)).await.unwrap(), "nothing happened since");
    assert_eq!(check(&store).await.unwrap().days, 3);
    let now = UnixMicros(6 * DAY);
    assert_eq!(writer.retain(Day(0), now).await.unwrap(), 0);
    assert_eq!(writer.retain(Day(1), now).await.unwrap(), 3);
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.gone, whole.days), (5, 3, 3));
    store.append_audit(&[entry(6 * DAY)]).await.unwrap();
    assert_eq!(writer.retain(Day(6), now).await.unwrap(), 5);
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.gone, whole.last_seq), (1, 8, 9));
    // All of them, and then one more.
    assert_eq!(writer.retain(Day(20), UnixMicros(20 * DAY)).await.unwrap(), 1);
    assert_eq!(check(&store).await.unwrap().rows, 0);
    store.append_audit(&[entry(20 * DAY)]).await.unwrap();
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.gone, whole.days), (1, 9, 4));
}

#[tokio::test]
async fn a_clock_that_was_wrong_takes_nothing_along() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    let changes = Changes::watch(&store).await.unwrap();
    let writer = Writer::beside(&store, &changes);
    // Back to the beginning behind newer days, as an old PC without a battery boots; then far ahead, then right again.
    for at in [7, 900 * DAY, 6 * DAY] {
        store.append_audit(&[entry(at)]).await.unwrap();
    }
    let whole = check(&store).await.unwrap();
    assert_eq!((whole.rows, whole.days), (11, 5));
    assert_eq!(
        writer.retain(Day(1), UnixMicros(6 * DAY)).await.unwrap(),
        3,
        "what lies before the first day that stays"
    );
    assert_eq!(writer.retain(Day(6), UnixMicros(6 * DAY)).await.unwrap(), 7, "a day of the future holds up nothing");
    assert_eq!(check(&store).await.unwrap().rows, 1);
}

#[tokio::test]
async fn a_file_is_signed_for_whole_days() {
    let dir = tempfile::tempdir().unwrap();
    let store = three_days(dir.path()).await;
    for (from, until, first, last) in [
        (0, 9 * DAY, 1, 8),
        (2, 3, 1, 3),
        (DAY + 7, 2 * DAY, 4, 5),
        (0, DAY + 1, 1, 5),
        (5 * DAY, 6 * DAY, 6, 8),
        (DAY, 9 * DAY, 4, 8),
        (7 * DAY, 8 * DAY, 6, 5),
        (2 * DAY, 3 * DAY, 6, 5),
    ] {
        let mut reader = store.audit_reader().await.unwrap().unwrap();
        let span = reader.span(UnixMicros(from), UnixMicros(until)).await.unwrap();
        assert_eq!((span.first, span.last), (first, last), "{from} {until}");
        let heads = reader.heads().to_vec();
        let mut verifier = Verifier::new(&reader.key(), &heads, span, SpanKind::File).unwrap();
        reader.begin_at(span.first);
        for row in reader.rows(100).await.unwrap().iter().filter(|row| row.seq <= span.last) {
            verifier.row(row).unwrap();
        }
        assert_eq!(verifier.end().unwrap().rows, last + 1 - first);
    }
}

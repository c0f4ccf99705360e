//! The store's contract, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use secrecy::ExposeSecret;
use shared::{CameraId, UnixMicros, place::Place};
use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use store::{CameraRecord, Changes, Credentials, Store, StoreError, Stored, Transport};

fn camera(name: &str) -> CameraRecord {
    CameraRecord {
        id: format!("ward/{name}").parse().unwrap(),
        name: "Ngã tư Lê Lợi".into(),
        transport: Transport::Udp,
        main: "rtsp://10.0.0.5/main-address".to_owned().into(),
        sub: Some("rtsp://10.0.0.5/sub".to_owned().into()),
        credentials: Some(Credentials { username: "admin".into(), password: "canary-password".to_owned().into() }),
        place: Place::default(),
        vendor: Some("hikvision".into()),
        channel: Some(3),
    }
}

async fn filled(dir: &Path) -> Store {
    let store = Store::open(dir).await.unwrap();
    store.add_camera(&camera("a"), UnixMicros(1)).await.unwrap();
    store
}

fn everything_in(dir: &Path) -> Vec<u8> {
    fs::read_dir(dir).unwrap().flat_map(|f| fs::read(f.unwrap().path()).unwrap()).collect()
}

#[tokio::test]
async fn cameras_come_back_as_they_went_in_and_in_order() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(dir.path()).await;
    store.add_camera(&CameraRecord { credentials: None, sub: None, ..camera("0") }, UnixMicros(2)).await.unwrap();
    store.close().await;
    let store = Store::open(dir.path()).await.unwrap();
    let all = store.cameras().await.unwrap();
    let second = CameraRecord { credentials: None, sub: None, ..camera("0") };
    assert_eq!(all, [Stored::Whole(camera("a")), Stored::Whole(second)]);
    let a = store.camera(&camera("a").id).await.unwrap().unwrap();
    assert_eq!(a.credentials.unwrap().password.expose_secret(), "canary-password");
    assert!(matches!(store.add_camera(&camera("a"), UnixMicros(3)).await, Err(StoreError::Exists(_))));
    let a: CameraId = "ward/a".parse().unwrap();
    assert!(store.remove_camera(&a).await.unwrap());
    assert!(!store.remove_camera(&a).await.unwrap());
    assert_eq!(store.camera(&a).await.unwrap(), None);
}

#[tokio::test]
async fn neither_password_nor_address_lies_on_disk_or_can_be_printed() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(dir.path()).await;
    store.close().await;
    let bytes = everything_in(dir.path());
    for canary in ["canary-password", "main-address"] {
        assert!(!bytes.windows(canary.len()).any(|w| w == canary.as_bytes()), "{canary}");
        assert!(!format!("{:?}", camera("a")).contains(canary));
    }
    let mode = fs::metadata(dir.path().join("relay.key")).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let made = Store::open(&dir.path().join("deeper/data")).await.unwrap();
    made.close().await;
    let folder = fs::metadata(dir.path().join("deeper/data")).unwrap().permissions().mode();
    assert_eq!(folder & 0o777, 0o700);
}

#[tokio::test]
async fn a_wrong_missing_or_broken_key_is_refused_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let key = dir.path().join("relay.key");
    filled(dir.path()).await.close().await;
    let right = fs::read_to_string(&key).unwrap();
    let database = fs::read(dir.path().join("relay.db")).unwrap();

    fs::write(&key, "0".repeat(64)).unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::KeyWrong(_))));
    fs::write(&key, "no key").unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::KeyBroken(_))));
    fs::remove_file(&key).unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::KeyMissing(_))));
    assert!(!key.exists());

    assert_eq!(fs::read(dir.path().join("relay.db")).unwrap(), database);
    fs::write(&key, right).unwrap();
    assert_eq!(Store::open(dir.path()).await.unwrap().cameras().await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("relay.db");
    let store = filled(dir.path()).await;
    store.close().await;
    let url = format!("sqlite://{}", path.display());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    sqlx::query("INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) VALUES (9999, 'later', 1, x'00', 0)")
        .execute(&pool)
        .await
        .unwrap();
    pool.close().await;
    let before = fs::read(&path).unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::Newer { version: 9999, .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn rubbish_is_no_database_and_stays_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("relay.db");
    fs::write(&path, "this is a shopping list, not a database").unwrap();
    assert!(matches!(Store::open(dir.path()).await, Err(StoreError::Broken { .. })));
    assert_eq!(fs::read_to_string(&path).unwrap(), "this is a shopping list, not a database");
    assert!(!dir.path().join("relay.key").exists());
}

#[tokio::test]
async fn a_row_moved_to_another_camera_does_not_open_and_hides_nobody() {
    let dir = tempfile::tempdir().unwrap();
    let store = filled(dir.path()).await;
    let pool = sqlx::SqlitePool::connect(&format!("sqlite://{}", dir.path().join("relay.db").display())).await.unwrap();
    sqlx::query("UPDATE cameras SET id = 'ward/b'").execute(&pool).await.unwrap();
    store.add_camera(&camera("c"), UnixMicros(1)).await.unwrap();
    let moved = Stored::Altered { id: "ward/b".parse().unwrap(), name: camera("a").name, place: Place::default() };
    assert_eq!(store.cameras().await.unwrap(), [moved, Stored::Whole(camera("c"))]);
    let b = "ward/b".parse().unwrap();
    assert!(matches!(store.camera(&b).await, Err(StoreError::Altered(id)) if id == "ward/b"));
    assert!(store.remove_camera(&b).await.unwrap());
}

#[tokio::test]
async fn what_another_process_changes_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let (here, there) = (filled(dir.path()).await, Store::open(dir.path()).await.unwrap());
    let mut changes = Changes::watch(&here).await.unwrap();
    assert!(!changes.any().await.unwrap());
    there.add_camera(&camera("b"), UnixMicros(1)).await.unwrap();
    assert!(changes.any().await.unwrap());
    assert!(!changes.any().await.unwrap());
}

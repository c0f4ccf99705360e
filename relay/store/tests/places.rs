//! The store's contract for areas, places and batches, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{
    AreaId, UnixMicros,
    area::{AreaKind, AreaPath},
    place::{OwnerKind, Place},
};
use sqlx::migrate::Migrator;
use std::{fs, path::Path};
use store::{CameraRecord, Credentials, Store, StoreError, Stored, Transport};

const NOW: UnixMicros = UnixMicros(7);

fn camera(name: &str) -> CameraRecord {
    CameraRecord {
        id: format!("ward/{name}").parse().unwrap(),
        name: "Ngã tư".into(),
        transport: Transport::Tcp,
        main: "rtsp://10.0.0.5/main".to_owned().into(),
        sub: None,
        credentials: Some(Credentials { username: "admin".into(), password: "canary-password".to_owned().into() }),
        place: Place::default(),
        vendor: None,
        channel: None,
    }
}

fn somewhere(area: Option<AreaId>) -> Place {
    Place {
        area,
        street: Some("Lê Lợi".into()),
        position: Some("10.0301234,105.78".parse().unwrap()),
        heading: Some("90".parse().unwrap()),
        owner: Some(OwnerKind::Household),
    }
}

fn path(text: &str) -> AreaPath {
    text.parse().unwrap()
}

#[tokio::test]
async fn places_come_back_as_they_went_in() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let area = batch.area_at(&path("Khu phố 2/Tổ 5"), NOW).await.unwrap();
    let placed =
        CameraRecord { place: somewhere(Some(area)), vendor: Some("dahua".into()), channel: Some(3), ..camera("a") };
    batch.add_camera(&placed, NOW).await.unwrap();
    batch.add_camera(&camera("b"), NOW).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(store.cameras().await.unwrap(), [Stored::Whole(placed.clone()), Stored::Whole(camera("b"))]);

    // Saving changes one row only, keeps its place in the list, and seals what it holds anew.
    let changed = CameraRecord {
        name: "Chợ".into(),
        transport: Transport::Udp,
        main: "rtsp://10.0.0.6/main".to_owned().into(),
        sub: Some("rtsp://10.0.0.6/sub".to_owned().into()),
        credentials: None,
        place: Place::default(),
        vendor: None,
        channel: None,
        ..placed
    };
    let mut batch = store.batch().await.unwrap();
    assert!(batch.save_camera(&changed).await.unwrap());
    assert!(!batch.save_camera(&camera("nobody")).await.unwrap());
    batch.commit().await.unwrap();
    assert_eq!(store.cameras().await.unwrap(), [Stored::Whole(changed), Stored::Whole(camera("b"))]);
}

#[tokio::test]
async fn areas_are_a_tree_whose_siblings_differ() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let five = batch.area_at(&path("Khu phố 2/Tổ 5"), NOW).await.unwrap();
    assert_eq!(batch.area_at(&path("khu phố 2/TỔ 5"), NOW).await.unwrap(), five);
    let same_name_elsewhere = batch.area_at(&path("Khu phố 1/Tổ 5"), NOW).await.unwrap();
    assert_ne!(same_name_elsewhere, five);
    let areas = batch.areas().await.unwrap();
    let names = |parent| areas.within(parent).map(|a| a.name.to_string()).collect::<Vec<_>>();
    assert_eq!(names(None), ["Khu phố 2", "Khu phố 1"]);
    let quarter = areas.find(&path("Khu phố 2")).unwrap();
    assert_eq!((quarter.kind, names(Some(&quarter.id))), (AreaKind::Quarter, vec!["Tổ 5".to_owned()]));
    assert_eq!(areas.path(&five).iter().map(|n| n.as_str()).collect::<Vec<_>>(), ["Khu phố 2", "Tổ 5"]);
    assert_eq!(areas.find(&path("Khu phố 2/Tổ 6")), None);

    let twice = batch.add_area(Some(&quarter.id), &"tổ 5".parse().unwrap(), AreaKind::Group, NOW).await;
    assert!(matches!(twice, Err(StoreError::AreaExists)));
    let top = batch.add_area(None, &"KHU PHỐ 1".parse().unwrap(), AreaKind::Quarter, NOW).await;
    assert!(matches!(top, Err(StoreError::AreaExists)));
    batch.rename_area(&five, &"Tổ 7".parse().unwrap()).await.unwrap();
    let areas = batch.areas().await.unwrap();
    assert_eq!(areas.find(&path("Khu phố 2/Tổ 7")).unwrap().id, five);
    let nobody = "nobody".parse().unwrap();
    assert!(matches!(batch.rename_area(&nobody, &"x".parse().unwrap()).await, Err(StoreError::NoArea)));
}

#[tokio::test]
async fn an_area_with_something_in_it_stays() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let area = batch.area_at(&path("Khu phố 2/Tổ 5"), NOW).await.unwrap();
    let quarter = batch.area_at(&path("Khu phố 2"), NOW).await.unwrap();
    for name in ["a", "b"] {
        let placed = CameraRecord { place: somewhere(Some(area.clone())), ..camera(name) };
        batch.add_camera(&placed, NOW).await.unwrap();
    }
    let refused = batch.remove_area(&area).await;
    assert!(matches!(refused, Err(StoreError::AreaInUse { cameras: 2, areas: 0, grants: 0 })), "{refused:?}");
    let refused = batch.remove_area(&quarter).await;
    assert!(matches!(refused, Err(StoreError::AreaInUse { cameras: 0, areas: 1, grants: 0 })), "{refused:?}");
    for name in ["a", "b"] {
        assert!(batch.save_camera(&camera(name)).await.unwrap());
    }
    batch.remove_area(&area).await.unwrap();
    batch.remove_area(&quarter).await.unwrap();
    assert!(matches!(batch.remove_area(&quarter).await, Err(StoreError::NoArea)));
    let homeless = CameraRecord { place: somewhere(Some("nowhere".parse().unwrap())), ..camera("c") };
    assert!(matches!(batch.add_camera(&homeless, NOW).await, Err(StoreError::Database(_))));
}

#[tokio::test]
async fn a_batch_that_is_dropped_has_not_happened() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    store.add_camera(&camera("a"), NOW).await.unwrap();
    let before = store.cameras().await.unwrap();
    let mut batch = store.batch().await.unwrap();
    batch.add_camera(&camera("b"), NOW).await.unwrap();
    batch.save_camera(&CameraRecord { name: "Khác".into(), ..camera("a") }).await.unwrap();
    batch.area_at(&path("Tổ 5"), NOW).await.unwrap();
    drop(batch);
    assert_eq!(store.cameras().await.unwrap(), before);
    assert_eq!(store.areas().await.unwrap(), store::Areas::default());
}

/// A data folder as the first release left it: its schema, its key, one camera.
async fn old_folder(dir: &Path) -> CameraRecord {
    let made = tempfile::tempdir().unwrap();
    let store = Store::open(made.path()).await.unwrap();
    store.add_camera(&camera("a"), NOW).await.unwrap();
    store.close().await;
    let schema = made.path().join("migrations");
    fs::create_dir(&schema).unwrap();
    fs::write(schema.join("0001_cameras.sql"), include_str!("../migrations/0001_cameras.sql")).unwrap();
    let options = sqlx::sqlite::SqliteConnectOptions::new().filename(dir.join("relay.db")).create_if_missing(true);
    let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect_with(options).await.unwrap();
    Migrator::new(schema).await.unwrap().run(&pool).await.unwrap();
    let attach = format!("ATTACH '{}' AS made", made.path().join("relay.db").display());
    sqlx::query(sqlx::AssertSqlSafe(attach)).execute(&pool).await.unwrap();
    sqlx::query(
        "INSERT INTO cameras SELECT id, name, transport, has_sub, addresses_sealed, credentials_sealed, key_id, position,
             created_us FROM made.cameras",
    )
    .execute(&pool)
    .await
    .unwrap();
    pool.close().await;
    fs::copy(made.path().join("relay.key"), dir.join("relay.key")).unwrap();
    camera("a")
}

#[tokio::test]
async fn a_database_of_the_first_version_is_brought_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let old = old_folder(dir.path()).await;
    let store = Store::open(dir.path()).await.unwrap();
    assert_eq!(store.cameras().await.unwrap(), [Stored::Whole(old.clone())]);
    let mut batch = store.batch().await.unwrap();
    let area = batch.area_at(&path("Tổ 5"), NOW).await.unwrap();
    let placed = CameraRecord { place: somewhere(Some(area)), ..old };
    assert!(batch.save_camera(&placed).await.unwrap());
    batch.commit().await.unwrap();
    store.close().await;
    assert_eq!(Store::open(dir.path()).await.unwrap().cameras().await.unwrap(), [Stored::Whole(placed)]);
}

#[tokio::test]
async fn an_area_lies_in_itself_and_in_all_above_it() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let group = batch.area_at(&path("Khu phố 2/Tổ 5"), NOW).await.unwrap();
    let other = batch.area_at(&path("Khu phố 3"), NOW).await.unwrap();
    batch.commit().await.unwrap();
    let areas = store.areas().await.unwrap();
    let quarter = &areas.find(&path("Khu phố 2")).unwrap().id;
    for (area, outer, lies) in
        [(&group, &group, true), (&group, quarter, true), (quarter, &group, false), (&group, &other, false)]
    {
        assert_eq!(areas.lies_in(area, outer), lies, "{area} in {outer}");
    }
    assert!(!areas.lies_in(&"nowhere".parse().unwrap(), quarter));
}

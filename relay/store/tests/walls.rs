//! The store's contract for walls that people have arranged, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{
    CameraId, UnixMicros, UserId, WallId,
    text::Lang,
    wall::{CAMERAS_MAX, Layout, WALLS_MAX},
};
use store::{
    Store, StoreError,
    people::UserRecord,
    walls::{FAVOURITES, Wall, WallRecord},
};
use tempfile::TempDir;

const NOW: UnixMicros = UnixMicros(1_000);

fn cameras(names: &[&str]) -> Vec<CameraId> {
    names.iter().map(|name| name.parse().unwrap()).collect()
}

fn wall() -> Wall {
    Wall {
        name: "Ca đêm".into(),
        layout: Some(Layout::OneAndFive),
        tour_secs: Some(10),
        cameras: cameras(&["ward/b", "ward/a"]),
    }
}

async fn opened() -> (TempDir, Store, [UserId; 2]) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let mut batch = store.batch().await.unwrap();
    let [lan, nam] =
        ["lan", "nam"].map(|login| UserRecord::new(login.parse().unwrap(), login.into(), Lang::Vi).unwrap());
    for user in [&lan, &nam] {
        batch.add_user(user, NOW).await.unwrap();
    }
    batch.commit().await.unwrap();
    (dir, store, [lan.id, nam.id])
}

async fn add(store: &Store, user: &UserId, wall: &Wall) -> Result<WallId, StoreError> {
    let mut batch = store.batch().await.unwrap();
    let id = batch.add_wall(user, wall, NOW).await?;
    batch.commit().await.unwrap();
    Ok(id)
}

#[tokio::test]
async fn a_wall_comes_back_as_it_went_in_is_changed_and_taken_away() {
    let (_dir, store, [lan, _]) = opened().await;
    let id = add(&store, &lan, &wall()).await.unwrap();
    assert_eq!(store.walls(&lan).await.unwrap(), [WallRecord { id: id.clone(), wall: wall() }]);
    let other = Wall { name: "Ca ngày".into(), layout: None, tour_secs: None, cameras: cameras(&["ward/c"]) };
    let mut batch = store.batch().await.unwrap();
    batch.save_wall(&lan, &id, &other, NOW).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(store.wall(&lan, &id).await.unwrap(), Some(other));
    let mut batch = store.batch().await.unwrap();
    batch.remove_wall(&lan, &id).await.unwrap();
    for gone in [batch.remove_wall(&lan, &id).await, batch.save_wall(&lan, &id, &wall(), NOW).await] {
        assert!(matches!(gone, Err(StoreError::NoWall)), "{gone:?}");
    }
    batch.commit().await.unwrap();
    assert_eq!(store.walls(&lan).await.unwrap(), []);
}

#[tokio::test]
async fn nobody_reads_or_touches_anothers_wall() {
    let (_dir, store, [lan, nam]) = opened().await;
    let id = add(&store, &lan, &wall()).await.unwrap();
    assert_eq!((store.walls(&nam).await.unwrap(), store.wall(&nam, &id).await.unwrap()), (vec![], None));
    let mut batch = store.batch().await.unwrap();
    for refused in [batch.save_wall(&nam, &id, &Wall::default(), NOW).await, batch.remove_wall(&nam, &id).await] {
        assert!(matches!(refused, Err(StoreError::NoWall)), "{refused:?}");
    }
    batch.commit().await.unwrap();
    assert_eq!(store.wall(&lan, &id).await.unwrap(), Some(wall()));
}

#[tokio::test]
async fn favourites_need_not_be_made_and_do_not_count() {
    let (_dir, store, [lan, nam]) = opened().await;
    let fav: WallId = FAVOURITES.parse().unwrap();
    let liked = Wall { cameras: cameras(&["ward/a"]), ..Wall::default() };
    let mut batch = store.batch().await.unwrap();
    batch.save_wall(&lan, &fav, &liked, NOW).await.unwrap();
    for _ in 0..WALLS_MAX {
        batch.add_wall(&lan, &wall(), NOW).await.unwrap();
    }
    batch.commit().await.unwrap();
    assert!(matches!(add(&store, &lan, &wall()).await, Err(StoreError::WallsFull)));
    add(&store, &nam, &wall()).await.unwrap();
    assert_eq!(store.wall(&lan, &fav).await.unwrap(), Some(liked));
    assert_eq!(store.wall(&nam, &fav).await.unwrap(), None);
}

#[tokio::test]
async fn a_wall_goes_with_its_person_and_holds_only_so_much() {
    let (_dir, store, [lan, _]) = opened().await;
    let many = (0..CAMERAS_MAX + 9).map(|n| format!("ward/c{n}").parse().unwrap()).collect();
    let id = add(&store, &lan, &Wall { cameras: many, ..wall() }).await.unwrap();
    assert_eq!(store.wall(&lan, &id).await.unwrap().unwrap().cameras.len(), CAMERAS_MAX);
    let nobody = add(&store, &"nobody".parse().unwrap(), &wall()).await;
    assert!(matches!(nobody, Err(StoreError::NoUser)), "{nobody:?}");
    let mut batch = store.batch().await.unwrap();
    batch.remove_user(&lan).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(store.walls(&lan).await.unwrap(), []);
}

//! The store's contract for cameras on web sites, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{CameraId, Profile, UnixMicros, place::Place};
use store::{
    CameraRecord, Store, StoreError, Transport,
    embeds::{Embed, EmbedRecord},
};
use tempfile::TempDir;

const NOW: UnixMicros = UnixMicros(1_000);

fn camera() -> CameraRecord {
    CameraRecord {
        id: "ward/a".parse().unwrap(),
        name: "Ngã tư".into(),
        transport: Transport::Tcp,
        main: "rtsp://10.0.0.5/main".to_owned().into(),
        sub: None,
        credentials: None,
        place: Place::default(),
        vendor: None,
        channel: None,
    }
}

fn embed() -> Embed {
    Embed {
        name: "Quảng trường".into(),
        origins: vec!["https://ward.example.vn".into(), "http://localhost:8000".into()],
        best: Profile::Sub,
        moving: true,
        viewers_max: 50,
        expires: Some(UnixMicros(9_000)),
    }
}

async fn opened() -> (TempDir, Store, CameraId) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let camera = camera();
    store.add_camera(&camera, NOW).await.unwrap();
    (dir, store, camera.id)
}

async fn all(store: &Store) -> Vec<EmbedRecord> {
    store.people().await.unwrap().embeds
}

#[tokio::test]
async fn an_embed_comes_back_as_it_went_in_is_changed_and_taken_back() {
    let (_dir, store, camera) = opened().await;
    let by = "u1".parse().unwrap();
    let mut batch = store.batch().await.unwrap();
    let id = batch.add_embed(&camera, &[7; 32], &embed(), Some(&by), NOW).await.unwrap();
    batch.commit().await.unwrap();
    let made = EmbedRecord {
        id: id.clone(),
        camera: camera.clone(),
        token: [7; 32],
        embed: embed(),
        created: NOW,
        by: Some(by),
    };
    assert_eq!(all(&store).await, std::slice::from_ref(&made));
    let other = Embed { name: "Chợ".into(), best: Profile::Main, moving: false, expires: None, ..embed() };
    let mut batch = store.batch().await.unwrap();
    batch.save_embed(&id, &other).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(all(&store).await, [EmbedRecord { embed: other, ..made }]);
    let mut batch = store.batch().await.unwrap();
    batch.remove_embed(&id).await.unwrap();
    for gone in [batch.remove_embed(&id).await, batch.save_embed(&id, &embed()).await] {
        assert!(matches!(gone, Err(StoreError::NoEmbed)), "{gone:?}");
    }
    batch.commit().await.unwrap();
    assert_eq!(all(&store).await, []);
}

#[tokio::test]
async fn an_embed_needs_its_camera_and_goes_with_it() {
    let (_dir, store, camera) = opened().await;
    let mut batch = store.batch().await.unwrap();
    let nobody = batch.add_embed(&"ward/b".parse().unwrap(), &[7; 32], &embed(), None, NOW).await;
    assert!(matches!(nobody, Err(StoreError::NoScope)), "{nobody:?}");
    batch.add_embed(&camera, &[7; 32], &embed(), None, NOW).await.unwrap();
    batch.commit().await.unwrap();
    assert_eq!(all(&store).await.len(), 1);
    assert!(store.remove_camera(&camera).await.unwrap());
    assert_eq!(all(&store).await, []);
}

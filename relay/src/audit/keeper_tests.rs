//! The keeper over a real database.

use super::*;
use shared::audit::{Action, ActorKind};
use store::{Changes, Store, audit::Filter};

async fn rows(store: &Store) -> Vec<shared::audit::Row> {
    store.audit(&Filter::default(), None, 100).await.unwrap()
}

#[tokio::test]
async fn everything_said_until_the_stop_is_written() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let changes = Changes::watch(&store).await.unwrap();
    let settings = Settings { keep: Duration::from_secs(86_400) };
    let (keeper, recorder) = Keeper::new(Writer::beside(&store, &changes), settings);
    let lan = Actor { kind: ActorKind::User, id: "u1".into(), name: "Bà Lan".into() };
    let camera: CameraId = "phuong/a".parse().unwrap();
    for _ in 0..3 {
        recorder.began(&lan, None, &camera);
    }
    recorder.ended(&lan, &camera);
    recorder.record(Entry::new(now(), lan.clone(), Action::Login)).await;
    let (stop, stopped) = watch::channel(false);
    let running = tokio::spawn(keeper.run(stopped));
    // Written within a tick, while the watch goes on.
    while rows(&store).await.is_empty() {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    recorder.record(Entry::new(now(), lan.clone(), Action::Logout)).await;
    stop.send_replace(true);
    running.await.unwrap();
    let written: Vec<_> = rows(&store).await.iter().map(|row| row.action()).collect();
    assert_eq!(written, [Action::Watched, Action::Logout, Action::Login]);
    assert_eq!(super::super::check(&store).await.unwrap().unwrap().0.rows, 3);
}

#[tokio::test]
async fn a_day_that_has_ended_is_signed_and_old_rows_go() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let changes = Changes::watch(&store).await.unwrap();
    let settings = Settings { keep: Duration::from_secs(2 * 86_400) };
    let (mut keeper, _recorder) = Keeper::new(Writer::beside(&store, &changes), settings);
    let day = 86_400_000_000;
    let at = |n: u64| UnixMicros(n * day + 5);
    store.append_audit(&[Entry::new(at(0), Actor::relay(), Action::Setup)]).await.unwrap();
    store.append_audit(&[Entry::new(at(1), Actor::relay(), Action::Setup)]).await.unwrap();
    let whole = async || super::super::check(&store).await.unwrap().unwrap().0;
    keeper.tick(at(1)).await;
    assert_eq!(whole().await.days, 1);
    keeper.tick(at(2)).await;
    assert_eq!((whole().await.days, whole().await.rows), (2, 2));
    keeper.retain(at(3)).await;
    assert_eq!((whole().await.gone, whole().await.rows), (1, 1));
}

//! The store's contract for the duty book, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{UnixMicros, UserId};
use store::{
    Store,
    shifts::{Note, Shift},
};

fn user(name: &str) -> UserId {
    name.parse().unwrap()
}

async fn begin(store: &Store, who: &str, alone: bool, at: u64) {
    let mut batch = store.batch().await.unwrap();
    batch.begin_shift(&user(who), who, alone, UnixMicros(at)).await.unwrap();
    batch.commit().await.unwrap();
}

async fn end(store: &Store, who: &str, words: &str, at: u64) -> bool {
    let mut batch = store.batch().await.unwrap();
    let was = batch.end_shift(&user(who), words, UnixMicros(at)).await.unwrap();
    batch.commit().await.unwrap();
    was
}

/// Who, from when, until when, and who ended it.
fn told(shifts: &[Shift]) -> Vec<(&str, u64, Option<u64>, Option<&str>)> {
    shifts.iter().map(|s| (s.name.as_str(), s.began.0, s.ended.map(|at| at.0), s.ended_by.as_deref())).collect()
}

#[tokio::test]
async fn nobody_is_on_duty_twice_and_whoever_forgot_to_go_is_relieved() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    begin(&store, "lan", false, 10).await;
    begin(&store, "lan", false, 20).await;
    begin(&store, "nam", false, 30).await;
    assert_eq!(told(&store.shifts(9).await.unwrap()), [("nam", 30, None, None), ("lan", 10, None, None)]);
    begin(&store, "mai", true, 40).await;
    let shifts = store.shifts(9).await.unwrap();
    assert_eq!(
        told(&shifts),
        [("mai", 40, None, None), ("nam", 30, Some(40), Some("mai")), ("lan", 10, Some(40), Some("mai"))]
    );
    assert!(!end(&store, "lan", "x", 50).await, "she is not on duty any more");
    assert!(end(&store, "mai", "Cổng trường còn tối", 60).await);
    let last = store.shift(shifts[0].id).await.unwrap().unwrap();
    assert_eq!((last.ended, last.handover.as_str()), (Some(UnixMicros(60)), "Cổng trường còn tối"));
    // Later she comes again.
    begin(&store, "lan", false, 70).await;
    assert_eq!(store.shifts(1).await.unwrap()[0].began, UnixMicros(70));
}

#[tokio::test]
async fn notes_come_back_as_they_were_written_the_newest_first() {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let note = |at: u64, camera: Option<&str>| Note {
        name: "Bà Lan".into(),
        seen: UnixMicros(at - 5),
        written: UnixMicros(at),
        camera: camera.map(|id| id.parse().unwrap()),
        text: format!("Việc {at}"),
    };
    let notes = [note(10, None), note(20, Some("ward/a")), note(30, None)];
    let mut batch = store.batch().await.unwrap();
    for note in &notes {
        batch.add_shift_note(note).await.unwrap();
    }
    batch.commit().await.unwrap();
    let [first, second, third] = notes;
    assert_eq!(store.shift_notes(UnixMicros(0), None, 9).await.unwrap(), [third, second.clone(), first.clone()]);
    let part = store.shift_notes(UnixMicros(10), Some(UnixMicros(30)), 9).await.unwrap();
    assert_eq!(part, [second, first]);
}

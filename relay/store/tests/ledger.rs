//! The health ledger's contract, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{UnixSecs, wire::Reason};
use std::path::Path;
use store::{
    CameraRecord, Changes, Store, Transport,
    ledger::{Batch, Cursor, Entry, Flaps, Last, Ledger, Outage, Place, RowId, Run, Stay, Window},
};

fn run(id: i64, began: u64, heard: u64, closed: bool) -> Run {
    Run { id: RowId(id), began: UnixSecs(began), heard: UnixSecs(heard), closed }
}

fn stay(id: i64, camera: &str, began: u64, ended: Option<u64>) -> Stay {
    Stay {
        id: RowId(id),
        camera: camera.parse().unwrap(),
        name: "Ngõ 12".into(),
        place: Some(Place { area: "to-1".into(), name: "Tổ 1".into() }),
        began: UnixSecs(began),
        ended: ended.map(UnixSecs),
    }
}

fn outage(id: i64, camera: &str, began: u64, ended: Option<u64>) -> Outage {
    Outage {
        id: RowId(id),
        camera: camera.parse().unwrap(),
        began: UnixSecs(began),
        ended: ended.map(UnixSecs),
        first_reason: Reason::NoMedia,
        reason: Reason::Unreachable,
    }
}

fn flaps(camera: &str, hour: u64, count: u64) -> Entry {
    Entry::Flaps(Flaps { camera: camera.parse().unwrap(), hour, count })
}

fn batch(entries: impl IntoIterator<Item = Entry>) -> Batch {
    let mut batch = Batch::default();
    entries.into_iter().for_each(|entry| batch.add(entry));
    batch
}

fn window(from: u64, to: u64) -> Window {
    Window { from: UnixSecs(from), to: UnixSecs(to) }
}

async fn open(dir: &Path) -> (Store, Changes, Ledger) {
    let store = Store::open(dir).await.unwrap();
    let changes = Changes::watch(&store).await.unwrap();
    let ledger = Ledger::beside(&changes);
    (store, changes, ledger)
}

#[tokio::test]
async fn what_is_open_comes_back_after_the_relay_was_killed() {
    let dir = tempfile::tempdir().unwrap();
    let (store, changes, ledger) = open(dir.path()).await;
    assert_eq!(ledger.last().await.unwrap(), Last::default());
    let (newer, here) = (run(7, 500, 560, false), stay(3, "ward/a", 100, None));
    let still = outage(9, "ward/a", 540, None);
    let first = batch([
        Entry::Run(run(1, 100, 400, true)),
        Entry::Run(newer),
        Entry::Stay(here.clone()),
        Entry::Stay(stay(4, "ward/b", 100, Some(300))),
        Entry::Outage(outage(5, "ward/a", 200, None)),
        Entry::Outage(still.clone()),
        flaps("ward/a", 0, 2),
    ]);
    ledger.write(&first).await.unwrap();
    // A row that is written again is changed, flaps are added up.
    let over = outage(5, "ward/a", 190, Some(260));
    ledger.write(&batch([Entry::Outage(over.clone()), flaps("ward/a", 0, 3)])).await.unwrap();
    // Nothing is closed: the next relay finds what a killed one leaves.
    drop((store, changes, ledger));
    let (store, _changes, ledger) = open(dir.path()).await;
    let last = ledger.last().await.unwrap();
    let expected =
        Last { highest: Some(RowId(9)), run: Some(newer), stays: vec![here.clone()], outages: vec![still.clone()] };
    assert_eq!(last, expected);
    let past = store.past(window(0, 1000), Some(&"ward/a".parse().unwrap())).await.unwrap();
    assert_eq!((past.runs.len(), past.stays, past.outages), (2, vec![here], vec![over, still]));
    assert_eq!(past.flaps[0].count, 5);
}

#[tokio::test]
async fn a_window_holds_what_lies_in_it_if_only_in_part() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _changes, ledger) = open(dir.path()).await;
    let spans = [(10, Some(100)), (50, Some(101)), (150, Some(160)), (199, Some(900)), (200, Some(210)), (60, None)];
    let rows = spans.iter().enumerate().map(|(i, (began, ended))| outage(i as i64, "ward/a", *began, *ended));
    ledger.write(&batch(rows.map(Entry::Outage))).await.unwrap();
    ledger.write(&batch([Entry::Outage(outage(9, "ward/b", 150, None))])).await.unwrap();
    let a = "ward/a".parse().unwrap();
    let began = |outages: &[Outage]| outages.iter().map(|o| o.began.0).collect::<Vec<_>>();
    let past = store.past(window(100, 200), Some(&a)).await.unwrap();
    assert_eq!(began(&past.outages), [50, 60, 150, 199]);
    assert_eq!(store.past(window(100, 200), None).await.unwrap().outages.len(), 5);
    // By pages, newest first, nothing twice and nothing left out.
    let (mut before, mut seen) = (None::<Cursor>, Vec::new());
    loop {
        let page = store.outages(&a, window(100, 200), before, 3).await.unwrap();
        let Some(last) = page.last() else { break };
        before = Some(Cursor::behind(last).to_string().parse().unwrap());
        seen.extend(began(&page));
    }
    assert_eq!(seen, [199, 150, 60, 50]);
    assert!("5".parse::<Cursor>().is_err() && "5-x".parse::<Cursor>().is_err());
}

#[tokio::test]
async fn what_is_too_old_goes_and_what_is_open_stays() {
    let dir = tempfile::tempdir().unwrap();
    let (store, _changes, ledger) = open(dir.path()).await;
    let (open_outage, open_stay) = (outage(1, "ward/a", 10, None), stay(2, "ward/a", 10, None));
    let (recent, newest) = (outage(3, "ward/a", 3000, Some(7200)), run(8, 10, 20, true));
    let rows = batch([
        Entry::Outage(open_outage.clone()),
        Entry::Stay(open_stay.clone()),
        Entry::Outage(recent.clone()),
        Entry::Outage(outage(4, "ward/a", 20, Some(7199))),
        Entry::Stay(stay(5, "ward/b", 20, Some(7199))),
        Entry::Run(run(6, 0, 7199, true)),
        Entry::Run(newest),
        flaps("ward/a", 1, 1),
        flaps("ward/a", 2, 1),
    ]);
    ledger.write(&rows).await.unwrap();
    assert_eq!(ledger.prune(UnixSecs(7200)).await.unwrap(), 4);
    let past = store.past(window(0, 10_000), None).await.unwrap();
    assert_eq!((past.outages, past.stays), (vec![open_outage, recent], vec![open_stay]));
    assert_eq!((past.runs, past.flaps.len()), (vec![newest], 1), "the newest run stays however old it is");
}

#[tokio::test]
async fn a_whole_ward_is_one_transaction_and_no_news_for_the_list_of_cameras() {
    let dir = tempfile::tempdir().unwrap();
    let (store, mut changes, ledger) = open(dir.path()).await;
    let rows = (0..437).map(|i| Entry::Outage(outage(i, &format!("ward/c{i}"), 100, None)));
    let mut counter = Changes::watch(&store).await.unwrap();
    ledger.write(&batch(rows)).await.unwrap();
    assert_eq!(store.past(window(0, 200), None).await.unwrap().outages.len(), 437);
    assert!(counter.any().await.unwrap() && !changes.any().await.unwrap());
    // A change by somebody else is noticed all the same, also where the ledger is written between it and the look.
    let there = Store::open(dir.path()).await.unwrap();
    let camera = CameraRecord {
        id: "ward/a".parse().unwrap(),
        name: "A".into(),
        transport: Transport::Tcp,
        main: "rtsp://10.0.0.5/x".to_owned().into(),
        sub: None,
        credentials: None,
        place: shared::place::Place::default(),
        vendor: None,
        channel: None,
    };
    there.add_camera(&camera, shared::UnixMicros(1)).await.unwrap();
    ledger.write(&batch([Entry::Run(run(900, 1, 2, false))])).await.unwrap();
    assert!(changes.any().await.unwrap());
    assert!(!changes.any().await.unwrap());
    // A batch with a row that cannot be is not written at all.
    let half = batch([Entry::Run(run(901, 5, 6, false)), Entry::Run(run(902, 9, 3, false))]);
    assert!(ledger.write(&half).await.is_err());
    assert_eq!(ledger.last().await.unwrap().run, Some(run(900, 1, 2, false)));
    ledger.write(&batch([Entry::Run(run(901, 5, 6, false))])).await.unwrap();
}

#[test]
fn a_batch_that_waits_for_the_disk_is_bounded() {
    let mut rows = batch((0..100).map(|i| Entry::Outage(outage(i, "ward/a", 100, None))));
    rows.add(flaps("ward/a", 1, 1));
    rows.add(Entry::Run(run(200, 1, 2, false)));
    rows.add(Entry::Outage(outage(99, "ward/a", 100, Some(200))));
    assert_eq!((rows.len(), rows.shrink(200), rows.shrink(51)), (102, 0, 51));
    assert_eq!(rows, {
        let newest = (50..99).map(|i| Entry::Outage(outage(i, "ward/a", 100, None)));
        let last = [Entry::Outage(outage(99, "ward/a", 100, Some(200))), Entry::Run(run(200, 1, 2, false))];
        batch(newest.chain(last))
    });
}

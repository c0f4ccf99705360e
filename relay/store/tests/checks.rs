//! The store's contract for devices' checks, on real files.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

use shared::{UnixMicros, check::Findings};
use std::{collections::BTreeSet, net::IpAddr};
use store::{
    Changes, Store,
    checks::{ADDRESS_HOURLY, Checks, HOURLY, KEEP_DAYS, KEEP_ROWS, NewCheck},
};
use tempfile::TempDir;

const HOUR_US: u64 = 3_600_000_000;

async fn opened() -> (TempDir, Store, Changes, Checks) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path()).await.unwrap();
    let changes = Changes::watch(&store).await.unwrap();
    let checks = Checks::beside(&store, &changes);
    (dir, store, changes, checks)
}

fn check(address: u32) -> NewCheck {
    NewCheck {
        person: Some("Bà Lan".into()),
        address: IpAddr::V4(address.into()),
        agent: "Mozilla/5.0 <script>".into(),
        findings: Findings::parse(r#"[{"what":"wasm","outcome":"passed","ms":3,"detail":"'; DROP TABLE checks"}]"#)
            .unwrap(),
    }
}

#[tokio::test]
async fn a_check_comes_back_under_its_code_newest_first_and_is_no_news_to_the_list_of_cameras() {
    let (_dir, _store, mut changes, checks) = opened().await;
    let stranger = NewCheck { person: None, ..check(2) };
    let first = checks.add(&check(1), UnixMicros(HOUR_US)).await.unwrap().unwrap();
    let second = checks.add(&stranger, UnixMicros(HOUR_US + 1)).await.unwrap().unwrap();
    assert!(first.len() == 6 && first.bytes().all(|b| b.is_ascii_digit()), "{first}");
    let kept = checks.list(UnixMicros(HOUR_US + 2), 0, 10).await.unwrap();
    assert_eq!(kept.iter().map(|kept| &kept.code).collect::<Vec<_>>(), [&second, &first]);
    assert_eq!((&kept[0].check, &kept[1].check), (&stranger, &check(1)));
    assert_eq!(kept[1].at, UnixMicros(HOUR_US));
    assert_eq!(checks.list(UnixMicros(HOUR_US + 2), 1, 10).await.unwrap().len(), 1);
    assert!(!changes.any().await.unwrap());
}

#[tokio::test]
async fn one_address_fills_nothing_and_neither_do_many() {
    let (_dir, _store, _changes, checks) = opened().await;
    let now = UnixMicros(10 * HOUR_US);
    for n in 0..ADDRESS_HOURLY + 3 {
        assert_eq!(checks.add(&check(1), now).await.unwrap().is_some(), n < ADDRESS_HOURLY, "{n}");
    }
    for n in ADDRESS_HOURLY..HOURLY + 3 {
        assert_eq!(checks.add(&check(100 + n), now).await.unwrap().is_some(), n < HOURLY, "{n}");
    }
    assert!(checks.add(&check(1), UnixMicros(now.0 + HOUR_US)).await.unwrap().is_some(), "an hour later");
}

#[tokio::test]
async fn old_ones_go_and_so_do_all_but_the_newest() {
    let (_dir, _store, _changes, checks) = opened().await;
    let mut codes = BTreeSet::new();
    let last = u64::from(KEEP_ROWS) + 20;
    for n in 0..=last {
        codes.insert(checks.add(&check(n as u32), UnixMicros((n + 1) * HOUR_US / 60)).await.unwrap().unwrap());
    }
    assert_eq!(codes.len() as u64, last + 1);
    let now = UnixMicros((last + 1) * HOUR_US / 60);
    let kept = checks.list(now, 0, 10_000).await.unwrap();
    assert_eq!(kept.len(), KEEP_ROWS as usize);
    assert_eq!(kept[0].at, now);
    // They are not shown any more once they are too old, and gone with the next one.
    let later = UnixMicros(now.0 + KEEP_DAYS * 24 * HOUR_US);
    assert_eq!(checks.list(later, 0, 10_000).await.unwrap(), []);
    checks.add(&check(1), later).await.unwrap().unwrap();
    assert_eq!(checks.list(now, 0, 10_000).await.unwrap().len(), 1, "nothing else is left");
}

//! Guessing passwords.

use super::{LOGIN, add, patient, post, set};
use e2e::{
    raw::Raw,
    relay::{PASSWORD, Relay},
};
use futures::{StreamExt, stream};

const GUESSES: usize = 1000;
/// Tries that are free from one address, and some for the seconds that the test takes: the waits double.
const COMPARED_MAX: usize = 40;

async fn guess(relay: &Relay, login: &str, n: usize) -> Raw {
    // A proxy that nobody trusts says that each comes from elsewhere.
    let elsewhere = format!("198.51.{}.{}", n / 250, n % 250);
    let headers = [("origin", relay.url()), ("x-forwarded-for", &elsewhere)];
    post(relay, "/login", &headers, &format!("login={login}&password=guess-number-{n}")).await
}

/// How many of a thousand guesses were compared with anything.
async fn compared(relay: &Relay, login: impl Fn(usize) -> String) -> usize {
    let statuses: Vec<_> =
        stream::iter(0..GUESSES).map(async |n| guess(relay, &login(n), n).await).buffered(16).collect().await;
    assert!(statuses.iter().all(|a| matches!(a.status, 422 | 429) && set(a, "ward_session").is_none()));
    assert!(statuses.iter().filter(|a| a.status == 429).all(|a| a.body.contains("<html")), "it is the throttle");
    statuses.iter().filter(|answer| answer.status == 422).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_guesses_at_one_account_do_not_lock_its_owner_out() {
    let relay = patient();
    add(&relay, LOGIN, &["--role", "viewer"]);
    let right = format!("login={LOGIN}&password={PASSWORD}");
    let first = post(&relay, "/login", &[("origin", relay.url())], &right).await;
    let device = format!("ward_device={}", set(&first, "ward_device").expect("a known device"));
    let compared = compared(&relay, |_| LOGIN.into()).await;
    assert!((1..COMPARED_MAX).contains(&compared), "{compared}");
    let stranger = post(&relay, "/login", &[("origin", relay.url())], &right).await;
    assert_eq!(stranger.status, 429, "the right password, too, has to wait on a device that is not known");
    let owner = post(&relay, "/login", &[("origin", relay.url()), ("cookie", &device)], &right).await;
    assert!(owner.status == 303 && set(&owner, "ward_session").is_some(), "{owner:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_thousand_guesses_spread_over_many_accounts_are_no_more() {
    let relay = patient();
    add(&relay, LOGIN, &["--role", "viewer"]);
    // Whether somebody has the name cannot be told from the answer.
    let looks = |answer: Raw, login: &str| {
        let lines = answer.head.lines().filter(|line| !line.starts_with("date:")).collect::<Vec<_>>().join("\n");
        (answer.status, lines, answer.body.replace(login, "…"))
    };
    let known = looks(guess(&relay, LOGIN, 1).await, LOGIN);
    let unknown = looks(guess(&relay, "ba.lon", 1).await, "ba.lon");
    assert_eq!(known, unknown);
    assert_eq!(known.0, 422);
    let compared = compared(&relay, |n| format!("resident-{n}")).await;
    assert!((1..COMPARED_MAX).contains(&compared), "{compared}");
}

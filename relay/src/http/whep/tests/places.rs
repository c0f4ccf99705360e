//! How many sessions there may be, and how long they last.

use super::{OFFER, SDP, World};
use crate::config::Config;
use access::Facts;
use shared::routes;
use std::time::{Duration, Instant};

#[tokio::test(flavor = "multi_thread")]
async fn so_many_sessions_of_one_and_of_all_and_no_more() {
    for (change, status, reason) in [
        ((|c| c.limits.user_sockets = 2) as fn(&mut Config), 429, "too_many_sockets"),
        (|c| c.limits.address_sockets = 2, 429, "too_many_sockets"),
        (|c| c.webrtc.as_mut().unwrap().sessions = 2, 503, "too_many_viewers"),
    ] {
        let world = World::new(change).await;
        let (first, _) = world.open(routes::WHEP).await;
        world.open(routes::WHEP).await;
        let more = world.ask("POST", routes::WHEP, &[SDP], OFFER).await;
        assert_eq!((more.status, more.reason().as_str()), (status, reason));
        assert_eq!(more.header("retry-after"), Some("10"));
        assert_eq!(world.sessions(), 2);
        world.ask("DELETE", &first, &[], "").await;
        let began = Instant::now();
        while world.ask("POST", routes::WHEP, &[SDP], OFFER).await.status != 201 {
            assert!(began.elapsed() < Duration::from_secs(20), "no place is given back");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_with_its_login_and_another_goes_on() {
    let world = World::usual().await;
    world.open(routes::WHEP).await;
    let other = world.ask_as(Some(&world.elsewhere), "POST", routes::WHEP, &[SDP], OFFER).await;
    assert_eq!((other.status, world.sessions()), (201, 2));
    let facts = world.somebody.book.facts();
    let mut sessions = facts.sessions.clone();
    sessions.remove(&world.somebody.token.hash());
    world.somebody.book.replace(Facts { sessions, ..(*facts).clone() });
    let after = world.left(1).await;
    assert!(after < Duration::from_secs(2), "only after {after:?}");
    let location = other.header("location").unwrap();
    assert_eq!(world.ask_as(Some(&world.elsewhere), "GET", location, &[], "").await.status, 204);
}

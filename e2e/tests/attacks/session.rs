//! Sessions: planted, stolen, left.

use super::{LOGIN, add, cookie_of, get, patient, post, set};
use e2e::{
    live::{Event, Live},
    relay::{PASSWORD, Relay},
};

async fn is_in(relay: &Relay, cookie: &str) -> bool {
    match get(relay, "/api/v1/me", &[("cookie", cookie)]).await.status {
        200 => true,
        401 => false,
        other => panic!("{other}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_new_at_each_login_and_ends_with_the_logout() {
    let relay = patient();
    add(&relay, LOGIN, &["--role", "viewer"]);
    let form = format!("login={LOGIN}&password={PASSWORD}");
    let planted = format!("ward_session={}", "a".repeat(43));
    let login = async |cookie: &str| {
        let answer = post(&relay, "/login", &[("origin", relay.url()), ("cookie", cookie)], &form).await;
        assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{answer:?}");
        let flags = answer.head.lines().filter(|line| line.starts_with("set-cookie: "));
        for line in flags {
            assert!(line.contains("; Path=/; HttpOnly; SameSite=Lax; Max-Age="), "{line}");
        }
        format!("ward_session={}", set(&answer, "ward_session").unwrap())
    };
    let first = login(&planted).await;
    assert!(first != planted && is_in(&relay, &first).await && !is_in(&relay, &planted).await);
    let second = login(&first).await;
    assert!(second != first && is_in(&relay, &second).await, "a login gives a secret of its own");
    assert!(!is_in(&relay, &first).await, "the one before it has ended");
    let mut live = Live::open(relay.host(), &[("cookie", &second)], None).await.unwrap();
    let answer = post(&relay, "/logout", &[("origin", relay.url()), ("cookie", &second)], "").await;
    assert_eq!((answer.status, set(&answer, "ward_session").as_deref()), (303, Some("")));
    assert!(!is_in(&relay, &second).await && !is_in(&relay, &planted).await);
    loop {
        if let Event::Closed(end) = live.next().await {
            assert_eq!(end.expect("a reason").reason.as_str(), "login_required");
            break;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_login_leads_to_our_own_pages_and_nothing_gets_into_its_headers() {
    let relay = patient();
    add(&relay, LOGIN, &["--role", "viewer"]);
    let cookie = cookie_of(&relay, LOGIN);
    for next in [
        "https://evil.example/",
        "//evil.example/",
        "/%5Cevil.example/",
        "%5C%5Cevil.example",
        "/%09/evil.example",
        "javascript:alert(1)",
        "/%0d%0aset-cookie:%20x=1",
        "/%0d%0a%0d%0a%3Cscript%3E",
        "/%00",
        "/%01",
        "/%0b/evil.example",
        "/%7f",
        "/%E2%80%A8",
        "%20//evil.example",
    ] {
        let form = format!("login={LOGIN}&password={PASSWORD}&next={next}");
        let posted = post(&relay, "/login", &[("origin", relay.url())], &form).await;
        let led = get(&relay, &format!("/login?next={next}"), &[("cookie", &cookie)]).await;
        for answer in [posted, led] {
            assert_eq!((answer.status, answer.header("location")), (303, Some("/")), "{next}: {answer:?}");
            assert_eq!(answer.header("x"), None);
            assert!(!answer.head.contains("evil") && !answer.head.contains("x=1"), "{next}: {answer:?}");
        }
        let shown = get(&relay, &format!("/login?next={next}&lang=vi%0d%0ax:%201"), &[("cookie", "")]).await;
        assert_eq!(shown.status, 200);
        assert!(shown.header("x").is_none(), "{next}: {}", shown.head);
    }
}

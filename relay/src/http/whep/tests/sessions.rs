//! What may be done with a session, and by whom.

use super::{CANDIDATE, FRAGMENT, SDP, World};
use shared::routes;

#[tokio::test(flavor = "multi_thread")]
async fn every_patch_is_answered_as_the_specification_has_it() {
    let world = World::usual().await;
    let (session, tag) = world.open(routes::WHEP).await;
    let weak = format!("W/{tag}");
    let restart = CANDIDATE.replace("wMDS", "ysXw");
    let long = format!("{CANDIDATE}a=x:{}\r\n", "x".repeat(64 << 10));
    let matching = ("if-match", tag.as_str());
    let text = ("content-type", "text/plain");
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [u8], u16);
    let cases: [Case<'_>; 17] = [
        (&[FRAGMENT, matching], CANDIDATE.as_bytes(), 204),
        (&[FRAGMENT, ("if-match", "*")], CANDIDATE.as_bytes(), 204),
        (&[("content-type", "application/trickle-ice-sdpfrag;charset=utf-8"), matching], CANDIDATE.as_bytes(), 204),
        (&[FRAGMENT], CANDIDATE.as_bytes(), 428),
        (&[FRAGMENT], b"nonsense", 428),
        (&[FRAGMENT, ("if-match", "\"other\"")], CANDIDATE.as_bytes(), 412),
        (&[FRAGMENT, ("if-match", &weak)], CANDIDATE.as_bytes(), 412),
        (&[FRAGMENT, ("if-match", "\"other\"")], b"nonsense", 412),
        (&[FRAGMENT, matching], restart.as_bytes(), 422),
        (&[FRAGMENT, ("if-match", "*")], restart.as_bytes(), 422),
        (&[FRAGMENT, ("if-match", "\"*\"")], restart.as_bytes(), 422),
        (&[FRAGMENT, matching], b"nonsense", 400),
        (&[FRAGMENT, matching], b"a=ice-ufrag:\xff\xfe\r\n", 400),
        (&[FRAGMENT, matching], long.as_bytes(), 413),
        (&[matching], CANDIDATE.as_bytes(), 415),
        (&[text], CANDIDATE.as_bytes(), 415),
        (&[SDP, matching], CANDIDATE.as_bytes(), 415),
    ];
    for (headers, body, status) in cases {
        let answer = world.ask("PATCH", &session, headers, body.to_vec()).await;
        let what = format!("{headers:?} {:?} {answer:?}", String::from_utf8_lossy(&body[..8]));
        assert_eq!(answer.status, status, "{what}");
        assert_eq!(answer.header("etag"), None, "{what}");
        assert_eq!(answer.body.is_empty(), status == 204, "{what}");
        let takes = Some("application/trickle-ice-sdpfrag").filter(|_| status == 415);
        assert_eq!(answer.header("accept-patch"), takes, "{what}");
    }
    assert_eq!(world.sessions(), 1, "none of it has ended the session");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_there_for_its_own_login_alone() {
    let world = World::usual().await;
    let (session, tag) = world.open(routes::WHEP).await;
    let never = format!("{}/{}", routes::WHEP, "A".repeat(session.len() - routes::WHEP.len() - 1));
    for (method, headers, body) in [
        ("GET", &[][..], ""),
        ("HEAD", &[], ""),
        ("PATCH", &[FRAGMENT, ("if-match", &tag)], CANDIDATE),
        ("PATCH", &[FRAGMENT], CANDIDATE),
        ("PATCH", &[], "nonsense"),
        ("DELETE", &[], ""),
    ] {
        let other = world.ask_as(Some(&world.elsewhere), method, &session, headers, body).await;
        assert_eq!(other.status, 404, "{method} {other:?}");
        assert!(method == "HEAD" || other.reason() == "rtp_unknown", "{other:?}");
        for path in [&never, "/api/v1/whep/%ff", "/api/v1/whep/..%2f"] {
            assert_eq!(world.ask(method, path, headers, body).await, other, "{method} {path}");
        }
        let nobody = world.ask_as(None, method, &session, headers, body).await;
        assert_eq!(nobody.status, 401, "{method}");
        let foreign = [headers, &[("origin", "https://evil.example")]].concat();
        assert_eq!(world.ask(method, &session, &foreign, body).await.status, 403, "{method}");
    }
    assert_eq!(world.sessions(), 1, "nobody else has ended it");
    for method in ["GET", "HEAD"] {
        let own = world.ask(method, &session, &[], "").await;
        assert_eq!((own.status, own.body.as_str()), (204, ""), "{method}");
    }
    // A tag does not matter to the end (draft-ietf-wish-whep §4.4.1).
    let ended = world.ask("DELETE", &session, &[("if-match", "\"other\"")], "").await;
    assert_eq!(ended.status, 200, "{ended:?}");
    world.left(0).await;
    assert_eq!(world.ask("DELETE", &session, &[], "").await.status, 404);
    assert_eq!(world.ask("GET", &session, &[], "").await.status, 404);
}

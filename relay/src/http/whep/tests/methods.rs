//! What the endpoints and sessions say of themselves.

use super::{CAMERA, OFFER, SDP, World};
use shared::routes;

#[tokio::test(flavor = "multi_thread")]
async fn other_methods_are_told_which_there_are() {
    let world = World::usual().await;
    let (session, _) = world.open(routes::WHEP).await;
    let never = format!("{}/nobody", routes::WHEP);
    let list = |allow: &str| {
        let mut methods: Vec<_> = allow.split(',').map(|method| method.trim().to_owned()).collect();
        methods.sort();
        methods
    };
    for (path, methods, refused) in [
        (&*session, "DELETE, GET, HEAD, OPTIONS, PATCH", &["POST", "PUT"][..]),
        (&never, "DELETE, GET, HEAD, OPTIONS, PATCH", &["POST", "PUT"]),
        (routes::WHEP, "GET, HEAD, OPTIONS, POST", &["PUT", "PATCH", "DELETE"]),
        (CAMERA, "GET, HEAD, OPTIONS, POST", &["PUT", "PATCH", "DELETE"]),
    ] {
        for method in refused {
            let answer = world.ask(method, path, &[SDP], OFFER).await;
            assert_eq!(answer.status, 405, "{method} {path}");
            assert_eq!(list(answer.header("allow").unwrap()), list(methods), "{method} {path}");
        }
        // Before logging in, too: browsers ask in advance without a cookie.
        let options = world.ask_as(None, "OPTIONS", path, &[], "").await;
        assert_eq!(options.status, 200, "{path}");
        assert_eq!(list(options.header("allow").unwrap()), list(methods), "{path}");
        let (post, patch) = (options.header("accept-post"), options.header("accept-patch"));
        let is_session = path.len() > routes::WHEP.len() && path != CAMERA;
        assert_eq!(post, Some("application/sdp").filter(|_| !is_session), "{path}");
        assert_eq!(patch, Some("application/trickle-ice-sdpfrag").filter(|_| is_session), "{path}");
    }
    for path in [routes::WHEP, CAMERA] {
        let answer = world.ask("GET", path, &[], "").await;
        assert_eq!((answer.status, answer.body.as_str()), (204, ""), "{path}");
        assert_eq!(world.ask_as(None, "GET", path, &[], "").await.status, 401, "{path}");
        assert_eq!(world.ask_as(None, "POST", path, &[SDP], OFFER).await.status, 401, "{path}");
        let foreign = world.ask("POST", path, &[SDP, ("origin", "https://evil.example")], OFFER).await;
        assert_eq!((foreign.status, foreign.reason().as_str()), (403, "origin_refused"), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn switched_off_there_is_nothing() {
    let world = World::new(|config| config.webrtc = None).await;
    for path in [routes::WHEP, CAMERA] {
        let answer = world.ask("POST", path, &[SDP], OFFER).await;
        assert_eq!((answer.status, answer.reason().as_str()), (404, "no_such_path"), "{path}");
    }
    let answer = world.ask("DELETE", &format!("{}/x", routes::WHEP), &[], "").await;
    assert_eq!((answer.status, answer.reason().as_str()), (404, "rtp_unknown"));
}

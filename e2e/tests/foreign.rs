//! Pages of other sites and names that are not ours.

use crate::socket::one_camera;
use e2e::live::Live;
use tokio_tungstenite::tungstenite::Error;

#[tokio::test(flavor = "multi_thread")]
async fn another_sites_page_gets_neither_the_list_nor_the_socket() {
    let (_cameras, relay) = one_camera(&[]).await;
    let evil = [("origin", "https://evil.example")];
    assert_eq!(relay.get("/api/v1/cameras", &evil).await, (403, r#"{"reason":"origin_refused"}"#.into()));
    match Live::open(relay.host(), &evil, None).await.err() {
        Some(Error::Http(answer)) => assert_eq!(answer.status(), 403),
        other => panic!("{other:?}"),
    }
    let ours = format!("http://{}", relay.host());
    assert!(Live::open(relay.host(), &[("origin", &ours)], None).await.is_ok());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_points_here_is_not_enough() {
    let (_cameras, relay) = one_camera(&[]).await;
    let port = relay.host().rsplit(':').next().unwrap().to_owned();
    let (status, body) = relay.get("/api/v1/cameras", &[("host", &format!("rebound.example:{port}"))]).await;
    assert_eq!((status, body.as_str()), (421, r#"{"reason":"host_refused"}"#));
    assert_eq!(relay.get("/healthz", &[("host", &format!("localhost:{port}"))]).await.0, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn no_output_shows_a_password_or_an_address() {
    let (served, relay) = one_camera(&[]).await;
    crate::socket::viewer_of_live(&relay).await;
    let camera = served.cameras()[0].id().to_owned();
    let (_, list) = relay.get("/api/v1/cameras", &[]).await;
    let said = relay.cli(&["camera", "list", "--json"], "");
    let everything = [list, relay.metrics().await, relay.log(), said.out, said.err].concat();
    assert!(everything.contains("phuong/a"));
    for canary in [e2e::cameras::PASSWORD, "m%E1%BA%ADt", camera.as_str(), "rtsp://"] {
        let line = everything.lines().find(|l| l.contains(canary));
        assert_eq!(line, None, "{canary} is shown");
    }
}

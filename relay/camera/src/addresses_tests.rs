//! Wishes and what becomes of them.

use super::*;

fn url(text: &str) -> CameraUrl {
    CameraUrl::parse(text).unwrap().0
}

fn hikvision() -> Addresses {
    let wish = AddressWish { vendor: Some(Vendor::Hikvision), host: host("10.0.0.5"), ..Default::default() };
    wish.settle(None).unwrap()
}

fn host(text: &str) -> Option<CameraHost> {
    Some(text.parse().unwrap())
}

fn channel(n: u16) -> Option<Channel> {
    Some(n.try_into().unwrap())
}

fn shown(a: &Addresses) -> (&str, Option<&str>) {
    (a.main.expose(), a.sub.as_ref().map(CameraUrl::expose))
}

#[test]
fn a_vendor_and_a_host_are_enough() {
    let main = "rtsp://10.0.0.5:554/Streaming/Channels/101";
    assert_eq!(shown(&hikvision()), (main, Some("rtsp://10.0.0.5:554/Streaming/Channels/102")));
    let wish = AddressWish {
        vendor: Some(Vendor::Dahua),
        host: host("fd00::1"),
        port: Some(8554),
        channel: channel(3),
        streams: Some(Streams::One),
        ..Default::default()
    };
    let made = wish.settle(None).unwrap();
    assert_eq!(shown(&made), ("rtsp://[fd00::1]:8554/cam/realmonitor?channel=3&subtype=0", None));
}

#[test]
fn what_is_missing_is_named() {
    use AddressesError as E;
    let wish = AddressWish::default;
    let onvif = Some(Vendor::Onvif);
    for (wish, why) in [
        (wish(), E::Missing),
        (AddressWish { host: host("h"), ..wish() }, E::Missing),
        (AddressWish { vendor: Some(Vendor::Tapo), ..wish() }, E::HostMissing),
        (AddressWish { vendor: onvif, host: host("h"), ..wish() }, E::NoPaths),
        (
            AddressWish { vendor: Some(Vendor::Tapo), host: host("h"), channel: channel(2), ..wish() },
            E::NoChannels(Vendor::Tapo),
        ),
        (AddressWish { main: Some(url("rtsp://a/x")), host: host("b"), ..wish() }, E::Disagree),
        (AddressWish { main: Some(url("rtsp://a/x")), port: Some(1), ..wish() }, E::Disagree),
        (AddressWish { main: Some(url("rtsp://a/x")), streams: Some(Streams::Two), ..wish() }, E::NoSub),
    ] {
        assert_eq!(wish.clone().settle(None), Err(why), "{wish:?}");
    }
}

#[test]
fn what_holds_already_changes_nothing() {
    let now = Addresses { sub: None, main: url("rtsp://10.0.0.5/own"), ..hikvision() };
    let said = AddressWish {
        vendor: now.vendor,
        host: host("10.0.0.5"),
        port: Some(554),
        streams: Some(Streams::One),
        main: Some(now.main.clone()),
        ..Default::default()
    };
    assert_eq!(said.settle(Some(&now)), Ok(now.clone()));
    assert_eq!(AddressWish::default().settle(Some(&now)), Ok(now));
}

#[test]
fn a_new_host_moves_both_streams_and_keeps_their_paths() {
    let own = Addresses { main: url("rtsp://a:9/x?y"), sub: Some(url("rtsp://a:9/z")), vendor: None, channel: None };
    let wish = AddressWish { host: host("b"), ..Default::default() };
    assert_eq!(shown(&wish.settle(Some(&own)).unwrap()), ("rtsp://b:9/x?y", Some("rtsp://b:9/z")));
    let wish = AddressWish { port: Some(7), ..Default::default() };
    assert_eq!(shown(&wish.settle(Some(&own)).unwrap()), ("rtsp://a:7/x?y", Some("rtsp://a:7/z")));
    let wish = AddressWish { main: Some(url("rtsp://c/new")), ..Default::default() };
    assert_eq!(shown(&wish.settle(Some(&own)).unwrap()), ("rtsp://c/new", Some("rtsp://c:554/z")));
}

#[test]
fn a_new_vendor_or_channel_makes_the_addresses_anew() {
    let wish = AddressWish { channel: channel(4), ..Default::default() };
    let made = wish.clone().settle(Some(&hikvision())).unwrap();
    assert_eq!(shown(&made).0, "rtsp://10.0.0.5:554/Streaming/Channels/401");
    let one = Addresses { sub: None, ..hikvision() };
    assert_eq!(wish.clone().settle(Some(&one)).unwrap().sub, None);
    let own = Addresses { vendor: None, ..one.clone() };
    assert_eq!(wish.settle(Some(&own)), Err(AddressesError::NoPaths));
    let wish = AddressWish { vendor: Some(Vendor::Tapo), ..Default::default() };
    let made = wish.settle(Some(&one)).unwrap();
    assert_eq!(shown(&made), ("rtsp://10.0.0.5:554/stream1", Some("rtsp://10.0.0.5:554/stream2")));
    // A vendor without paths is only written down.
    let wish = AddressWish { vendor: Some(Vendor::Onvif), ..Default::default() };
    assert_eq!(wish.settle(Some(&one)), Ok(Addresses { vendor: Some(Vendor::Onvif), ..one }));
}

#[test]
fn streams_can_be_taken_away_and_given_back() {
    let wish = |streams| AddressWish { streams: Some(streams), ..Default::default() };
    let one = wish(Streams::One).settle(Some(&hikvision())).unwrap();
    assert_eq!(one, Addresses { sub: None, ..hikvision() });
    assert_eq!(wish(Streams::Two).settle(Some(&one)), Ok(hikvision()));
    let own = Addresses { vendor: None, ..one };
    assert_eq!(wish(Streams::Two).settle(Some(&own)), Err(AddressesError::NoPaths));
    let sub = AddressWish { sub: Some(url("rtsp://10.0.0.5/sub")), ..wish(Streams::Two) };
    assert_eq!(shown(&sub.settle(Some(&own)).unwrap()).1, Some("rtsp://10.0.0.5/sub"));
}

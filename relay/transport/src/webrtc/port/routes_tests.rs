//! Whose a datagram is: only a check that knew the password makes an address a session's.

use super::*;
use proptest::prelude::*;
use rtc::{
    crypto::default_provider,
    stun::{
        attributes::{ATTR_FINGERPRINT, ATTR_USE_CANDIDATE, ATTR_USERNAME},
        integrity::MessageIntegrity,
        message::{BINDING_REQUEST, Message, Setter, TransactionId},
        textattrs::TextAttribute,
    },
};

fn check(name: &str, password: &str) -> Vec<u8> {
    let provider = default_provider().unwrap();
    let mut message = Message::new();
    let setters: [Box<dyn Setter + '_>; 4] = [
        Box::new(BINDING_REQUEST),
        Box::new(TransactionId([7; 12])),
        Box::new(TextAttribute::new(ATTR_USERNAME, name.into())),
        Box::new(MessageIntegrity::new_short_term_integrity_with_provider(password.into(), provider.crypto())),
    ];
    message.build(&setters).unwrap();
    message.raw
}

fn world() -> (Routes, mpsc::Receiver<Datagram>) {
    let (inbox, datagrams) = mpsc::channel(64);
    let mut routes = Routes::default();
    routes.add(Entry { ufrag: "ours".into(), password: "secret".into(), inbox });
    (routes, datagrams)
}

fn from(port: u16) -> SocketAddr {
    SocketAddr::from(([198, 51, 100, 9], port))
}

const RTCP: &[u8] = &[128, 201, 0, 1];

#[test]
fn an_address_is_a_sessions_once_a_check_from_there_knew_the_password() {
    let (mut routes, mut datagrams) = world();
    for bad in [check("ours:theirs", "guess"), check("nobody:theirs", "secret"), check("ours", "secret"), RTCP.to_vec()]
    {
        routes.hand_out(from(1), None, &bad);
        assert!(datagrams.try_recv().is_err());
    }
    routes.hand_out(from(1), None, &check("ours:theirs", "secret"));
    assert!(datagrams.try_recv().unwrap().is_check);
    routes.hand_out(from(1), None, RTCP);
    let datagram = datagrams.try_recv().unwrap();
    assert_eq!((datagram.from, datagram.is_check, &datagram.bytes[..]), (from(1), false, RTCP));
    routes.hand_out(from(2), None, RTCP);
    assert!(datagrams.try_recv().is_err());
}

#[test]
fn an_altered_check_is_none() {
    let (mut routes, mut datagrams) = world();
    let good = check("ours:theirs", "secret");
    for at in 4..good.len() {
        let mut altered = good.clone();
        altered[at] ^= 1;
        routes.hand_out(from(1), None, &altered);
        assert!(datagrams.try_recv().is_err(), "byte {at}");
    }
}

#[test]
fn nothing_can_be_added_to_a_check() {
    let (mut routes, mut datagrams) = world();
    for (attribute, value, is_good) in [(ATTR_FINGERPRINT, &[0; 4][..], true), (ATTR_USE_CANDIDATE, &[], false)] {
        let mut message = Message::new();
        message.unmarshal_binary(&check("ours:theirs", "secret")).unwrap();
        message.add(attribute, value);
        routes.hand_out(from(1), None, &message.raw);
        assert_eq!(datagrams.try_recv().is_ok(), is_good, "{attribute}");
    }
}

#[test]
fn the_oldest_of_many_addresses_is_forgotten() {
    let (mut routes, mut datagrams) = world();
    for port in 1..=MOST_ADDRESSES as u16 + 1 {
        routes.hand_out(from(port), None, &check("ours:theirs", "secret"));
        assert!(datagrams.try_recv().is_ok());
    }
    routes.hand_out(from(1), None, RTCP);
    assert!(datagrams.try_recv().is_err());
    routes.hand_out(from(2), None, RTCP);
    assert!(datagrams.try_recv().is_ok());
}

#[test]
fn nothing_is_left_of_a_session_that_is_taken_out() {
    let (mut routes, _datagrams) = world();
    routes.hand_out(from(1), None, &check("ours:theirs", "secret"));
    routes.remove("ours");
    assert!(routes.sessions.is_empty() && routes.addresses.is_empty());
}

proptest! {
    #[test]
    fn any_bytes_are_handed_out_or_dropped(bytes: Vec<u8>) {
        let (mut routes, mut datagrams) = world();
        routes.hand_out(from(1), None, &bytes);
        prop_assert!(datagrams.try_recv().is_err());
    }
}

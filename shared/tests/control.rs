//! Every message of the live socket comes back as it was; what is none is refused, whatever it is.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use serde_json::{Value, json};
use shared::{
    CameraId, Profile, Pts90k, Slot, StreamId, UnixMicros,
    wire::{CameraState, ClientMessage, Limits, Mode, Reason, RtpTarget, ServerMessage},
};

fn camera() -> impl Strategy<Value = CameraId> {
    "[a-z0-9][a-z0-9-]{0,31}/[a-z0-9][a-z0-9-]{0,31}".prop_map(|text| text.parse().unwrap())
}

fn slot() -> impl Strategy<Value = Slot> {
    any::<u8>().prop_map(Slot)
}

fn profile() -> impl Strategy<Value = Profile> {
    prop::sample::select(vec![Profile::Main, Profile::Sub])
}

fn reason() -> impl Strategy<Value = Reason> {
    prop::sample::select(Reason::ALL.to_vec())
}

fn client() -> impl Strategy<Value = ClientMessage> {
    let mode = prop::sample::select(vec![Mode::All, Mode::Keyframes]);
    let rtp = any::<Option<(String, String)>>();
    let rtp = rtp.prop_map(|rtp| rtp.map(|(session, mid)| RtpTarget { session, mid }));
    prop_oneof![
        (any::<u32>(), any::<String>()).prop_map(|(version, device)| ClientMessage::Hello { version, device }),
        (slot(), camera(), profile(), mode, rtp).prop_map(|(slot, camera, profile, mode, rtp)| ClientMessage::Watch {
            slot,
            camera,
            profile,
            mode,
            rtp,
        }),
        slot().prop_map(|slot| ClientMessage::Unwatch { slot }),
        (slot(), any::<i64>()).prop_map(|(slot, pts)| ClientMessage::Seen { slot, pts: Pts90k(pts) }),
        Just(ClientMessage::Ping),
    ]
}

fn limits() -> impl Strategy<Value = Limits> {
    any::<(u8, u32, u32, u8)>().prop_map(|(slots, message_bytes, messages_per_sec, rtp_tracks)| Limits {
        slots,
        message_bytes,
        messages_per_sec,
        rtp_tracks,
    })
}

fn stream() -> impl Strategy<Value = ServerMessage> {
    (slot(), profile(), any::<(u32, u32, u32)>(), any::<String>(), any::<Vec<u8>>(), any::<Option<i64>>()).prop_map(
        |(slot, profile, (stream, width, height), codec, avcc, live_from)| ServerMessage::Stream {
            slot,
            stream: StreamId(stream),
            profile,
            codec,
            avcc,
            width,
            height,
            live_from_pts: live_from.map(Pts90k),
        },
    )
}

fn server() -> impl Strategy<Value = ServerMessage> {
    let state = prop::sample::select(vec![
        CameraState::Starting,
        CameraState::Live,
        CameraState::Stale,
        CameraState::Offline,
        CameraState::Paused,
        CameraState::Unknown,
    ]);
    prop_oneof![
        (any::<u32>(), any::<String>(), limits()).prop_map(|(version, build, limits)| ServerMessage::Hello {
            version,
            build,
            limits
        }),
        stream(),
        (camera(), any::<u64>())
            .prop_map(|(camera, at)| ServerMessage::Alive { camera, last_arrival_us: UnixMicros(at) }),
        (camera(), state, any::<u64>(), prop::option::of(reason())).prop_map(|(id, state, since, reason)| {
            ServerMessage::Camera { id, state, since: UnixMicros(since), reason }
        }),
        any::<u64>().prop_map(|revision| ServerMessage::Cameras { revision }),
        (slot(), any::<u64>()).prop_map(|(slot, n)| ServerMessage::Dropped { slot, n }),
        (slot(), reason(), any::<Option<u32>>()).prop_map(|(slot, reason, retry_after_secs)| ServerMessage::Refused {
            slot,
            reason,
            retry_after_secs
        }),
        any::<u64>().prop_map(|at| ServerMessage::Pong { time_us: UnixMicros(at) }),
    ]
}

/// JSON of any shape, not too deep.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z_]{1,8}", inner), 0..4)
                .prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn client_messages_come_back(message in client()) {
        let json = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<ClientMessage>(&json).unwrap(), message);
    }

    #[test]
    fn server_messages_come_back(message in server()) {
        let json = serde_json::to_string(&message).unwrap();
        prop_assert_eq!(serde_json::from_str::<ServerMessage>(&json).unwrap(), message);
    }

    #[test]
    fn fields_that_are_not_known_are_ignored(client in client(), server in server(), more in anything()) {
        let mut json = serde_json::to_value(&client).unwrap();
        json["made_up_later"] = more.clone();
        prop_assert_eq!(serde_json::from_value::<ClientMessage>(json).unwrap(), client);
        let mut json = serde_json::to_value(&server).unwrap();
        json["made_up_later"] = more;
        prop_assert_eq!(serde_json::from_value::<ServerMessage>(json).unwrap(), server);
    }

    #[test]
    fn a_field_of_any_other_shape_is_read_or_refused(client in client(), server in server(), at: prop::sample::Index, other in anything()) {
        for mut json in [serde_json::to_value(&client).unwrap(), serde_json::to_value(&server).unwrap()] {
            let fields = json.as_object_mut().unwrap();
            let at = at.index(fields.len());
            *fields.values_mut().nth(at).unwrap() = other.clone();
            let _ = serde_json::from_value::<ClientMessage>(json.clone());
            let _ = serde_json::from_value::<ServerMessage>(json);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text: String, bytes: Vec<u8>) {
        prop_assert!(serde_json::from_str::<ClientMessage>(&text).is_err());
        let _ = serde_json::from_slice::<ClientMessage>(&bytes);
        let _ = serde_json::from_slice::<ServerMessage>(&bytes);
    }

    #[test]
    fn a_message_without_one_of_its_needed_fields_is_refused(client in client(), at: prop::sample::Index) {
        let mut json = serde_json::to_value(&client).unwrap();
        let fields = json.as_object_mut().unwrap();
        let name = fields.keys().nth(at.index(fields.len())).unwrap().clone();
        fields.remove(&name);
        prop_assert_eq!(serde_json::from_value::<ClientMessage>(json).is_err(), !["device", "rtp"].contains(&name.as_str()));
    }
}

fn refused(json: &str) {
    assert!(serde_json::from_str::<ClientMessage>(json).is_err(), "{json:.120}");
    assert!(serde_json::from_str::<ServerMessage>(json).is_err(), "{json:.120}");
}

#[test]
fn numbers_that_do_not_fit_are_refused() {
    for number in
        ["256", "-1", "1.0", "1e400", "1e2", "NaN", "Infinity", "-Infinity", "0x1", "01", "+1", "\"1\"", "true"]
    {
        refused(&format!(r#"{{"type":"unwatch","slot":{number}}}"#));
        refused(&format!(r#"{{"type":"dropped","n":1,"slot":{number}}}"#));
    }
    for number in ["9223372036854775808", "-9223372036854775809", "1e400"] {
        refused(&format!(r#"{{"type":"seen","slot":1,"pts":{number}}}"#));
    }
    refused(r#"{"type":"pong","time_us":18446744073709551616}"#);
}

#[test]
fn a_field_that_comes_twice_is_refused() {
    refused(r#"{"type":"unwatch","slot":1,"slot":1}"#);
    refused(r#"{"type":"dropped","slot":1,"n":1,"n":2}"#);
    refused(r#"{"type":"ping","type":"ping"}"#);
    refused(r#"{"type":"pong","time_us":1,"type":"pong"}"#);
}

#[test]
fn depth_is_bounded_even_where_it_would_be_ignored() {
    for (open, close) in [("[", "]"), (r#"{"a":"#, "}")] {
        let nested = |depth: usize| format!(r#"{{"type":"ping","x":{}1{}}}"#, open.repeat(depth), close.repeat(depth));
        assert_eq!(serde_json::from_str::<ClientMessage>(&nested(20)).unwrap(), ClientMessage::Ping);
        refused(&nested(10_000));
    }
    refused(&"[".repeat(1_000_000));
}

#[test]
fn text_that_is_no_unicode_is_refused() {
    for half in [r"\ud83d", r"\udcf7", r"\ud83d\u0041", r"\u12"] {
        refused(&format!(r#"{{"type":"hello","version":1,"device":"{half}","build":""}}"#));
    }
    let pair = serde_json::from_str(r#"{"type":"hello","version":1,"device":"\ud83d\udcf7"}"#).unwrap();
    assert_eq!(ClientMessage::Hello { version: 1, device: "📷".into() }, pair);
    assert!(
        serde_json::from_slice::<ClientMessage>(b"{\"type\":\"hello\",\"version\":1,\"device\":\"\xff\"}").is_err()
    );
}

#[test]
fn what_is_no_object_of_a_known_type_is_refused() {
    for json in
        ["", "null", "[]", "{}", "\"ping\"", "7", r#"{"type":null}"#, r#"{"type":["ping"]}"#, r#"{"type":"PING"}"#]
    {
        refused(json);
    }
    refused(r#"{"type":"ping"} {"type":"ping"}"#);
    refused("\u{feff}{\"type\":\"ping\"}");
    assert_eq!(serde_json::from_value::<ClientMessage>(json!({ "type": "ping" })).unwrap(), ClientMessage::Ping);
}

//! The text messages of the live socket, of both sides.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use shared::wire::{ClientMessage, ServerMessage};
use std::fmt::Debug;

/// A message that can be read is the same after it was printed and read again, with a field of a newer version in it, too.
pub fn control(data: &[u8]) {
    round_trip::<ClientMessage>(data);
    round_trip::<ServerMessage>(data);
}

fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(data: &[u8]) {
    let Ok(message) = serde_json::from_slice::<T>(data) else { return };
    let mut value = serde_json::to_value(&message).expect("a message can be printed");
    assert_eq!(serde_json::from_str::<T>(&value.to_string()).expect("what was printed can be read"), message);
    let Value::Object(fields) = &mut value else { panic!("a message is an object") };
    fields.insert("made_up_later".into(), json!([{ "type": "ping" }, null, 1e9]));
    assert_eq!(serde_json::from_value::<T>(value).expect("a field that is not known is ignored"), message);
}

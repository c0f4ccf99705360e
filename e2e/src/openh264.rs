//! The viewer's OpenH264 in a real browser, without the viewer: its own script and module, as the relay serves them, driven by
//! a page script. Belongs here: units in, what came out. Does not: judging it.

use crate::{browser::Browser, relay::Relay};
use base64::{Engine, prelude::BASE64_STANDARD};
use e2e_camera::Clip;
use serde_json::{Value, json};
use shared::h264::{Avcc, nal};

const DRIVER: &str = include_str!("openh264.js");

/// A stream as the viewer gives it to a decoder.
#[derive(Clone)]
pub struct Stream {
    /// The AVCDecoderConfigurationRecord.
    pub avcc: Vec<u8>,
    /// Access units of length-prefixed NAL units.
    pub units: Vec<Vec<u8>>,
    keys: Vec<bool>,
    codec: String,
}

impl Stream {
    /// All of a clip, once.
    pub fn of(clip: &Clip) -> Self {
        let avcc = Avcc { sps: vec![clip.sps().to_vec()], pps: vec![clip.pps().to_vec()], extension: Vec::new() };
        let unit = |unit: &e2e_camera::clip::AccessUnit| {
            let mut bytes = Vec::new();
            unit.nals.iter().for_each(|nal| nal::push_length_prefixed(&mut bytes, nal));
            bytes
        };
        let sets = "a clip has sets";
        Self {
            avcc: avcc.encode().expect(sets),
            units: clip.units().iter().map(unit).collect(),
            keys: clip.units().iter().map(|unit| unit.key).collect(),
            codec: avcc.codec().expect(sets),
        }
    }

    fn json(&self) -> Value {
        let units: Vec<_> = self.units.iter().map(|unit| BASE64_STANDARD.encode(unit)).collect();
        let avcc = BASE64_STANDARD.encode(&self.avcc);
        json!({ "avcc": avcc, "units": units, "keys": self.keys, "codec": self.codec })
    }
}

/// A page of the relay in which decoders can be opened.
pub struct Decoders {
    browser: Browser,
}

impl Decoders {
    /// Opens the wall and finds what its worker would load.
    pub async fn open(relay: &Relay) -> Self {
        let browser = Browser::chromium(800, 600).await;
        browser.open(relay.url()).await;
        browser.script(DRIVER).await;
        Self { browser }
    }

    async fn call(&self, name: &str, arguments: Value) -> Value {
        let script = format!(
            "const [argument, done] = arguments;
             window.openh264.{name}(argument).then(done, (error) => done('broken: ' + error));"
        );
        let told = self.browser.driver().execute_async(&script, vec![arguments]).await;
        told.unwrap_or_else(|e| panic!("{name}: {e}")).json().clone()
    }

    /// Decodes a stream in a worker of its own. One text a unit: the SHA-256 of its picture's planes in hex, or nothing; and
    /// what the worker said where it gave up.
    pub async fn decode(&self, stream: &Stream) -> (Vec<String>, Option<String>) {
        let told = self.call("decode", stream.json()).await;
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let pictures = told["pictures"].as_array().unwrap_or_else(|| panic!("{told}"));
        (pictures.iter().map(|picture| text(picture).unwrap_or_default()).collect(), text(&told["ended"]))
    }

    /// Opens so many workers one after the other, each for the first two units, and gives how many showed both.
    pub async fn restart(&self, stream: &Stream, times: u32) -> u64 {
        let mut arguments = stream.json();
        arguments["times"] = times.into();
        let told = self.call("restart", arguments).await;
        told.as_u64().unwrap_or_else(|| panic!("{told}"))
    }

    /// Decodes so many pictures, the stream again and again, in an instance in the page: bytes of its memory after the first
    /// round and at the end.
    pub async fn run(&self, stream: &Stream, pictures: u32) -> (u64, u64) {
        let mut arguments = stream.json();
        arguments["pictures"] = pictures.into();
        let told = self.call("run", arguments).await;
        let bytes = |n: usize| told[n].as_u64().unwrap_or_else(|| panic!("{told}"));
        (bytes(0), bytes(1))
    }

    /// Pictures a second, the stream flat out so many times: of OpenH264 in its worker, and of the browser's own decoder.
    pub async fn race(&self, stream: &Stream, rounds: u32) -> (f64, f64) {
        let mut arguments = stream.json();
        arguments["rounds"] = rounds.into();
        let told = self.call("race", arguments).await;
        let pace = |n: usize| told[n].as_f64().unwrap_or_else(|| panic!("{told}"));
        (pace(0), pace(1))
    }
}

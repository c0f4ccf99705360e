//! A decoder that runs for long holds no more than at its beginning, and leaves nothing behind.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

#[allow(dead_code, reason = "the other tests use the rest")]
mod support;

use openh264_wasm::Decoder;
use std::fs;

/// Bytes of this process in memory.
fn resident() -> usize {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() << 10
}

/// What the allocator may keep.
const NOISE: usize = 24 << 20;

#[test]
fn ten_thousand_pictures_and_a_hundred_decoders() {
    let stream = support::encode("320x180", 40, &[]);
    let run = |times: usize| {
        let mut decoder = Decoder::open(&stream.avcc).unwrap();
        for unit in stream.units.iter().cycle().take(times) {
            assert!(decoder.decode(&mut unit.clone()).unwrap().is_some());
        }
    };
    run(200);
    let before = resident();
    run(10_000);
    for _ in 0..100 {
        run(2);
    }
    // A picture of this size takes 86 KB: one that is lost with each unit would be 860 MB, one with each decoder 9 MB and
    // with its buffers over 100.
    let after = resident();
    assert!(after < before + NOISE, "{before} bytes became {after}");
}

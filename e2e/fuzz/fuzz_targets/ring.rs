//! libFuzzer's way into [`fuzz::ring`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::ring(data));

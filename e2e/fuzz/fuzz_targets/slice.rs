//! libFuzzer's way into [`fuzz::slice`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::slice(data));

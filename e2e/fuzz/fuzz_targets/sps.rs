//! libFuzzer's way into [`fuzz::sps`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::sps(data));

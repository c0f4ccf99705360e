//! libFuzzer's way into [`fuzz::nal`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::nal(data));

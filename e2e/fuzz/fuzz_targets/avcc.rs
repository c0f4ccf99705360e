//! libFuzzer's way into [`fuzz::avcc`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::avcc(data));

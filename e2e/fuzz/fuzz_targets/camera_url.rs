//! libFuzzer's way into [`fuzz::camera_url`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::camera_url(data));

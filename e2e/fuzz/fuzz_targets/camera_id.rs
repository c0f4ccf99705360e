//! libFuzzer's way into [`fuzz::camera_id`].
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::camera_id(data));

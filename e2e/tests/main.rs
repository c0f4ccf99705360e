//! End to end: the relay's binary between real RTSP servers and real viewers. One module a behaviour.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod admin;
mod attacks;
mod audit;
mod bad_input;
mod cameras;
mod endless;
mod fmp4;
mod folk;
mod foreign;
mod in_browsers;
mod ledger;
mod limits;
mod lists;
mod openh264;
mod parameter_sets;
mod people;
mod probe;
mod proxy;
mod rates;
mod shutdown;
mod slow_viewer;
mod socket;
mod stills;
mod tls;
mod webrtc;

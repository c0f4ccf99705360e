//! End to end: the relay's binary between real RTSP servers and real viewers. One module a behaviour.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod admin;
mod attacks;
mod audit;
mod bad_input;
mod browsers;
mod cameras;
mod check;
mod clocks;
mod door;
mod embeds;
mod endless;
mod fmp4;
mod folk;
mod foreign;
mod intra_refresh;
mod ladder;
mod latency;
mod ledger;
mod limits;
mod lists;
mod lite;
mod matrix;
mod media;
mod openh264;
mod outage;
mod parameter_sets;
mod people;
mod poster;
mod probe;
mod proxy;
mod rates;
mod refused;
mod shutdown;
mod slow_viewer;
mod socket;
mod stills;
mod streams;
mod tls;
mod wall;
mod webrtc;

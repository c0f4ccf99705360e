//! End to end: the relay's binary between real RTSP servers and real viewers. One module a behaviour.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on panics")]

mod bad_input;
mod cameras;
mod endless;
mod foreign;
mod lists;
mod ledger;
mod limits;
mod media;
mod outage;
mod poster;
mod probe;
mod shutdown;
mod slow_viewer;
mod socket;
mod stills;
mod streams;
mod wall;

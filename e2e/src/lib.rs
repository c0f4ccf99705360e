//! The harness of the end-to-end tests: the real relay binary, real cameras' protocol, real browsers.
//! Belongs here: starting, asking and ending those. Does not: what is expected of them (see `tests`).

pub mod bench;
pub mod browser;
pub mod cameras;
pub mod coturn;
pub mod faults;
pub mod gstreamer;
pub mod judge;
pub mod line;
pub mod live;
pub mod measure;
pub mod network;
pub mod nginx;
pub mod openh264;
pub mod pace;
pub mod page;
pub mod patched;
pub mod process;
pub mod raw;
pub mod reading;
pub mod relay;
pub mod rtc;
pub mod rungs;
pub mod site;
pub mod soak;
pub mod still;
pub mod tls;
pub mod udp_line;
mod until;
pub mod wallet;
pub mod whep;

pub use until::until;

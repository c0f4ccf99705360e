//! What a stream sends, learnt from its access units. Pure: times and bytes come in, facts come out.
//! Belongs here: observing in constant time an access unit and without allocation, judging what was observed.
//! Does not: sessions, sharing what was found (see `diagnoses`).

mod advise;
mod gop;
mod observer;
mod steady;
mod timing;
mod window;

pub(crate) use advise::{about_camera, about_reason, about_stream};
pub(crate) use observer::Observer;
pub(crate) use steady::Steady;

/// Rates are told with one digit behind the point.
fn tenths(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

//! Simulated and scripted RTSP cameras. Belongs here: what a camera shows, says and does wrong.
//! Does not: anything of the relay or the viewer.

pub mod clip;
pub mod counter;
mod fault;
pub mod rtp;
pub mod rtsp;
mod server;
pub mod studio;

pub use clip::Clip;
pub use fault::{Endless, Fault, ParameterSets};
pub use rtsp::auth::{Credentials, Scheme};
pub use server::{Camera, CameraSpec, Cameras, Options, ServerError};
pub use shared::Profile;

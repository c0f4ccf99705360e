//! The relay: wires cameras, hub, store, access and transports together. Belongs here: configuration, command line,
//! HTTP, start and stop. Does not: what those parts do.

mod catalog;
pub mod cli;
pub mod config;
mod failure;
pub mod health;
mod http;
mod ids;
mod lang;
#[cfg_attr(not(test), expect(dead_code, unused_imports, reason = "the handlers of the door come next"))]
mod pages;
mod places;
mod probe_words;
mod roster;
mod serve;

pub use failure::Failure;

//! The relay: wires cameras, hub, store, access and transports together. Belongs here: configuration, command line,
//! HTTP, start and stop. Does not: what those parts do.

pub mod audit;
mod backup;
mod catalog;
pub mod cli;
pub mod config;
mod embeds;
mod failure;
pub mod health;
mod http;
mod ids;
mod lang;
mod pages;
pub mod people;
mod places;
mod probe_words;
mod rights;
mod roster;
mod serve;
mod ward;

pub use failure::Failure;

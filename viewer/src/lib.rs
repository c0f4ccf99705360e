//! The Leptos app that lays out the tiles. Belongs here: pages, components, words on screen. Does not: frames, which never
//! come to this thread (see the `worker` crate).

#![allow(unreachable_pub, reason = "the component macro of Leptos writes `pub` where we write `pub(crate)`")]

mod alarm;
mod app;
mod ask;
mod browser;
mod components;
mod fleet;
mod grid;
mod lang;
mod pages;
mod plan;
mod player;
mod route;
mod tour;
mod words;

pub use app::start;

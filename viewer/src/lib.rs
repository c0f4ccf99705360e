//! The Leptos app that lays out the tiles.

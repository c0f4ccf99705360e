//! What pages are made of. Belongs here: one component a file. Does not: pages, logic that can stand without the DOM.

mod account;
mod banner;
mod controls;
mod header;
mod language;
mod notice;
mod plain_http;
mod theme;
mod tile;
mod tv;

pub(crate) use banner::Banner;
pub(crate) use controls::Controls;
pub(crate) use header::Header;
pub(crate) use notice::Notice;
pub(crate) use plain_http::PlainHttp;
pub(crate) use tile::Tile;
pub(crate) use tv::Tv;

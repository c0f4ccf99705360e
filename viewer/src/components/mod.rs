//! What pages are made of. Belongs here: one component a file. Does not: pages, logic that can stand without the DOM.

mod account;
mod banner;
mod header;
mod language;
mod notice;
mod pager;
mod plain_http;
mod tile;

pub(crate) use banner::Banner;
pub(crate) use header::Header;
pub(crate) use notice::Notice;
pub(crate) use pager::Pager;
pub(crate) use plain_http::PlainHttp;
pub(crate) use tile::Tile;

//! The door's pages: login, accounts, administration, as plain HTML that needs no script. Belongs here: from a view of
//! plain values to markup. Does not: sessions, the store, HTTP, deciding who may see a page.
//!
//! Each page is a struct with what it shows and a `draw`. A form's struct keeps what was typed and what is wrong with it,
//! so that a handler can show it again; passwords are never typed back.

mod account;
pub(crate) mod admin;
mod check;
mod embed;
mod health;
mod invite;
pub(crate) mod kit;
mod lite;
mod login;
mod map;
mod mine;
mod paper;
mod plain;
mod refusal;
mod sessions;
mod setup;
mod shift;
mod totp;
mod walls;

pub(crate) use account::Account;
pub(crate) use check::{Check, CheckStep};
pub(crate) use embed::{Embed, embed_ended};
pub(crate) use health::{Health, HealthMonth, HealthRow, worst_first};
pub(crate) use invite::Invite;
pub(crate) use lite::{Lite, LiteCamera, LiteOne};
pub(crate) use login::{Code, Login};
pub(crate) use map::{
    Map, OnMap, Tiles,
    near::{Near, NearCamera},
};
pub(crate) use mine::{Lent, Mine, Paused, Watched, WatchedBy, pause};
pub(crate) use paper::Paper;
pub(crate) use plain::PlainFiles;
pub(crate) use refusal::Refusal;
pub(crate) use sessions::{SessionRow, end as session_end};
pub(crate) use setup::Setup;
pub(crate) use shift::{Duty, NoteRow, OneShift};
pub(crate) use totp::{Enrol, TotpOff};
pub(crate) use walls::{WallCamera, WallForm, WallRow, Walls, remove as wall_remove};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

//! Tiles change their rung while they play: down at once, up in calm, with the last picture in sight until the next rung has
//! painted. Belongs here: what makes them change. Does not: which rung shows which stream (see `matrix`).

mod falls;
mod stills;
mod udp;
mod watch;

pub(crate) use watch::Watch;

//! The audit's rows, signed days and key. Belongs here: adding to the chain, reading it, letting whole old days go.
//! Does not: how rows are hashed and checked (see `shared::audit`), what is worth recording.

mod append;
mod key;
mod read;
mod retain;
mod sql;
mod writer;

pub use read::{Filter, Reader};
pub use writer::Writer;

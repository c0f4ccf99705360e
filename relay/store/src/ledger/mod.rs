//! The health ledger's rows: outages, and when the relay and each camera were there at all. Belongs here: writing,
//! reading and pruning them. Does not: what an outage is, sums over spans.

mod read;
mod rows;
mod sql;
mod write;

pub use read::{Cursor, NoCursor, Past, Window};
pub use rows::{Batch, Entry, Flaps, Outage, Place, RowId, Run, Stay};
pub use write::{Last, Ledger};

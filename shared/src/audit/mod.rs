//! The audit: who did what, as a chain that nobody alters unseen. Belongs here: entries, how they are hashed and signed,
//! checking them (pure). Does not: keeping them, reading a clock.
//!
//! Every row's hash covers the row before it (see [`Row`]). Rows of one day (UTC, so that a proof depends on no setting)
//! make a segment; when its day is over, a [`Head`] with its last hash is signed (Ed25519, RFC 8032), and the first row
//! of the next segment follows that head. Old rows can thus go while their heads stay, and what is left still follows
//! from them. A clock that was set back begins a segment of its own, so days may come twice or out of order.
//!
//! What is kept at all is signed, too, at each new row (see [`Span`]): so rows cut off at either end are noticed.
//! What remains: whoever has the key file can sign anything, and a whole older copy of the database in place of the
//! newer one is a true record of its time. Both are noticed only with a head or an export that was kept elsewhere.

mod action;
mod bytes;
mod entry;
mod head;
mod key;
mod row;
mod span;
mod tail;
mod verify;

pub use action::{Action, ActorKind};
pub use bytes::{BytesError, Hash, PublicKey, Signature};
pub use entry::{Actor, Entry};
pub use head::{Day, Head};
pub use key::Signer;
pub use row::Row;
pub use span::{Span, SpanKind};
pub use tail::Tail;
pub use verify::{Broken, Fault, Verifier, Whole};

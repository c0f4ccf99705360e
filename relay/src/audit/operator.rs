//! Who sits at this machine's command line, for the audit.

use shared::{
    UnixMicros,
    audit::{Action, Actor, ActorKind, Entry},
};
use std::{env, fs, os::unix::fs::MetadataExt};

/// The account on this machine: its number as the system knows it, its name as the shell tells it, that of whoever
/// became root by `sudo` first.
pub fn operator() -> Actor {
    let number = fs::metadata("/proc/self").map(|meta| meta.uid().to_string()).unwrap_or_default();
    let name = ["SUDO_USER", "USER", "LOGNAME"].into_iter().find_map(|name| env::var(name).ok());
    Actor { kind: ActorKind::Operator, id: number, name: name.unwrap_or_default() }
}

/// Something that was done at the command line.
pub(crate) fn by_operator(at: UnixMicros, action: Action) -> Entry {
    Entry::new(at, operator(), action)
}

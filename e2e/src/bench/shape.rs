//! How many viewers watch how many cameras.

use clap::Args;

/// Groups of sockets; the sockets of a group watch the same cameras, which no other group does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Args)]
pub struct Shape {
    /// Groups.
    #[arg(long)]
    pub groups: usize,
    /// Cameras that each socket of a group watches, a tile each.
    #[arg(long)]
    pub tiles: usize,
    /// Sockets in a group.
    #[arg(long)]
    pub sockets: usize,
}

impl Shape {
    /// Cameras in all.
    pub fn cameras(&self) -> usize {
        self.groups * self.tiles
    }

    /// Sockets in all.
    pub fn viewers(&self) -> usize {
        self.groups * self.sockets
    }

    /// The cameras of a group, by number.
    pub fn watched(&self, group: usize) -> std::ops::Range<usize> {
        group * self.tiles..(group + 1) * self.tiles
    }

    /// The same as arguments.
    pub fn args(&self) -> Vec<String> {
        let one = |name: &str, n: usize| [format!("--{name}"), n.to_string()];
        [one("groups", self.groups), one("tiles", self.tiles), one("sockets", self.sockets)].concat()
    }

    /// In words.
    pub fn name(&self) -> String {
        match (self.groups, self.tiles) {
            (groups, 1) => format!("{groups} × {}", self.sockets),
            (_, tiles) => format!("{} walls of {tiles}", self.viewers()),
        }
    }
}

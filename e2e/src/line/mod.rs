//! A bad line between this machine and a browser, with the kernel's own TCP on both ends: network namespaces, and a small
//! program between them that holds, loses and narrows (the kernel of many machines has no `netem`).
//! Belongs here: the line. Does not: who speaks over it.
//!
//! It needs root; nothing of it is seen outside of this machine.

mod model;
mod namespace;
mod queue;

pub use model::{Rate, Tally, Way};

use model::Wire;
use namespace::Places;
use queue::{Mover, Wires};
use std::{
    net::Ipv4Addr,
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};

/// Why there is no line.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Namespaces are root's.
    #[error("a lossy line needs root (network namespaces and NFQUEUE): run this as root")]
    NotRoot,
    /// A tool is not installed.
    #[error("{0} is missing: install the packages iproute2, iptables and ethtool")]
    Missing(String),
    /// A tool does not do what it is told; some containers forbid it.
    #[error("a lossy line is not to be had here: `{command}` says: {said}")]
    Tool {
        /// What was run.
        command: String,
        /// Its complaint.
        said: String,
    },
    /// The kernel hands no packets over.
    #[error("a lossy line is not to be had here: the kernel hands no packets over (NFQUEUE): {0}")]
    Queue(#[source] std::io::Error),
    /// All of 10.213.0.0/16 is somebody's.
    #[error("no network of 10.213.0.0/16 is free")]
    NoNet,
}

/// Where somebody lives at the far end of a line.
#[derive(Debug, Clone)]
pub struct Place {
    namespace: String,
    /// This machine's address as seen from there.
    pub near: Ipv4Addr,
    /// Its address as seen from this machine.
    pub far: Ipv4Addr,
}

impl Place {
    /// A command that runs there.
    pub fn inside(&self, program: &str) -> Command {
        namespace::inside(&self.namespace, program)
    }
}

/// A line; it goes with its owner. What is spoken over it that was not named to [`Line::carry`] passes at once.
pub struct Line {
    wires: Wires,
    // Before the places, in which it works.
    _mover: Mover,
    places: Places,
}

impl Line {
    /// A line that does nothing bad yet.
    ///
    /// # Errors
    /// Where this machine has none.
    pub fn open() -> Result<Self, Error> {
        let places = Places::make()?;
        let wires = Arc::new(Mutex::new([0, 1].map(|seed| Wire::new(Way::default(), seed))));
        let mover = Mover::start(places.router_path(), wires.clone())?;
        Ok(Self { wires, _mover: mover, places })
    }

    /// The far end.
    pub fn far(&self) -> Place {
        let Places { far, near_address, far_address, .. } = &self.places;
        Place { namespace: far.clone(), near: *near_address, far: *far_address }
    }

    /// This machine's address on the line.
    pub fn near(&self) -> Ipv4Addr {
        self.places.near_address
    }

    /// What this machine speaks from a port, `tcp` or `udp`, goes the bad way from now on.
    ///
    /// # Errors
    /// Where the kernel has no such rule.
    pub fn carry(&self, protocol: &str, port: u16) -> Result<(), Error> {
        self.places.hand_over(protocol, port)
    }

    /// How it is from now on, to the far end and back; what is under way comes out as it was to.
    pub fn shape(&self, down: Way, up: Way, seed: u64) {
        let new = [Wire::new(down, seed), Wire::new(up, seed.wrapping_add(1))];
        *self.wires.lock().unwrap_or_else(PoisonError::into_inner) = new;
    }

    /// How this machine's kernel sends over the line: `bbr`, `cubic`, …, whatever a program asks for. For connections made
    /// from now on; `None` leaves it to the program again.
    ///
    /// # Errors
    /// Where the kernel has no such way.
    pub fn congestion(&self, algorithm: Option<&str>) -> Result<(), Error> {
        self.places.route(algorithm)
    }

    /// What has become of packets since it was shaped: to the far end, and back.
    pub fn tally(&self) -> [Tally; 2] {
        let wires = self.wires.lock().unwrap_or_else(PoisonError::into_inner);
        [wires[0].tally, wires[1].tally]
    }
}

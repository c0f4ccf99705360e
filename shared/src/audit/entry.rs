//! Something that was done, before it stands in the chain.

use super::{Action, ActorKind};
use crate::{CameraId, UnixMicros};
use std::{collections::BTreeMap, net::IpAddr};

/// Who did it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Actor {
    /// What kind of somebody.
    pub kind: ActorKind,
    /// The id of the account or embed; of the operator the number of his account on the machine.
    pub id: String,
    /// The name that he had then.
    pub name: String,
}

/// One thing that was done. Texts may come from anybody who tries to log in: they are cut when the row is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// When.
    pub at: UnixMicros,
    /// Who.
    pub actor: Actor,
    /// From where.
    pub address: Option<IpAddr>,
    /// What.
    pub action: Action,
    /// With which camera.
    pub camera: Option<CameraId>,
    /// With what else: a login, an area's path, a file.
    pub target: Option<String>,
    /// Further facts by name. Never a secret.
    pub detail: BTreeMap<String, String>,
}

impl Actor {
    /// The relay by itself.
    pub fn relay() -> Self {
        Self { kind: ActorKind::Relay, id: "relay".into(), name: String::new() }
    }
}

impl Entry {
    /// Detail of [`Action::Watched`]: when the interval began, in microseconds since 1970.
    pub const FROM: &'static str = "from";
    /// Detail of [`Action::Watched`]: when the interval ended, in microseconds since 1970.
    pub const UNTIL: &'static str = "until";

    /// Somebody did something.
    pub fn new(at: UnixMicros, actor: Actor, action: Action) -> Self {
        Self { at, actor, address: None, action, camera: None, target: None, detail: BTreeMap::new() }
    }

    /// Somebody watched a camera for a while. A long watch is written in parts, each beginning where the last one ended.
    pub fn watched(at: UnixMicros, actor: Actor, camera: CameraId, from: UnixMicros, until: UnixMicros) -> Self {
        let entry = Self::new(at, actor, Action::Watched).camera(camera);
        entry.with(Self::FROM, &from.0).with(Self::UNTIL, &until.0)
    }

    /// From where it was done.
    pub fn address(self, address: impl Into<Option<IpAddr>>) -> Self {
        Self { address: address.into(), ..self }
    }

    /// With which camera.
    pub fn camera(self, camera: CameraId) -> Self {
        Self { camera: Some(camera), ..self }
    }

    /// With what else.
    pub fn target(self, target: impl Into<String>) -> Self {
        Self { target: Some(target.into()), ..self }
    }

    /// A further fact.
    pub fn with(mut self, name: &str, value: &(impl ToString + ?Sized)) -> Self {
        self.detail.insert(name.to_owned(), value.to_string());
        self
    }
}

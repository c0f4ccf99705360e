//! What decisions rest on, as it was read from the store at one time. Belongs here: looking things up in it.
//! Does not: reading the store, the clock.

use crate::TokenHash;
use shared::{
    AreaId, CameraId, EmbedId, Profile, SessionId, UnixMicros, UserId,
    access::{Grant, Login, Role, Scope},
};
use std::collections::BTreeMap;

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// What he logs in with.
    pub login: Login,
    /// His name, as others see it.
    pub name: String,
    /// What he may do.
    pub grants: Vec<Grant>,
    /// Whether a second factor is set up.
    pub has_totp: bool,
    /// Whether he may log in at all.
    pub enabled: bool,
}

/// A login on one device.
#[derive(Debug, Clone)]
pub struct SessionFacts {
    /// Its id.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// When it ends.
    pub until: UnixMicros,
}

/// What of a camera decides who may see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CameraFacts {
    /// Where it hangs.
    pub area: Option<AreaId>,
    /// Whether its household or an admin has paused it.
    pub paused: bool,
}

/// A camera on a web site.
#[derive(Debug, Clone)]
pub struct EmbedFacts {
    /// Its id.
    pub id: EmbedId,
    /// Which camera.
    pub camera: CameraId,
    /// What visitors read: not the camera's own name, which may say more.
    pub name: String,
    /// The best stream that visitors get.
    pub best: Profile,
    /// Whether there is a moving picture, or only stills.
    pub moving: bool,
    /// Visitors at the same time.
    pub viewers_max: u32,
    /// The origins whose pages may frame it.
    pub origins: Vec<String>,
    /// When it ends.
    pub until: Option<UnixMicros>,
}

/// All of it.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// People by id.
    pub people: BTreeMap<UserId, Person>,
    /// Logins by what their cookie's secret hashes to.
    pub sessions: BTreeMap<TokenHash, SessionFacts>,
    /// The area above each area.
    pub areas: BTreeMap<AreaId, Option<AreaId>>,
    /// Cameras by id.
    pub cameras: BTreeMap<CameraId, CameraFacts>,
    /// Embeds by what the secret in their address hashes to.
    pub embeds: BTreeMap<TokenHash, EmbedFacts>,
}

impl Facts {
    /// Whether somebody can set up everything else: until then the relay waits for its set-up link to be used.
    pub fn has_admin(&self) -> bool {
        let admin = |g: &Grant| g.role == Role::Admin && g.scope == Scope::Site;
        self.people.values().any(|person| person.enabled && person.grants.iter().any(admin))
    }

    /// Whether a camera lies in a scope. One that is not there lies in the ward and nowhere else.
    pub(crate) fn lies_in(&self, camera: &CameraId, scope: &Scope) -> bool {
        let facts = self.cameras.get(camera);
        match scope {
            Scope::Site => true,
            Scope::Camera(one) => one == camera && facts.is_some(),
            Scope::Area(area) => facts.and_then(|f| f.area.as_ref()).is_some_and(|lies| self.is_within(lies, area)),
        }
    }

    /// Whether an area is another one or lies in it.
    fn is_within(&self, area: &AreaId, outer: &AreaId) -> bool {
        let mut next = Some(area);
        // A ring, which only another program can have made, ends as well.
        for _ in 0..=self.areas.len() {
            match next {
                Some(id) if id == outer => return self.areas.contains_key(outer),
                Some(id) => next = self.areas.get(id).and_then(Option::as_ref),
                None => return false,
            }
        }
        false
    }
}

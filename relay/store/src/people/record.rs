//! People as they go into the store and come out. Belongs here: the types. Does not: SQL, sealing.

use crate::{Areas, embeds::EmbedRecord};
use secrecy::{SecretSlice, SecretString};
use shared::{
    AreaId, CameraId, InvitationId, SessionId, UnixMicros, UserId,
    access::{Grant, Hours, Login, Role, Scope},
    text::Lang,
};
use std::collections::BTreeMap;

/// The SHA-256 of a secret that was handed out.
pub type TokenHash = [u8; 32];

/// A user with his secrets.
#[derive(Debug, Clone)]
pub struct UserRecord {
    /// His id; whatever stands here when he is added is what he gets.
    pub id: UserId,
    /// What he logs in with.
    pub login: Login,
    /// His name, as others see it.
    pub name: String,
    /// His password as a PHC string; `None` until he has chosen one.
    pub password: Option<SecretString>,
    /// His second factor, where it is set up.
    pub factor: Option<SecondFactor>,
    /// Whether he may log in at all.
    pub enabled: bool,
    /// The language that he is spoken to in.
    pub lang: Lang,
}

/// A second factor by time (RFC 6238).
#[derive(Debug, Clone)]
pub struct SecondFactor {
    /// The secret that codes are made from.
    pub secret: SecretSlice<u8>,
    /// The last step whose code was taken; `None` before the first.
    pub last_step: Option<u64>,
}

/// A user without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// His id.
    pub id: UserId,
    /// What he logs in with.
    pub login: Login,
    /// His name.
    pub name: String,
    /// Whether he has chosen a password.
    pub has_password: bool,
    /// Whether a second factor is set up.
    pub has_factor: bool,
    /// Whether he may log in at all.
    pub enabled: bool,
    /// The language that he is spoken to in.
    pub lang: Lang,
    /// When he was added.
    pub created: UnixMicros,
}

/// A grant as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GrantRecord {
    /// Whose.
    pub user: UserId,
    /// The grant.
    pub grant: Grant,
    /// When it was given.
    pub created: UnixMicros,
    /// Who gave it and may be gone by now; `None`: whoever sat at the relay's machine.
    pub by: Option<UserId>,
}

/// A grant to be given.
#[derive(Debug, Clone)]
pub struct NewGrant {
    /// The role.
    pub role: Role,
    /// Where.
    pub scope: Scope,
    /// At which hours; `None`: at all.
    pub hours: Option<Hours>,
    /// Until when; `None`: without end.
    pub until: Option<UnixMicros>,
    /// Who gives it; `None`: whoever sits at the relay's machine.
    pub by: Option<UserId>,
}

/// A session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionRecord {
    /// Its id.
    pub id: SessionId,
    /// What its cookie's secret hashes to.
    pub token: TokenHash,
    /// Whose.
    pub user: UserId,
    /// When he logged in.
    pub created: UnixMicros,
    /// When it was last used.
    pub seen: UnixMicros,
    /// When it ends.
    pub expires: UnixMicros,
    /// Where it was logged in from.
    pub address: String,
    /// What it was logged in with, in words.
    pub device: String,
}

/// A session to be begun.
#[derive(Debug, Clone)]
pub struct NewSession {
    /// What its cookie's secret hashes to.
    pub token: TokenHash,
    /// Whose.
    pub user: UserId,
    /// When it ends.
    pub expires: UnixMicros,
    /// Where from.
    pub address: String,
    /// What with, in words.
    pub device: String,
}

/// What a link is good for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invitation {
    /// The first password of somebody new.
    Invite(UserId),
    /// Another password in place of one that was forgotten.
    Reset(UserId),
    /// The first admin of all.
    Setup,
}

/// The kinds of links by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// See [`Invitation::Invite`].
    Invite,
    /// See [`Invitation::Reset`].
    Reset,
    /// See [`Invitation::Setup`].
    Setup,
}

/// A link that can still be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRecord {
    /// Its id.
    pub id: InvitationId,
    /// What it is good for.
    pub what: Invitation,
    /// When it was made.
    pub created: UnixMicros,
    /// When it ends.
    pub expires: UnixMicros,
    /// Who made it; `None`: whoever sat at the relay's machine, or the relay itself.
    pub by: Option<UserId>,
}

/// That a camera is paused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Since when.
    pub since: UnixMicros,
    /// By whom, in words.
    pub by: String,
}

/// What of a camera decides who may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameraAccess {
    /// Which.
    pub id: CameraId,
    /// Where it hangs.
    pub area: Option<AreaId>,
    /// Whether it is paused.
    pub paused: Option<Pause>,
}

/// Everything that decides who may see what, as it was at one moment.
#[derive(Debug, Clone, Default)]
pub struct People {
    /// Everybody, by login name.
    pub accounts: Vec<Account>,
    /// What they may do.
    pub grants: Vec<GrantRecord>,
    /// Where they are logged in; those that have ended may still be among them.
    pub sessions: Vec<SessionRecord>,
    /// Links that were not used yet; those that have ended may still be among them.
    pub invitations: Vec<InvitationRecord>,
    /// When each logged in last, on a device that is remembered.
    pub seen: BTreeMap<UserId, UnixMicros>,
    /// The areas.
    pub areas: Areas,
    /// The cameras.
    pub cameras: Vec<CameraAccess>,
    /// Cameras on web sites; those that have ended may still be among them.
    pub embeds: Vec<EmbedRecord>,
}

/// How many rows were cleared away because their time was over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Swept {
    /// Sessions.
    pub sessions: u64,
    /// Invitations.
    pub invitations: u64,
    /// Known devices.
    pub devices: u64,
}

impl Invitation {
    /// Its kind.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Invite(_) => Kind::Invite,
            Self::Reset(_) => Kind::Reset,
            Self::Setup => Kind::Setup,
        }
    }

    /// Whom it is for; nobody yet, where it makes the first admin.
    pub fn user(&self) -> Option<&UserId> {
        match self {
            Self::Invite(user) | Self::Reset(user) => Some(user),
            Self::Setup => None,
        }
    }
}

impl Kind {
    /// The name in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invite => "invite",
            Self::Reset => "reset",
            Self::Setup => "setup",
        }
    }
}

impl UserRecord {
    /// Somebody new, with an id of his own, who has neither password nor second factor yet.
    pub fn new(login: Login, name: String, lang: Lang) -> Option<Self> {
        let id = crate::ids::letters::<12>().parse().ok()?;
        Some(Self { id, login, name, password: None, factor: None, enabled: true, lang })
    }
}

//! Between rows and records. Belongs here: what a row must be to count. Does not: queries. A row that another program has
//! spoilt gives nothing: neither a grant nor a session comes of it.

use super::{
    Account, CameraAccess, GrantRecord, Invitation, InvitationRecord, Pause, SecondFactor, SessionRecord, UserRecord,
    time,
};
use crate::{StoreError, key::Key, seal};
use shared::{
    access::{Grant, Hours, Role, Scope},
    text::Lang,
};

pub(super) const USER: &str = "id, login, name, password, totp_sealed, totp_last_step, enabled, lang";
pub(super) const ACCOUNT: &str =
    "id, login, name, password IS NOT NULL, totp_sealed IS NOT NULL, enabled, lang, created_us";
pub(super) const GRANT: &str = "id, user, role, area, camera, from_minute, to_minute, until_us, created_us, created_by";
pub(super) const SESSION: &str = "id, token_hash, user, created_us, seen_us, expires_us, address, device";
pub(super) const INVITATION: &str = "id, user, kind, created_us, expires_us, created_by";

/// Under which name a second factor is sealed.
pub(super) const FACTOR: &str = "totp";

pub(super) type UserRow = (String, String, String, Option<String>, Option<Vec<u8>>, Option<i64>, bool, String);
pub(super) type AccountRow = (String, String, String, bool, bool, bool, String, i64);
pub(super) type SessionRow = (String, Vec<u8>, String, i64, i64, i64, String, String);
pub(super) type InvitationRow = (String, Option<String>, String, i64, i64, Option<String>);
pub(super) type CameraRow = (String, Option<String>, Option<i64>, Option<String>);

#[derive(sqlx::FromRow)]
pub(super) struct GrantRow {
    id: String,
    user: String,
    role: String,
    area: Option<String>,
    camera: Option<String>,
    from_minute: Option<u16>,
    to_minute: Option<u16>,
    until_us: Option<i64>,
    created_us: i64,
    created_by: Option<String>,
}

fn lang(tag: &str) -> Lang {
    Lang::from_tag(tag).unwrap_or_default()
}

/// `Ok(None)` where not even the id or the login name can be read.
pub(super) fn user(row: UserRow, key: &Key) -> Result<Option<UserRecord>, StoreError> {
    let (id, login, name, password, sealed, last_step, enabled, tag) = row;
    let (Ok(id), Ok(login)) = (id.parse(), login.parse()) else { return Ok(None) };
    let record =
        UserRecord { id, login, name, password: password.map(Into::into), factor: None, enabled, lang: lang(&tag) };
    let Some(sealed) = sealed else { return Ok(Some(record)) };
    let secret = seal::open(key, record.id.as_str(), FACTOR, &sealed);
    let secret = secret.ok_or_else(|| StoreError::FactorAltered(record.login.clone()))?.into();
    let last_step = last_step.and_then(|step| u64::try_from(step).ok());
    Ok(Some(UserRecord { factor: Some(SecondFactor { secret, last_step }), ..record }))
}

pub(super) fn account(row: AccountRow) -> Option<Account> {
    let (id, login, name, has_password, has_factor, enabled, tag, created) = row;
    let (id, login, created) = (id.parse().ok()?, login.parse().ok()?, time(created));
    Some(Account { id, login, name, has_password, has_factor, enabled, lang: lang(&tag), created })
}

pub(super) fn grant(row: GrantRow) -> Option<GrantRecord> {
    let scope = match (&row.area, &row.camera) {
        (None, None) => Scope::Site,
        (Some(area), None) => Scope::Area(area.parse().ok()?),
        (None, Some(camera)) => Scope::Camera(camera.parse().ok()?),
        (Some(_), Some(_)) => return None,
    };
    let hours = match (row.from_minute, row.to_minute) {
        (None, None) => None,
        (from, to) => Some(Hours::new(from?, to?)?),
    };
    let grant =
        Grant { id: row.id.parse().ok()?, role: Role::of(&row.role), scope, hours, until: row.until_us.map(time) };
    let by = row.created_by.and_then(|by| by.parse().ok());
    Some(GrantRecord { user: row.user.parse().ok()?, grant, created: time(row.created_us), by })
}

pub(super) fn session(row: SessionRow) -> Option<SessionRecord> {
    let (id, token, user, created, seen, expires, address, device) = row;
    Some(SessionRecord {
        id: id.parse().ok()?,
        token: token.try_into().ok()?,
        user: user.parse().ok()?,
        created: time(created),
        seen: time(seen),
        expires: time(expires),
        address,
        device,
    })
}

pub(super) fn invitation(row: InvitationRow) -> Option<InvitationRecord> {
    let (id, user, kind, created, expires, by) = row;
    let user = user.map(|user| user.parse().ok());
    let what = match (kind.as_str(), user) {
        ("invite", Some(Some(user))) => Invitation::Invite(user),
        ("reset", Some(Some(user))) => Invitation::Reset(user),
        ("setup", None) => Invitation::Setup,
        _ => return None,
    };
    let by = by.and_then(|by| by.parse().ok());
    Some(InvitationRecord { id: id.parse().ok()?, what, created: time(created), expires: time(expires), by })
}

pub(super) fn camera((id, area, paused, by): CameraRow) -> Option<CameraAccess> {
    // An area that cannot be read is none: then only those see the camera who see all.
    let area = area.and_then(|area| area.parse().ok());
    let paused = paused.map(|since| Pause { since: time(since), by: by.unwrap_or_default() });
    Some(CameraAccess { id: id.parse().ok()?, area, paused })
}

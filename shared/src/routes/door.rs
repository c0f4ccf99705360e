//! The URLs of the door: login, account, a household's cameras, administration. Each is both a page (GET) and, where it
//! has a form, what that form is posted to. Belongs here: paths. Does not: who may go where.

use crate::{AreaId, CameraId, EmbedId, GrantId, SessionId, UserId, WallId};

/// Login name and password.
pub const LOGIN: &str = "/login";
/// The second factor's code, after the password was right.
pub const LOGIN_CODE: &str = "/login/code";
/// Ends the visitor's own session; POST only.
pub const LOGOUT: &str = "/logout";
/// The first admin's page, as a pattern with its one-time secret.
pub const SETUP_PATTERN: &str = "/setup/{token}";
/// An invitation, as a pattern with its one-time secret.
pub const INVITE_PATTERN: &str = "/invite/{token}";
/// The visitor's own account.
pub const ACCOUNT: &str = "/account";
/// How every camera is that the visitor may watch, and how it fared. Searched by `q`, leafed through by `page`.
pub const HEALTH: &str = "/health";
/// The duty book: who is on duty, what was noted.
pub const SHIFT: &str = "/shift";
/// Coming on duty (POST).
pub const SHIFT_BEGIN: &str = "/shift/begin";
/// Going, with what is handed over (POST).
pub const SHIFT_END: &str = "/shift/end";
/// Writing something down (POST).
pub const SHIFT_NOTES: &str = "/shift/notes";
/// One shift, as a pattern with its number.
pub const SHIFT_PATTERN: &str = "/shift/{shift}";

/// One shift.
pub fn shift(id: i64) -> String {
    format!("{SHIFT}/{id}")
}

/// The nearest cameras; `q` looks for a street.
pub const NEAR: &str = "/near";
/// All cameras on a map.
pub const MAP: &str = "/map";
/// What became of a month: `month`, such as 2026-11.
pub const HEALTH_MONTH: &str = "/health/month";
/// Its name's form.
pub const ACCOUNT_NAME: &str = "/account/name";
/// Its password's form.
pub const ACCOUNT_PASSWORD: &str = "/account/password";
/// Enrolling a second factor.
pub const ACCOUNT_TOTP: &str = "/account/totp";
/// Turning it off.
pub const ACCOUNT_TOTP_OFF: &str = "/account/totp/off";
/// Ending one of the visitor's own sessions, as a pattern.
pub const ACCOUNT_SESSION_PATTERN: &str = "/account/sessions/{session}/end";
/// A household's own cameras.
pub const MINE: &str = "/mine";
/// Pausing one of them, as a pattern; asks first.
pub const MINE_PAUSE_PATTERN: &str = "/mine/{site}/{camera}/pause";
/// Letting it be seen again, as a pattern; POST only.
pub const MINE_RESUME_PATTERN: &str = "/mine/{site}/{camera}/resume";
/// Who watched it, as a pattern.
pub const MINE_WATCHED_PATTERN: &str = "/mine/{site}/{camera}/watched";
/// Which wall is shown and how, and the visitor's own walls; POST makes one.
pub const WALLS: &str = "/walls";
/// One of them, as a pattern.
pub const WALL_PATTERN: &str = "/walls/{wall}";
/// Removing it, as a pattern; asks first.
pub const WALL_REMOVE_PATTERN: &str = "/walls/{wall}/remove";

/// Administration: cameras, the section that opens first.
pub const CAMERAS: &str = "/admin/cameras";
/// Adding one.
pub const CAMERA_NEW: &str = "/admin/cameras/new";
/// What was found at the address, before it is saved.
pub const CAMERA_PROBE: &str = "/admin/cameras/new/probe";
/// A list of cameras in.
pub const CAMERAS_IMPORT: &str = "/admin/cameras/import";
/// The same list once more, to be kept this time; POST only.
pub const CAMERAS_IMPORT_DO: &str = "/admin/cameras/import/do";
/// The list of cameras out.
pub const CAMERAS_EXPORT: &str = "/admin/cameras/export.csv";
/// The same with passwords; asks first.
pub const CAMERAS_EXPORT_SECRETS: &str = "/admin/cameras/export/secrets";
/// One camera, as a pattern.
pub const CAMERA_EDIT_PATTERN: &str = "/admin/cameras/{site}/{camera}";
/// Its address and login, as a pattern.
pub const CAMERA_ADDRESS_PATTERN: &str = "/admin/cameras/{site}/{camera}/address";
/// Pausing it, as a pattern; asks first.
pub const CAMERA_PAUSE_PATTERN: &str = "/admin/cameras/{site}/{camera}/pause";
/// Letting it be seen again, as a pattern; POST only.
pub const CAMERA_RESUME_PATTERN: &str = "/admin/cameras/{site}/{camera}/resume";
/// Removing it, as a pattern; asks first.
pub const CAMERA_REMOVE_PATTERN: &str = "/admin/cameras/{site}/{camera}/remove";
/// The tree of areas.
pub const AREAS: &str = "/admin/areas";
/// One area, as a pattern.
pub const AREA_PATTERN: &str = "/admin/areas/{area}";
/// Removing it, as a pattern; asks first.
pub const AREA_REMOVE_PATTERN: &str = "/admin/areas/{area}/remove";
/// People.
pub const PEOPLE: &str = "/admin/people";
/// Adding somebody.
pub const PERSON_NEW: &str = "/admin/people/new";
/// Somebody, as a pattern.
pub const PERSON_PATTERN: &str = "/admin/people/{user}";
/// A step about somebody, as a pattern; `what` is one of [`PersonStep`].
pub const PERSON_STEP_PATTERN: &str = "/admin/people/{user}/{what}";
/// Taking a grant away, as a pattern; asks first.
pub const GRANT_REMOVE_PATTERN: &str = "/admin/people/{user}/grants/{grant}/remove";
/// Everybody's sessions.
pub const SESSIONS: &str = "/admin/sessions";
/// Ending one, as a pattern; asks first.
pub const SESSION_END_PATTERN: &str = "/admin/sessions/{session}/end";
/// Cameras on web sites.
pub const EMBEDS: &str = "/admin/embeds";
/// Letting a web site show one.
pub const EMBED_NEW: &str = "/admin/embeds/new";
/// One of them, as a pattern.
pub const EMBED_PATTERN: &str = "/admin/embeds/{embed}";
/// Taking that back, as a pattern; asks first.
pub const EMBED_REVOKE_PATTERN: &str = "/admin/embeds/{embed}/revoke";
/// The audit; filters stand in its query.
pub const AUDIT: &str = "/admin/audit";
/// The same rows as a sheet.
pub const AUDIT_SHEET: &str = "/admin/audit.csv";
/// What visitors' devices can show, as they sent it.
pub const CHECKS: &str = "/admin/checks";
/// The running configuration.
pub const SETTINGS: &str = "/admin/settings";

/// Something that is done about a person at an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonStep {
    /// A new name; POST only.
    Name,
    /// A further grant; POST only.
    Grant,
    /// A new invitation, which also resets the password; POST only.
    Invite,
    /// May not log in any more; asks first.
    Disable,
    /// May log in again; POST only.
    Enable,
    /// The second factor is taken off; asks first.
    TotpOff,
    /// All sessions end; asks first.
    Logout,
    /// The account goes; asks first.
    Remove,
}

impl PersonStep {
    /// Every step.
    pub const ALL: [Self; 8] =
        [Self::Name, Self::Grant, Self::Invite, Self::Disable, Self::Enable, Self::TotpOff, Self::Logout, Self::Remove];

    /// The last part of its path.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Grant => "grant",
            Self::Invite => "invite",
            Self::Disable => "disable",
            Self::Enable => "enable",
            Self::TotpOff => "totp-off",
            Self::Logout => "logout",
            Self::Remove => "remove",
        }
    }
}

/// Fills the holes of a pattern in their order. Ids have no character that means anything in a path.
fn fill(pattern: &str, values: &[&str]) -> String {
    let mut values = values.iter();
    let part = |part| if str::starts_with(part, '{') { values.next().copied().unwrap_or(part) } else { part };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// A camera's page below one of the patterns with a site and a camera.
pub fn of_camera(pattern: &str, id: &CameraId) -> String {
    fill(pattern, &[id.site(), id.camera()])
}

/// An area's page below one of the patterns with an area.
pub fn of_area(pattern: &str, id: &AreaId) -> String {
    fill(pattern, &[id.as_str()])
}

/// A session's page below one of the patterns with a session.
pub fn of_session(pattern: &str, id: &SessionId) -> String {
    fill(pattern, &[id.as_str()])
}

/// Somebody's page.
pub fn person(id: &UserId) -> String {
    fill(PERSON_PATTERN, &[id.as_str()])
}

/// A step about somebody.
pub fn person_step(id: &UserId, step: PersonStep) -> String {
    fill(PERSON_STEP_PATTERN, &[id.as_str(), step.as_str()])
}

/// Taking one of somebody's grants away.
pub fn grant_remove(id: &UserId, grant: &GrantId) -> String {
    fill(GRANT_REMOVE_PATTERN, &[id.as_str(), grant.as_str()])
}

/// The page where a wall is arranged.
pub fn wall(id: &WallId) -> String {
    fill(WALL_PATTERN, &[id.as_str()])
}

/// Taking a wall away.
pub fn wall_remove(id: &WallId) -> String {
    fill(WALL_REMOVE_PATTERN, &[id.as_str()])
}

/// An embed's page.
pub fn embed(id: &EmbedId) -> String {
    fill(EMBED_PATTERN, &[id.as_str()])
}

/// Taking an embed back.
pub fn embed_revoke(id: &EmbedId) -> String {
    fill(EMBED_REVOKE_PATTERN, &[id.as_str()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled_in_their_order() {
        let camera = "cai-khe/ngo-12".parse().unwrap();
        assert_eq!(of_camera(CAMERA_PAUSE_PATTERN, &camera), "/admin/cameras/cai-khe/ngo-12/pause");
        let (user, grant) = ("u1".parse().unwrap(), "g1".parse().unwrap());
        assert_eq!(grant_remove(&user, &grant), "/admin/people/u1/grants/g1/remove");
        assert_eq!(person_step(&user, PersonStep::TotpOff), "/admin/people/u1/totp-off");
    }
}

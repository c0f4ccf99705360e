//! What is recorded, as fixed words.

use crate::codes::codes;

codes! {
    /// Something that was done.
    Action:
    /// Somebody logged in.
    Login = "login";
    /// Somebody tried to log in and was refused.
    LoginFailed = "login_failed";
    /// Somebody logged out.
    Logout = "logout";
    /// A login was ended by somebody else, or from another device.
    SessionRevoked = "session_revoked";
    /// The relay was set up: there is a first admin.
    Setup = "setup";
    /// An invitation was made.
    Invited = "invited";
    /// An invitation was used.
    InvitationUsed = "invitation_used";
    /// A password was changed.
    PasswordChanged = "password_changed";
    /// A second factor was set up.
    TotpOn = "totp_on";
    /// A second factor was taken away.
    TotpOff = "totp_off";
    /// An account was added.
    UserAdded = "user_added";
    /// An account was changed.
    UserChanged = "user_changed";
    /// An account was removed.
    UserRemoved = "user_removed";
    /// Somebody was given a role.
    GrantAdded = "grant_added";
    /// A role was taken away.
    GrantRemoved = "grant_removed";
    /// A camera was watched, in an interval (see [`super::Entry::watched`]).
    Watched = "watched";
    /// A still of a camera was taken.
    StillTaken = "still_taken";
    /// A camera was added.
    CameraAdded = "camera_added";
    /// A camera was changed.
    CameraChanged = "camera_changed";
    /// A camera was removed.
    CameraRemoved = "camera_removed";
    /// A camera was paused.
    CameraPaused = "camera_paused";
    /// A paused camera was taken up again.
    CameraResumed = "camera_resumed";
    /// An area was added.
    AreaAdded = "area_added";
    /// An area was changed.
    AreaChanged = "area_changed";
    /// An area was removed.
    AreaRemoved = "area_removed";
    /// A list of cameras was read in.
    CamerasImported = "cameras_imported";
    /// The list of cameras was written out.
    CamerasExported = "cameras_exported";
    /// A public embed was made.
    EmbedMade = "embed_made";
    /// A public embed was changed.
    EmbedChanged = "embed_changed";
    /// A public embed was revoked.
    EmbedRevoked = "embed_revoked";
    /// The audit was written out.
    AuditExported = "audit_exported";
    /// A backup was made.
    BackupMade = "backup_made";
    /// The database was restored from a backup.
    Restored = "restored";
    /// The configuration was changed.
    ConfigChanged = "config_changed";
    /// Something that only a newer relay knows.
    Unknown = "unknown";
}

codes! {
    /// What kind of somebody did it.
    ActorKind:
    /// Somebody with an account.
    User = "user";
    /// Whoever sits at this machine's command line.
    Operator = "operator";
    /// Visitors of a web site that shows a camera.
    Embed = "embed";
    /// The relay by itself.
    Relay = "relay";
    /// A kind that only a newer relay knows.
    Unknown = "unknown";
}

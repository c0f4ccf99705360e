//! Roles and the rights that each has.

use crate::codes::codes;

codes! {
    /// What somebody is in the ward, as it stands in the database and the API.
    Role:
    /// Sets up everything and everybody; the technician or the ward's own officer for it.
    Admin = "admin";
    /// An officer: looks live and back, anywhere that the grant reaches.
    Officer = "officer";
    /// The duty desk: the wall, all day.
    Duty = "duty";
    /// The neighbourhood watch team.
    WatchTeam = "watch_team";
    /// A household that lends a camera: sees its own, who looked at it, and may pause it.
    Household = "household";
    /// Somebody who may look, and nothing else.
    Viewer = "viewer";
    /// A role of a newer relay: it has no right.
    Unknown = "unknown";
}

codes! {
    /// Something that a role may do.
    Right:
    /// See a camera's pictures, live and as stills, and how it is.
    Watch = "watch";
    /// See how cameras fared: outages, reports.
    History = "history";
    /// Pause a lent camera and see who looked at it.
    Lend = "lend";
    /// Be on duty, read and write the duty book.
    Shift = "shift";
    /// Add, change and remove cameras and areas.
    Configure = "configure";
    /// Add, change and remove people and what they may do; end their sessions.
    People = "people";
    /// Let a web site show a camera.
    Embed = "embed";
    /// Read the audit.
    Audit = "audit";
    /// A right of a newer relay.
    Unknown = "unknown";
}

impl Role {
    /// Whether this role has a right, wherever it is granted.
    pub fn has(self, right: Right) -> bool {
        use Right as R;
        match self {
            Self::Admin => right != R::Unknown,
            Self::Officer | Self::Duty => matches!(right, R::Watch | R::History | R::Shift),
            Self::Household => matches!(right, R::Watch | R::Lend),
            Self::WatchTeam => matches!(right, R::Watch | R::Shift),
            Self::Viewer => right == R::Watch,
            Self::Unknown => false,
        }
    }
}

impl Right {
    /// Whether it is about the ward as a whole: a grant for one area does not give it, since it reaches into the others.
    pub fn is_site_wide(self) -> bool {
        match self {
            Self::Configure | Self::People | Self::Embed | Self::Audit => true,
            Self::Watch | Self::History | Self::Lend | Self::Shift | Self::Unknown => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_admins_change_anything() {
        for role in Role::ALL.iter().filter(|role| **role != Role::Admin) {
            for right in Right::ALL.iter().filter(|right| right.is_site_wide()) {
                assert!(!role.has(*right), "{role:?} {right:?}");
            }
        }
        assert!(Right::ALL.iter().filter(|r| **r != Right::Unknown).all(|right| Role::Admin.has(*right)));
        assert!(!Role::ALL.iter().any(|role| role.has(Right::Unknown)));
        assert!(Right::ALL.iter().all(|right| !Role::Unknown.has(*right)));
    }
}

//! The words for roles and rights.

use crate::{
    access::{Right, Role},
    text::{Text, texts},
};

texts! {
    /// For [`Role::Admin`].
    ROLE_ADMIN = "Quản trị" | "Administrator";
    /// For [`Role::Officer`].
    ROLE_OFFICER = "Công an" | "Officer";
    /// For [`Role::Duty`].
    ROLE_DUTY = "Trực ban" | "Duty desk";
    /// For [`Role::WatchTeam`].
    ROLE_WATCH_TEAM = "Tổ tự quản" | "Watch team";
    /// For [`Role::Household`].
    ROLE_HOUSEHOLD = "Hộ gia đình" | "Household";
    /// For [`Role::Viewer`].
    ROLE_VIEWER = "Người xem" | "Viewer";
    /// For [`Role::Unknown`].
    ROLE_UNKNOWN = "Vai trò của phiên bản mới hơn" | "A role of a newer version";
    /// What an admin may do.
    ROLE_ADMIN_ABOUT = "cài đặt mọi thứ: camera, người dùng, trang web, nhật ký" | "sets up everything: cameras, people, web sites, audit";
    /// What an officer may do.
    ROLE_OFFICER_ABOUT = "xem camera và lịch sử mất tín hiệu" | "watches and sees how cameras fared";
    /// What the duty desk may do.
    ROLE_DUTY_ABOUT = "xem cả bảng camera suốt ca trực, xem lịch sử mất tín hiệu" | "watches the wall all day and sees how cameras fared";
    /// What a watch team may do.
    ROLE_WATCH_TEAM_ABOUT = "xem camera của tổ mình" | "watches the cameras of its own group";
    /// What a household may do.
    ROLE_HOUSEHOLD_ABOUT = "xem camera của nhà, biết ai đã xem, tạm dừng khi cần" | "watches its own camera, sees who watched it, may pause it";
    /// What a viewer may do.
    ROLE_VIEWER_ABOUT = "chỉ xem" | "watches, nothing else";
    /// For [`Right::Watch`].
    RIGHT_WATCH = "xem camera" | "watch";
    /// For [`Right::History`].
    RIGHT_HISTORY = "xem lịch sử mất tín hiệu" | "see outages";
    /// For [`Right::Lend`].
    RIGHT_LEND = "tạm dừng camera của nhà, biết ai đã xem" | "pause a lent camera, see who watched";
    /// For [`Right::Shift`].
    RIGHT_SHIFT = "trực, đọc và ghi sổ trực" | "be on duty, keep the duty book";
    /// For [`Right::Configure`].
    RIGHT_CONFIGURE = "thêm, sửa, xóa camera và khu vực" | "add, change, remove cameras and areas";
    /// For [`Right::People`].
    RIGHT_PEOPLE = "quản lý người dùng" | "look after people";
    /// For [`Right::Embed`].
    RIGHT_EMBED = "đưa camera lên trang web" | "show cameras on web sites";
    /// For [`Right::Audit`].
    RIGHT_AUDIT = "xem nhật ký" | "read the audit";
    /// For [`Right::Unknown`].
    RIGHT_UNKNOWN = "quyền của phiên bản mới hơn" | "a right of a newer version";
}

impl Role {
    /// The role in words.
    pub fn text(self) -> Text {
        match self {
            Self::Admin => ROLE_ADMIN,
            Self::Officer => ROLE_OFFICER,
            Self::Duty => ROLE_DUTY,
            Self::WatchTeam => ROLE_WATCH_TEAM,
            Self::Household => ROLE_HOUSEHOLD,
            Self::Viewer => ROLE_VIEWER,
            Self::Unknown => ROLE_UNKNOWN,
        }
    }

    /// What it lets somebody do, for whoever has to choose one; `None` for a role that cannot be chosen.
    pub fn about(self) -> Option<Text> {
        Some(match self {
            Self::Admin => ROLE_ADMIN_ABOUT,
            Self::Officer => ROLE_OFFICER_ABOUT,
            Self::Duty => ROLE_DUTY_ABOUT,
            Self::WatchTeam => ROLE_WATCH_TEAM_ABOUT,
            Self::Household => ROLE_HOUSEHOLD_ABOUT,
            Self::Viewer => ROLE_VIEWER_ABOUT,
            Self::Unknown => return None,
        })
    }
}

impl Right {
    /// The right in words, without a capital.
    pub fn text(self) -> Text {
        match self {
            Self::Watch => RIGHT_WATCH,
            Self::History => RIGHT_HISTORY,
            Self::Lend => RIGHT_LEND,
            Self::Shift => RIGHT_SHIFT,
            Self::Configure => RIGHT_CONFIGURE,
            Self::People => RIGHT_PEOPLE,
            Self::Embed => RIGHT_EMBED,
            Self::Audit => RIGHT_AUDIT,
            Self::Unknown => RIGHT_UNKNOWN,
        }
    }
}

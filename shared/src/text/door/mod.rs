//! The words of the door's pages: login, account, administration. Belongs here: what all of these pages share. Does not:
//! a page's own words (one file a group of pages).

pub mod account;
pub mod audit;
pub mod cameras;
pub mod embeds;
pub mod entry;
pub mod health;
pub mod keys;
pub mod map;
pub mod people;
pub mod roles;
pub mod settings;
pub mod shift;
pub mod walls;

use super::texts;

texts! {
    /// The first link of every page, for those who go through it by keyboard.
    DOOR_SKIP = "Tới nội dung chính" | "Skip to the content";
    /// Beside the label of a field that may stay empty.
    DOOR_OPTIONAL = "(không bắt buộc)" | "(optional)";
    /// The way out of a question.
    DOOR_CANCEL = "Không, quay lại" | "No, go back";
    /// A moment less than a minute ago.
    DOOR_JUST_NOW = "vừa xong" | "just now";
    /// How long ago.
    DOOR_AGO = "{length} trước" | "{length} ago";
    /// The parts of a long list.
    DOOR_PAGES = "Các trang" | "Pages";
    /// Looks for a name in a list.
    DOOR_SEARCH = "Tìm theo tên, không cần dấu" | "Find by name";
    /// Its button.
    DOOR_SEARCH_BUTTON = "Tìm" | "Find";
    /// Back to the whole list.
    DOOR_SEARCH_ALL = "Xem tất cả" | "Show all";
    /// What came of it.
    DOOR_SEARCH_FOUND = "Tìm thấy {found} trong {all}" | "{found} of {all} found";
    /// Nothing has this name.
    DOOR_SEARCH_NONE = "Không tìm thấy tên nào như vậy" | "No such name";
    /// What to do about it.
    DOOR_SEARCH_NONE_HINT = "Thử ít chữ hơn: một phần của tên, đường hoặc khu vực là đủ." | "Try less: a part of the name, street or area will do.";
    /// Saves a form.
    DOOR_SAVE = "Lưu" | "Save";
    /// Something was saved.
    DONE_SAVED = "Đã lưu" | "Saved";
    /// Something was added.
    DONE_ADDED = "Đã thêm" | "Added";
    /// Something was removed.
    DONE_REMOVED = "Đã xóa" | "Removed";
    /// The password was changed.
    DONE_PASSWORD = "Đã đổi mật khẩu; các thiết bị khác đã bị đăng xuất" | "The password was changed; other devices were logged out";
    /// The second factor is on.
    DONE_FACTOR_ON = "Đã bật xác thực hai bước" | "The second factor is on";
    /// The second factor is off.
    DONE_FACTOR_OFF = "Đã tắt xác thực hai bước" | "The second factor is off";
    /// A session was ended.
    DONE_SESSION_ENDED = "Đã đăng xuất thiết bị đó" | "That device was logged out";
    /// Goes on to the next step.
    DOOR_CONTINUE = "Tiếp tục" | "Continue";
    /// Back to the list.
    DOOR_BACK = "Quay lại" | "Back";
    /// Opens one row of a list.
    DOOR_OPEN = "Xem và sửa" | "View and edit";
    /// Adds to a list.
    DOOR_ADD = "Thêm" | "Add";
    /// Takes away.
    DOOR_REMOVE = "Xóa" | "Remove";
    /// Nothing is set.
    DOOR_NONE = "chưa có" | "none";
    /// Without a limit in time.
    DOOR_FOREVER = "không giới hạn" | "no limit";
    /// A button's or column's heading, for those who do not see it.
    DOOR_ACTIONS = "Thao tác" | "Actions";
    /// How to print a page that is made to be printed.
    DOOR_PRINT = "Để in trang này, dùng lệnh In của trình duyệt (trên máy tính: Ctrl+P)." | "To print this page use your browser's print command (Ctrl+P on a computer).";

    /// The list of sections.
    NAV_MENU = "Các mục" | "Sections";
    /// The wall.
    NAV_WALL = "Xem camera" | "Watch";
    /// A household's cameras.
    NAV_MINE = "Camera của tôi" | "My cameras";
    /// Cameras.
    NAV_CAMERAS = "Camera" | "Cameras";
    /// Areas.
    NAV_AREAS = "Khu vực" | "Areas";
    /// People.
    NAV_PEOPLE = "Người dùng" | "People";
    /// Sessions.
    NAV_SESSIONS = "Phiên đăng nhập" | "Sessions";
    /// Embeds.
    NAV_EMBEDS = "Trang web" | "Web sites";
    /// The audit.
    NAV_AUDIT = "Nhật ký" | "Audit";
    /// What visitors' devices can show.
    NAV_CHECKS = "Kiểm tra máy" | "Device checks";
    /// Settings.
    NAV_SETTINGS = "Cài đặt" | "Settings";
    /// The visitor's own account.
    NAV_ACCOUNT = "Tài khoản" | "Account";

    /// Heading: what a device calls itself.
    SESSION_DEVICE = "Thiết bị" | "Device";
    /// Heading: whose session it is.
    SESSION_PERSON = "Người dùng" | "Person";
    /// Heading: from where.
    SESSION_ADDRESS = "Địa chỉ mạng" | "Network address";
    /// Heading: when it was used last.
    SESSION_SEEN = "Dùng gần nhất" | "Last used";
    /// Heading: when it began.
    SESSION_SINCE = "Đăng nhập lúc" | "Logged in";
    /// The session that looks at the page.
    SESSION_THIS = "thiết bị này" | "this device";
    /// Ends a session.
    SESSION_END = "Đăng xuất" | "Log out";
    /// Caption of the table.
    SESSION_TABLE = "Các thiết bị đang đăng nhập" | "Devices that are logged in";
    /// Nobody is logged in.
    SESSION_EMPTY = "Không có thiết bị nào đang đăng nhập" | "No device is logged in";
    /// What that means.
    SESSION_EMPTY_HINT = "Mỗi lần đăng nhập trên một thiết bị sẽ hiện ở đây." | "Each login on a device shows up here.";
    /// Asks before a session ends.
    SESSION_END_QUESTION = "Đăng xuất thiết bị “{device}”?" | "Log out the device “{device}”?";
    /// What follows.
    SESSION_END_FOLLOWS = "Thiết bị này ngừng xem ngay và phải đăng nhập lại." | "It stops watching at once and must log in again.";
    /// What the page about everybody's sessions says.
    SESSION_ALL_ABOUT = "Thấy thiết bị lạ thì cho đăng xuất, rồi cấp lại mật khẩu cho người đó." | "Log out a device that looks strange, then give that person a new password.";

    /// The title of a page that needs a login.
    REFUSAL_401 = "Hãy đăng nhập" | "Please log in";
    /// The title where something may not be done.
    REFUSAL_403 = "Bạn không có quyền xem trang này" | "You may not see this page";
    /// What to do about it.
    REFUSAL_403_HINT = "Nếu công việc cần đến trang này, hãy nhờ người quản trị của phường cấp quyền." | "If your work needs this page, ask your ward’s administrator for the right.";
    /// The title of a page that is not there.
    REFUSAL_404 = "Không có trang này" | "There is no such page";
    /// What to do about it.
    REFUSAL_404_HINT = "Đường dẫn có thể bị gõ sai, hoặc mục này đã bị xóa." | "The address may be mistyped, or what it showed was removed.";
    /// The title of a link that was used or has expired.
    REFUSAL_LINK = "Liên kết này không còn dùng được" | "This link is no longer valid";
    /// What to do about it.
    REFUSAL_LINK_HINT = "Mỗi liên kết mời chỉ dùng được một lần và có hạn. Hãy nhờ người quản trị của phường gửi liên kết mới." | "An invitation works once and for a limited time. Ask your ward’s administrator for a new one.";
    /// The title where somebody asks too often.
    REFUSAL_429 = "Bạn thao tác quá nhanh" | "That was too fast";
    /// The title where the relay has too much to do.
    REFUSAL_503 = "Máy chủ đang bận" | "The relay is busy";
    /// What is so about it.
    REFUSAL_503_HINT = "Không có gì bị mất. Những gì vừa nhập có thể phải nhập lại." | "Nothing is lost, but what you just typed may have to be typed again.";
    /// When to come back.
    REFUSAL_WAIT = "Hãy thử lại sau {length}." | "Try again in {length}.";
    /// Where the relay itself failed.
    REFUSAL_500 = "Máy chủ gặp lỗi" | "The relay has failed";
    /// What to do about it.
    REFUSAL_500_HINT = "Lỗi đã được ghi lại trên máy chủ. Hãy thử lại; nếu vẫn lỗi, báo cho người quản trị." | "The failure is in the relay’s log. Try again, and tell your administrator if it stays.";
}

/// Every text of the door's tables with its name.
pub const TABLES: [&[(&str, super::Text)]; 13] = [
    ALL,
    account::ALL,
    audit::ALL,
    cameras::ALL,
    embeds::ALL,
    entry::ALL,
    keys::ALL,
    map::ALL,
    people::ALL,
    roles::ALL,
    settings::ALL,
    shift::ALL,
    walls::ALL,
];

//! The words of the audit: what was done, and whether the record of it is whole.

use super::{Text, texts};
use crate::audit::{Action, ActorKind, Fault};

texts! {
    /// What was done.
    DID_LOGIN = "Đăng nhập" | "Logged in";
    /// What was done.
    DID_LOGIN_FAILED = "Đăng nhập không thành công" | "Login refused";
    /// What was done.
    DID_LOGOUT = "Đăng xuất" | "Logged out";
    /// What was done.
    DID_SESSION_REVOKED = "Kết thúc một phiên đăng nhập" | "Ended a login";
    /// What was done.
    DID_SETUP = "Thiết lập hệ thống lần đầu" | "Set up the relay";
    /// What was done.
    DID_INVITED = "Tạo lời mời" | "Made an invitation";
    /// What was done.
    DID_INVITATION_USED = "Dùng lời mời" | "Used an invitation";
    /// What was done.
    DID_PASSWORD_CHANGED = "Đổi mật khẩu" | "Changed a password";
    /// What was done.
    DID_TOTP_ON = "Bật xác thực hai bước" | "Turned two-step login on";
    /// What was done.
    DID_TOTP_OFF = "Tắt xác thực hai bước" | "Turned two-step login off";
    /// What was done.
    DID_USER_ADDED = "Thêm tài khoản" | "Added an account";
    /// What was done.
    DID_USER_CHANGED = "Sửa tài khoản" | "Changed an account";
    /// What was done.
    DID_USER_REMOVED = "Xóa tài khoản" | "Removed an account";
    /// What was done.
    DID_GRANT_ADDED = "Cấp quyền" | "Gave a role";
    /// What was done.
    DID_GRANT_REMOVED = "Thu hồi quyền" | "Took a role away";
    /// What was done.
    DID_WATCHED = "Xem camera" | "Watched a camera";
    /// What was done.
    DID_STILL_TAKEN = "Lấy ảnh chụp từ camera" | "Took a still";
    /// What was done.
    DID_CAMERA_ADDED = "Thêm camera" | "Added a camera";
    /// What was done.
    DID_CAMERA_CHANGED = "Sửa camera" | "Changed a camera";
    /// What was done.
    DID_CAMERA_REMOVED = "Xóa camera" | "Removed a camera";
    /// What was done.
    DID_CAMERA_PAUSED = "Tạm ngừng camera" | "Paused a camera";
    /// What was done.
    DID_CAMERA_RESUMED = "Cho camera hoạt động lại" | "Resumed a camera";
    /// What was done.
    DID_AREA_ADDED = "Thêm khu vực" | "Added an area";
    /// What was done.
    DID_AREA_CHANGED = "Sửa khu vực" | "Changed an area";
    /// What was done.
    DID_AREA_REMOVED = "Xóa khu vực" | "Removed an area";
    /// What was done.
    DID_CAMERAS_IMPORTED = "Nhập danh sách camera" | "Imported a list of cameras";
    /// What was done.
    DID_CAMERAS_EXPORTED = "Xuất danh sách camera" | "Exported the list of cameras";
    /// What was done.
    DID_EMBED_MADE = "Cho nhúng camera vào trang web" | "Let a web site show a camera";
    /// What was done.
    DID_EMBED_CHANGED = "Sửa phần nhúng camera" | "Changed an embed";
    /// What was done.
    DID_EMBED_REVOKED = "Thu hồi phần nhúng camera" | "Revoked an embed";
    /// What was done.
    DID_AUDIT_EXPORTED = "Xuất nhật ký" | "Exported the audit";
    /// What was done.
    DID_BACKUP_MADE = "Tạo bản sao lưu" | "Made a backup";
    /// What was done.
    DID_RESTORED = "Khôi phục từ bản sao lưu" | "Restored a backup";
    /// What was done.
    DID_CONFIG_CHANGED = "Đổi cấu hình" | "Changed the configuration";
    /// What was done, by a newer relay.
    DID_UNKNOWN = "Việc do phiên bản mới hơn ghi" | "Something that a newer relay recorded";
    /// Who did it.
    KIND_USER = "Người dùng" | "User";
    /// Who did it.
    KIND_OPERATOR = "Người vận hành tại máy" | "Operator at this machine";
    /// Who did it.
    KIND_EMBED = "Khách xem qua trang web" | "Visitors of a web site";
    /// Who did it.
    KIND_RELAY = "Máy chủ" | "The relay";
    /// Who did it.
    KIND_UNKNOWN = "Không rõ" | "Unknown";
    /// From one time to another.
    FROM_UNTIL = "{from} – {until}" | "{from} – {until}";
    /// Heading: the row's number.
    HEAD_SEQ = "SỐ" | "NO.";
    /// Heading: when.
    HEAD_TIME = "THỜI GIAN" | "TIME";
    /// Heading: who.
    HEAD_WHO = "AI" | "WHO";
    /// Heading: from where.
    HEAD_ADDRESS = "ĐỊA CHỈ" | "ADDRESS";
    /// Heading: what.
    HEAD_WHAT = "VIỆC" | "WHAT";
    /// Heading: with what.
    HEAD_TARGET = "ĐỐI TƯỢNG" | "WITH WHAT";
    /// Column of the sheet.
    COLUMN_SEQ = "Số" | "No.";
    /// Column of the sheet.
    COLUMN_TIME = "Thời gian" | "Time";
    /// Column of the sheet.
    COLUMN_KIND = "Loại" | "Kind";
    /// Column of the sheet.
    COLUMN_ID = "Mã người thực hiện" | "Id of who did it";
    /// Column of the sheet.
    COLUMN_NAME = "Tên người thực hiện" | "Name of who did it";
    /// Column of the sheet.
    COLUMN_ADDRESS = "Địa chỉ mạng" | "Network address";
    /// Column of the sheet.
    COLUMN_WHAT = "Việc" | "What";
    /// Column of the sheet.
    COLUMN_CAMERA = "Camera" | "Camera";
    /// Column of the sheet.
    COLUMN_TARGET = "Đối tượng" | "With what";
    /// Column of the sheet.
    COLUMN_DETAIL = "Chi tiết" | "Details";
    /// Nothing was recorded, or nothing that was asked for.
    NO_ROWS = "Không có dòng nhật ký nào như vậy" | "There is nothing of this kind in the audit";
    /// There is more behind the page.
    MORE = "Còn nữa: thêm --before {seq}" | "There is more: add --before {seq}";
    /// Nothing was ever recorded.
    EMPTY = "Chưa có nhật ký" | "Nothing was recorded yet";
    /// The record is whole.
    WHOLE = "Nhật ký nguyên vẹn: {rows} dòng, {days} ngày đã ký" | "The audit is whole: {rows} rows, {days} signed days";
    /// Old rows are gone.
    WHOLE_GONE = "{gone} dòng trước đó không còn lưu hoặc không có trong tệp" | "{gone} earlier rows are not kept any more or not in the file";
    /// What to write down elsewhere.
    WHOLE_END = "Dòng cuối {seq}, mã {hash}" | "Last row {seq}, hash {hash}";
    /// The key that everything was signed with.
    SIGNED_BY = "Khóa công khai: {key}" | "Public key: {key}";
    /// What a file's check cannot tell.
    COMPARE_KEY = "Hãy so khóa này với khóa của phường: tệp do người khác làm ra thì mang khóa khác" | "Compare this key with the ward's own: a file that somebody else has made bears another one";
    /// Whose file it is, made when.
    FILE_OF = "Nhật ký của {site}, xuất lúc {time}" | "Audit of {site}, exported at {time}";
    /// A row is broken.
    BROKEN_ROW = "nhật ký bị hỏng: dòng {seq} (ngày {day}) {hint}; giữ nguyên dữ liệu và đối chiếu với bản sao lưu hoặc bản đã xuất" | "the audit is broken: row {seq} (day {day}) {hint}; leave the data as it is and compare it with a backup or an export";
    /// A day's signed end is broken.
    BROKEN_HEAD = "nhật ký bị hỏng: chữ ký thứ {number} (ngày {day}) {hint}; giữ nguyên dữ liệu và đối chiếu với bản sao lưu hoặc bản đã xuất" | "the audit is broken: signed day {number} (day {day}) {hint}; leave the data as it is and compare it with a backup or an export";
    /// What is said about the rows is broken.
    BROKEN_SPAN = "nhật ký bị hỏng: phần ghi số dòng đang lưu không mang chữ ký đúng; giữ nguyên dữ liệu và đối chiếu với bản sao lưu hoặc bản đã xuất" | "the audit is broken: the record of how many rows there are bears no right signature; leave the data as it is and compare it with a backup or an export";
    /// What is wrong.
    FAULT_ALTERED = "đã bị sửa" | "was altered";
    /// What is wrong.
    FAULT_MISSING = "bị mất" | "is missing";
    /// What is wrong.
    FAULT_OUT_OF_ORDER = "nằm sai thứ tự" | "stands in the wrong place";
    /// What is wrong.
    FAULT_ADDED = "bị thêm vào" | "was added";
    /// What is wrong.
    FAULT_UNSIGNED = "không khớp với chữ ký" | "does not fit its signature";
    /// The stored key is not ours.
    KEY_ALTERED = "khóa ký nhật ký đã bị thay; giữ nguyên dữ liệu và khôi phục từ bản sao lưu" | "the key that signs the audit was replaced; leave the data as it is and restore it from a backup";
    /// Nothing can be added to the record.
    RECORD_ALTERED = "nhật ký đã bị sửa từ bên ngoài nên không ghi tiếp được; chạy relay audit verify rồi khôi phục từ bản sao lưu" | "the audit was altered from outside, so nothing can be added to it; run relay audit verify, then restore it from a backup";
    /// A file that is no export.
    FILE_NO_EXPORT = "tệp {path}, dòng {line}: đây không phải nhật ký đã xuất bằng relay audit export --json" | "the file {path}, line {line}: this is no audit that relay audit export --json has written";
    /// An export of a newer relay.
    FILE_NEWER = "tệp {path} do phiên bản mới hơn xuất; hãy dùng bản relay mới hơn" | "the file {path} is of a newer version; use a newer relay";
    /// Another key than the expected one.
    FILE_OTHER_KEY = "tệp được ký bằng khóa {key}, không phải khóa đã cho" | "the file was signed with the key {key}, not with the one that was given";
    /// A public key that is none.
    BAD_KEY = "phải là khóa công khai gồm 64 chữ số hex" | "it must be a public key of 64 hex digits";
    /// A row number that is none.
    BAD_SEQ = "phải là số của một dòng nhật ký" | "it must be the number of a row";
    /// An action that is none.
    BAD_ACTION = "phải là một trong {actions}" | "it must be one of {actions}";
    /// A camera that is none.
    BAD_CAMERA = "phải là mã camera, như trong relay camera list" | "it must be a camera's id, as in relay camera list";
    /// An export was written.
    EXPORTED = "Đã xuất {rows} dòng nhật ký vào {path}" | "Wrote {rows} rows of the audit to {path}";
    /// Help: a command.
    HELP_AUDIT = "Nhật ký: ai đã làm gì, khi nào (được cả khi máy chủ đang chạy)" | "The audit: who did what, and when (also while the relay runs)";
    /// Help: a command.
    HELP_AUDIT_LIST = "Xem nhật ký, dòng mới nhất trước" | "Read the audit, newest rows first";
    /// Help: a command.
    HELP_AUDIT_VERIFY = "Kiểm tra nhật ký có nguyên vẹn không" | "Check whether the audit is whole";
    /// Help: what the exit codes mean.
    HELP_AUDIT_EXIT = "Mã thoát: 0 nhật ký nguyên vẹn, 1 bị hỏng hoặc không kiểm tra được" | "Exit code: 0 the audit is whole, 1 it is broken or cannot be checked";
    /// Help: a command.
    HELP_AUDIT_EXPORT = "Xuất nhật ký: JSON kèm chữ ký để kiểm tra ở nơi khác, hoặc CSV để đọc" | "Write the audit: as JSON with its signatures, to be checked elsewhere, or as CSV to be read";
    /// Help: an option.
    HELP_OPT_ACTOR = "Chỉ của người có mã hoặc tên này" | "Only by whoever has this id or name";
    /// Help: an option.
    HELP_OPT_CAMERA = "Chỉ về camera này" | "Only about this camera";
    /// Help: an option.
    HELP_OPT_ACTION = "Chỉ loại việc này, như login hoặc watched" | "Only this kind of action, such as login or watched";
    /// Help: an option.
    HELP_OPT_FROM = "Từ ngày này, như 2026-11-01" | "From this day on, like 2026-11-01";
    /// Help: an option.
    HELP_OPT_TO = "Đến hết ngày này, như 2026-11-30" | "Up to and with this day, like 2026-11-30";
    /// Help: an option.
    HELP_OPT_BEFORE = "Chỉ các dòng trước dòng số này" | "Only rows before this number";
    /// Help: an option.
    HELP_OPT_LIMIT = "Số dòng nhiều nhất (mặc định: 50)" | "How many rows at the most (default: 50)";
    /// Help: an option.
    HELP_OPT_FILE = "Kiểm tra một tệp đã xuất thay cho cơ sở dữ liệu" | "Check an exported file in place of the database";
    /// Help: an option.
    HELP_OPT_KEY = "Khóa công khai mà tệp phải được ký bằng" | "The public key that the file must be signed with";
    /// Help: an option.
    HELP_OPT_EXPORT_CSV = "CSV cho bảng tính, giờ địa phương, không kiểm tra lại được" | "CSV for spreadsheets in local time, which cannot be checked again";
    /// Help: an option.
    HELP_OPT_EXPORT_JSON = "JSON kèm chữ ký, trọn ngày theo giờ UTC (mặc định)" | "JSON with signatures, whole days in UTC (the default)";
    /// Help: an argument.
    HELP_ARG_EXPORT = "Tệp mới để ghi vào" | "A new file to write to";
}

impl Action {
    /// What was done, in words.
    pub fn text(self) -> Text {
        match self {
            Self::Login => DID_LOGIN,
            Self::LoginFailed => DID_LOGIN_FAILED,
            Self::Logout => DID_LOGOUT,
            Self::SessionRevoked => DID_SESSION_REVOKED,
            Self::Setup => DID_SETUP,
            Self::Invited => DID_INVITED,
            Self::InvitationUsed => DID_INVITATION_USED,
            Self::PasswordChanged => DID_PASSWORD_CHANGED,
            Self::TotpOn => DID_TOTP_ON,
            Self::TotpOff => DID_TOTP_OFF,
            Self::UserAdded => DID_USER_ADDED,
            Self::UserChanged => DID_USER_CHANGED,
            Self::UserRemoved => DID_USER_REMOVED,
            Self::GrantAdded => DID_GRANT_ADDED,
            Self::GrantRemoved => DID_GRANT_REMOVED,
            Self::Watched => DID_WATCHED,
            Self::StillTaken => DID_STILL_TAKEN,
            Self::CameraAdded => DID_CAMERA_ADDED,
            Self::CameraChanged => DID_CAMERA_CHANGED,
            Self::CameraRemoved => DID_CAMERA_REMOVED,
            Self::CameraPaused => DID_CAMERA_PAUSED,
            Self::CameraResumed => DID_CAMERA_RESUMED,
            Self::AreaAdded => DID_AREA_ADDED,
            Self::AreaChanged => DID_AREA_CHANGED,
            Self::AreaRemoved => DID_AREA_REMOVED,
            Self::CamerasImported => DID_CAMERAS_IMPORTED,
            Self::CamerasExported => DID_CAMERAS_EXPORTED,
            Self::EmbedMade => DID_EMBED_MADE,
            Self::EmbedChanged => DID_EMBED_CHANGED,
            Self::EmbedRevoked => DID_EMBED_REVOKED,
            Self::AuditExported => DID_AUDIT_EXPORTED,
            Self::BackupMade => DID_BACKUP_MADE,
            Self::Restored => DID_RESTORED,
            Self::ConfigChanged => DID_CONFIG_CHANGED,
            Self::Unknown => DID_UNKNOWN,
        }
    }
}

impl ActorKind {
    /// The kind in words.
    pub fn text(self) -> Text {
        match self {
            Self::User => KIND_USER,
            Self::Operator => KIND_OPERATOR,
            Self::Embed => KIND_EMBED,
            Self::Relay => KIND_RELAY,
            Self::Unknown => KIND_UNKNOWN,
        }
    }
}

impl Fault {
    /// What is wrong, in words that follow the row's number.
    pub fn text(self) -> Text {
        match self {
            Self::Altered => FAULT_ALTERED,
            Self::Missing => FAULT_MISSING,
            Self::OutOfOrder => FAULT_OUT_OF_ORDER,
            Self::Added => FAULT_ADDED,
            Self::Unsigned => FAULT_UNSIGNED,
        }
    }
}

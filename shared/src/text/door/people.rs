//! The words of the pages about people and what they may do.

use crate::text::texts;

texts! {
    /// The list.
    FOLK_TITLE = "Người dùng" | "People";
    /// Caption of the table.
    FOLK_TABLE = "Mọi người có tài khoản" | "Everybody with an account";
    /// Adds somebody.
    FOLK_ADD = "Thêm người" | "Add a person";
    /// Heading.
    FOLK_NAME = "Họ và tên" | "Name";
    /// Heading.
    FOLK_LOGIN = "Tên đăng nhập" | "Login name";
    /// Heading.
    FOLK_GRANTS = "Quyền" | "Roles";
    /// Heading.
    FOLK_STATE = "Tình trạng" | "State";
    /// Heading.
    FOLK_SEEN = "Dùng gần nhất" | "Last seen";
    /// Nobody logged in yet.
    FOLK_NEVER = "chưa đăng nhập lần nào" | "never logged in";
    /// May log in.
    FOLK_ACTIVE = "hoạt động" | "active";
    /// Has an invitation that was not used yet.
    FOLK_INVITED = "đã mời, chưa dùng" | "invited";
    /// Neither password nor invitation.
    FOLK_NO_PASSWORD = "lời mời hết hạn" | "invitation expired";
    /// May not log in.
    FOLK_DISABLED = "đã khóa" | "disabled";
    /// Has a second factor.
    FOLK_TOTP = "hai bước" | "second factor";
    /// Nobody but the visitor.
    FOLK_EMPTY = "Chưa có ai khác" | "Nobody else yet";
    /// What to do about it.
    FOLK_EMPTY_HINT = "Thêm từng người, cấp quyền theo khu vực, rồi đưa cho họ tờ giấy mời có mã QR." | "Add each person, give roles by area, then hand over the invitation with its QR code.";

    /// The page that adds somebody.
    NEWCOMER_TITLE = "Thêm người" | "Add a person";
    /// What comes next.
    NEWCOMER_ABOUT = "Sau khi thêm, bạn nhận được tờ giấy mời có mã QR để in hoặc gửi qua Zalo. Người đó tự chọn mật khẩu." | "You then get an invitation with a QR code to print or send. The person chooses the password.";
    /// A part of it.
    NEWCOMER_GRANT = "Quyền đầu tiên" | "First role";
    /// Its button.
    NEWCOMER_BUTTON = "Thêm và tạo lời mời" | "Add and make the invitation";

    /// A field of a grant.
    GRANT_ROLE = "Vai trò" | "Role";
    /// A choice of a role: what it is and what it may do.
    GRANT_ROLE_CHOICE = "{role}: {about}" | "{role}: {about}";
    /// A field of a grant.
    GRANT_SCOPE = "Ở đâu" | "Where";
    /// The whole ward.
    GRANT_SITE = "Cả phường" | "The whole ward";
    /// An area.
    GRANT_AREA = "Khu vực: {path}" | "Area: {path}";
    /// A camera.
    GRANT_CAMERA = "Camera: {name}" | "Camera: {name}";
    /// No role was chosen.
    GRANT_ROLE_MISSING = "chọn một vai trò" | "choose a role";
    /// The choice that is none yet.
    GRANT_SCOPE_CHOOSE = "Chọn nơi được xem…" | "Choose where…";
    /// No place was chosen, or one that is gone.
    GRANT_SCOPE_MISSING = "chọn nơi được xem; nơi vừa chọn có thể đã bị xóa" | "choose where it holds; what was chosen may have been removed";
    /// A household over more than its own camera.
    GRANT_HOUSEHOLD = "hộ gia đình chỉ được cấp quyền trên camera của mình; chọn một camera" | "a household has a role over its own camera only; choose a camera";
    /// One of two hours.
    GRANT_HOURS_BOTH = "ghi cả giờ bắt đầu và giờ kết thúc, hoặc bỏ trống cả hai" | "give both hours, or leave both empty";
    /// No hours.
    GRANT_HOURS_BAD = "giờ không hợp lệ; ghi hai giờ khác nhau như 18:00 và 06:00" | "the hours are not valid; give two different ones like 18:00 and 06:00";
    /// A field of a grant.
    GRANT_FROM = "Từ giờ" | "From";
    /// A field of a grant.
    GRANT_TO = "Đến giờ" | "To";
    /// A hint about both.
    GRANT_HOURS_HINT = "Bỏ trống nếu được xem cả ngày; ca đêm ghi như 18:00 và 06:00." | "Leave both empty for the whole day; a night shift is 18:00 and 06:00.";
    /// A field of a grant.
    GRANT_UNTIL = "Hết ngày" | "Last day";
    /// A hint about it.
    GRANT_UNTIL_HINT = "Bỏ trống nếu không có hạn." | "Leave it empty for no end.";
    /// Hours in words.
    GRANT_HOURS = "{hours} mỗi ngày" | "{hours} each day";
    /// An end in words.
    GRANT_ENDS = "đến {time}" | "until {time}";
    /// It is over.
    GRANT_OVER = "đã hết hạn từ {time}" | "ended {time}";
    /// Adds one.
    GRANT_ADD = "Cấp thêm quyền" | "Give another role";
    /// Its button.
    GRANT_BUTTON = "Cấp quyền" | "Give the role";
    /// Takes one away.
    GRANT_REMOVE = "Thu hồi" | "Take away";
    /// Caption of the table.
    GRANT_TABLE = "Các quyền đã cấp" | "Roles that were given";
    /// None.
    GRANT_EMPTY = "Chưa có quyền nào" | "No role yet";
    /// What follows.
    GRANT_EMPTY_HINT = "Người này đăng nhập được nhưng chưa xem được camera nào." | "This person can log in but sees no camera.";
    /// Asks before one is taken away.
    GRANT_REMOVE_QUESTION = "Thu hồi quyền {role} của {name}?" | "Take the role {role} from {name}?";
    /// What follows.
    GRANT_REMOVE_FOLLOWS = "Những camera chỉ xem được nhờ quyền này ({scope}) ngừng ngay." | "Cameras seen only by this role ({scope}) stop at once.";

    /// What follows for oneself.
    GRANT_REMOVE_OWN = "Đây là quyền của chính bạn: bạn mất quyền này ngay và không tự cấp lại được." | "This role is your own: you lose it at once and cannot give it back to yourself.";

    /// A part of somebody's page.
    PERSON_ACCESS = "Đăng nhập" | "Login";
    /// A part of somebody's page.
    PERSON_GRANTS = "Quyền" | "Roles";
    /// A part of somebody's page.
    PERSON_SESSIONS = "Thiết bị đang đăng nhập" | "Devices";
    /// A part of somebody's page.
    PERSON_STEPS = "Tài khoản này" | "This account";
    /// A new invitation.
    PERSON_INVITE = "Tạo lời mời mới" | "Make a new invitation";
    /// The same for somebody who has a password.
    PERSON_RESET = "Tạo liên kết đặt lại mật khẩu" | "Make a link for a new password";
    /// May not log in any more.
    PERSON_DISABLE = "Khóa tài khoản" | "Disable";
    /// May log in again.
    PERSON_ENABLE = "Mở khóa" | "Enable";
    /// The second factor is taken off.
    PERSON_TOTP_OFF = "Gỡ xác thực hai bước" | "Take the second factor off";
    /// All sessions end.
    PERSON_LOGOUT = "Đăng xuất mọi thiết bị" | "Log out everywhere";
    /// The account goes.
    PERSON_REMOVE = "Xóa người này" | "Remove this person";
    /// Asks.
    PERSON_DISABLE_QUESTION = "Khóa tài khoản của {name}?" | "Disable the account of {name}?";
    /// What follows.
    PERSON_DISABLE_FOLLOWS = "Người này ngừng xem ngay và không đăng nhập được cho đến khi mở khóa. Quyền vẫn giữ nguyên." | "This person stops watching at once and cannot log in until enabled again. Roles stay as they are.";
    /// Asks.
    PERSON_TOTP_QUESTION = "Gỡ xác thực hai bước của {name}?" | "Take the second factor off {name}?";
    /// What follows.
    PERSON_TOTP_FOLLOWS = "Chỉ làm khi người này mất điện thoại. Nếu vai trò bắt buộc, họ phải bật lại khi đăng nhập." | "Do it only where the phone is lost. Where the role asks for one it must be set up again at the next login.";
    /// Asks.
    PERSON_LOGOUT_QUESTION = "Đăng xuất {name} trên mọi thiết bị?" | "Log {name} out everywhere?";
    /// What follows.
    PERSON_LOGOUT_FOLLOWS = "Mọi thiết bị ngừng xem ngay và phải đăng nhập lại." | "All devices stop watching at once and must log in again.";
    /// Asks.
    PERSON_REMOVE_QUESTION = "Xóa {name}?" | "Remove {name}?";
    /// What follows.
    PERSON_REMOVE_FOLLOWS = "Người này ngừng xem ngay, quyền và thiết bị bị xóa. Nhật ký cũ vẫn giữ tên. Không hoàn tác được." | "This person stops watching at once; roles and devices are gone. Older audit rows keep the name. It cannot be undone.";
    /// What follows for oneself.
    PERSON_OWN = "Đây là tài khoản của chính bạn." | "This is your own account.";
    /// No link for a disabled account.
    PERSON_INVITE_DISABLED = "tài khoản này đang bị khóa; mở khóa trước rồi tạo liên kết" | "this account is disabled; enable it first, then make the link";
    /// Since when an invitation waits.
    PERSON_INVITED_UNTIL = "Lời mời đang chờ, dùng được đến {time}." | "An invitation is waiting, valid until {time}.";
}

//! Accounts in words: logging in, passwords, links, grants; each error one sentence that says what to do.

use super::texts;

texts! {
    /// Two new passwords on a page.
    PASSWORDS_DIFFER = "hai lần nhập mật khẩu không giống nhau" | "the two passwords differ";
    /// The login name is somebody else's.
    LOGIN_TAKEN = "đã có người dùng tên đăng nhập {login}; chọn tên khác" | "somebody has the login name {login} already; choose another one";
    /// The user was removed meanwhile.
    USER_GONE = "tài khoản này không còn nữa; xem lại danh sách người dùng" | "this account is not there any more; look at the list of users again";
    /// The grant was removed meanwhile.
    GRANT_GONE = "quyền này không còn nữa; xem lại danh sách người dùng" | "this grant is not there any more; look at the list of users again";
    /// What a grant names was removed.
    SCOPE_GONE = "khu vực hoặc camera được cấp quyền không còn nữa; chọn lại" | "the area or camera of the grant is not there any more; choose another one";
    /// The last admin.
    LAST_ADMIN = "đây là quản trị viên cuối cùng; hãy cấp quyền quản trị toàn phường cho người khác trước" | "this is the last admin; make somebody else an admin of the whole site first";
    /// A sealed second factor that does not open.
    FACTOR_ALTERED = "mã xác thực hai lớp của {login} đã bị sửa trong cơ sở dữ liệu; tắt đi rồi thiết lập lại" | "the second factor of {login} was altered in the database; turn it off and set it up again";
    /// Logging in failed, whatever was wrong.
    LOGIN_WRONG = "tên đăng nhập hoặc mật khẩu không đúng; kiểm tra lại, hoặc nhờ quản trị viên gửi đường dẫn đặt lại mật khẩu" | "the login name or the password is wrong; check both, or ask an admin for a link to set another password";
    /// The second factor is wanted.
    CODE_MISSING = "nhập mã 6 số trong ứng dụng xác thực trên điện thoại" | "enter the 6 digits that the authenticator app on your phone shows";
    /// The second factor's code is wrong.
    CODE_WRONG = "mã xác thực không đúng hoặc đã dùng rồi; đợi ứng dụng hiện mã mới rồi nhập lại" | "the code is wrong or was used already; wait for the app's next code and enter that";
    /// Too many tries.
    WAIT_SECS = "đã thử sai nhiều lần; đợi {secs} giây rồi thử lại" | "there were too many wrong tries; wait {secs} s and try again";
    /// Too many tries.
    WAIT_MINUTES = "đã thử sai nhiều lần; đợi {minutes} phút rồi thử lại" | "there were too many wrong tries; wait {minutes} min and try again";
    /// Too many logins at once.
    LOGIN_BUSY = "đang có quá nhiều người đăng nhập; thử lại sau ít giây" | "too many people are logging in at this moment; try again in a few seconds";
    /// A short password.
    PASSWORD_SHORT = "mật khẩu cần ít nhất {min} ký tự; một câu vài chữ dễ nhớ là tốt nhất" | "a password needs at least {min} characters; a few words that you remember are best";
    /// A long password.
    PASSWORD_LONG = "mật khẩu được dài tối đa {max} ký tự; hãy rút ngắn" | "a password may have {max} characters at the most; shorten it";
    /// Characters that cannot be typed again.
    PASSWORD_CONTROL = "mật khẩu có ký tự điều khiển; chỉ dùng chữ, số, dấu cách và ký hiệu" | "the password holds control characters; use letters, digits, spaces and signs only";
    /// A password made of the name.
    PASSWORD_PERSONAL = "mật khẩu không được là tên đăng nhập hay họ tên; chọn một câu khác" | "the password must not be the login name or the name; choose something else";
    /// A common password.
    PASSWORD_COMMON = "mật khẩu này quá dễ đoán; chọn một câu vài chữ mà chỉ bạn nghĩ ra" | "this password is guessed too easily; choose a few words that only you would think of";
    /// A link that is good for nothing.
    LINK_BAD = "đường dẫn này đã dùng, đã hết hạn hoặc không đúng; xin một đường dẫn mới" | "this link was used, has ended or is wrong; ask for a new one";
    /// No login name.
    LOGIN_BAD = "tên đăng nhập phải có 2 đến 64 ký tự a-z, 0-9, '.', '_', '@' và '-', bắt đầu bằng chữ hoặc số" | "a login name needs 2 to 64 of a-z, 0-9, '.', '_', '@' and '-', a letter or digit first";
    /// No name.
    PERSON_NAME_BAD = "họ tên phải có 1 đến 120 ký tự, không có ký tự điều khiển" | "a name needs 1 to 120 characters and no control characters";
    /// A second factor is there.
    FACTOR_THERE = "xác thực hai lớp đã bật; tắt đi trước khi thiết lập lại" | "a second factor is set up already; turn it off before you set up another";
    /// No second factor is there.
    NO_FACTOR = "xác thực hai lớp chưa bật hoặc đã quá thời gian thiết lập; hãy thiết lập lại từ đầu" | "there is no second factor, or setting it up took too long; begin to set it up anew";
    /// The session is gone.
    SESSION_GONE = "phiên đăng nhập này đã kết thúc; tải lại danh sách" | "this session has ended already; load the list again";
    /// The system gives no randomness or memory.
    HASH_FAILED = "máy không tạo được mã băm mật khẩu; kiểm tra bộ nhớ còn trống rồi thử lại" | "the machine cannot hash the password; check its free memory and try again";
    /// Whom a command is about is not there.
    USER_UNKNOWN = "không có người dùng {login}; xem relay user list" | "there is no user {login}; see relay user list";
    /// The grant is not his.
    GRANT_UNKNOWN = "{login} không có quyền mang mã {grant}; xem relay user list" | "{login} has no grant {grant}; see relay user list";
    /// No role.
    ROLE_BAD = "không có vai trò này; dùng {roles}" | "there is no such role; use {roles}";
    /// No hours.
    HOURS_BAD = "giờ không hợp lệ; viết như 18:00-06:00" | "the hours are not valid; write them like 18:00-06:00";
    /// No day.
    UNTIL_BAD = "ngày kết thúc không hợp lệ; viết như 2026-12-31" | "the last day is not valid; write it like 2026-12-31";
    /// A day that is over.
    UNTIL_PAST = "ngày kết thúc đã qua; chọn hôm nay hoặc một ngày sau đó" | "the last day is over already; choose today or a later one";
    /// Where without what.
    SCOPE_WITHOUT_ROLE = "có khu vực, giờ hoặc ngày kết thúc nhưng không có vai trò; thêm --role" | "there is an area, hours or a last day but no role; add --role";
    /// A household without its camera.
    HOUSEHOLD_CAMERA = "hộ cho mượn camera chỉ được cấp quyền trên camera của mình; thêm --camera" | "a household has a role over its own camera only; add --camera";
    /// Asking for a new password.
    PROMPT_NEW = "Mật khẩu mới (không hiện khi gõ): " | "New password (not shown while typing): ";
    /// Asking for it again.
    PROMPT_AGAIN = "Nhập lại mật khẩu: " | "The same again: ";
    /// The two differ.
    PROMPT_DIFFERS = "hai lần nhập mật khẩu không giống nhau; nhập lại từ đầu" | "the two passwords differ; begin again";
    /// A user was added.
    USER_ADDED = "Đã thêm người dùng {login} ({name})" | "Added user {login} ({name})";
    /// A link was made.
    LINK_MADE = "Đường dẫn dùng một lần cho {login}, đến {until}: {link}" | "A link for {login}, good for one use until {until}: {link}";
    /// The link for the first admin.
    SETUP_LINK = "Chưa có quản trị viên. Mở đường dẫn này (dùng một lần, trong 24 giờ) để tạo: {link}" | "There is no admin yet. Open this link (one use, within 24 hours) to make one: {link}";
    /// A password was set.
    USER_PASSWD = "Đã đặt mật khẩu mới cho {login}; mọi phiên đăng nhập cũ đã kết thúc" | "{login} has a new password; all former sessions have ended";
    /// A role was given.
    USER_GRANTED = "Đã cấp cho {login} vai trò {role}, {scope} (mã {grant})" | "{login} is {role} now, {scope} (grant {grant})";
    /// A role was taken.
    USER_REVOKED = "Đã thu hồi quyền {grant} của {login}" | "Took grant {grant} from {login}";
    /// A user was removed.
    USER_REMOVED = "Đã xóa người dùng {login}" | "Removed user {login}";
    /// A user was switched off.
    USER_DISABLED = "Đã khóa người dùng {login}; mọi phiên đăng nhập đã kết thúc" | "{login} may not log in any more; all sessions have ended";
    /// A user was switched on.
    USER_ENABLED = "Đã mở khóa người dùng {login}" | "{login} may log in again";
    /// A second factor was taken away.
    USER_TOTP_OFF = "Đã tắt xác thực hai lớp của {login}" | "Turned the second factor of {login} off";
    /// Nobody yet.
    USER_NONE = "Chưa có người dùng nào" | "No users yet";
    /// The whole site.
    SCOPE_SITE = "toàn phường" | "the whole ward";
    /// An area.
    SCOPE_AREA = "khu vực {area}" | "area {area}";
    /// A camera.
    SCOPE_CAMERA = "camera {camera}" | "camera {camera}";
    /// When a grant holds.
    REACH_HOURS = "từ {from} đến {to}" | "from {from} to {to}";
    /// Until when a grant holds.
    REACH_UNTIL = "đến hết {day}" | "until the end of {day}";
    /// Whether somebody can log in.
    STATE_ON = "hoạt động" | "active";
    /// Whether somebody can log in.
    STATE_OFF = "đã khóa" | "switched off";
    /// Whether somebody can log in.
    STATE_NO_PASSWORD = "chưa có mật khẩu" | "no password yet";
    /// Heading of the list.
    LIST_LOGIN = "ĐĂNG NHẬP" | "LOGIN";
    /// Heading of the list.
    LIST_STATE = "TRẠNG THÁI" | "STATE";
    /// Heading of the list.
    LIST_TOTP = "HAI LỚP" | "2ND FACTOR";
    /// Heading of the list.
    LIST_PERSON = "HỌ TÊN" | "NAME";
    /// Heading of the list.
    LIST_GRANTS = "VAI TRÒ" | "GRANTS";
    /// Help: a command.
    HELP_USER = "Thêm, xem, xóa người dùng và cấp quyền (được cả khi máy chủ đang chạy)" | "Add, list, remove users and give roles (also while the relay runs)";
    /// Help: a command.
    HELP_USER_ADD = "Thêm một người dùng" | "Add a user";
    /// Help: a command.
    HELP_USER_LIST = "Xem người dùng và quyền của họ" | "List users and what they may do";
    /// Help: a command.
    HELP_USER_PASSWD = "Đặt mật khẩu mới, hoặc tạo đường dẫn đặt lại mật khẩu" | "Set a new password, or make a link for it";
    /// Help: a command.
    HELP_USER_GRANT = "Cấp một vai trò" | "Give a role";
    /// Help: a command.
    HELP_USER_REVOKE = "Thu hồi một vai trò" | "Take a role away";
    /// Help: a command.
    HELP_USER_REMOVE = "Xóa một người dùng" | "Remove a user";
    /// Help: a command.
    HELP_USER_DISABLE = "Khóa một người dùng, kết thúc mọi phiên đăng nhập" | "Let a user log in no more and end all sessions";
    /// Help: a command.
    HELP_USER_ENABLE = "Mở khóa một người dùng" | "Let a user log in again";
    /// Help: a command.
    HELP_USER_TOTP_OFF = "Tắt xác thực hai lớp, khi người dùng mất điện thoại" | "Turn the second factor off, for a lost phone";
    /// Help: an argument.
    HELP_ARG_LOGIN = "Tên đăng nhập: 2 đến 64 ký tự a-z, 0-9, '.', '_', '@' và '-'" | "Login name: 2 to 64 of a-z, 0-9, '.', '_', '@' and '-'";
    /// Help: an argument.
    HELP_ARG_GRANT = "Mã của quyền, xem relay user list" | "The grant's id, see relay user list";
    /// Help: an option.
    HELP_OPT_PERSON = "Họ tên (mặc định: tên đăng nhập)" | "The person's name (default: the login name)";
    /// Help: an option.
    HELP_OPT_ROLE = "Vai trò: {roles}" | "The role: {roles}";
    /// Help: an option.
    HELP_OPT_GRANT_AREA = "Chỉ trong khu vực này, như \"Khu phố 2/Tổ 5\"" | "In this area only, such as \"Khu pho 2/To 5\"";
    /// Help: an option.
    HELP_OPT_GRANT_CAMERA = "Chỉ trên camera có mã này" | "Over the camera of this id only";
    /// Help: an option.
    HELP_OPT_HOURS = "Chỉ trong giờ này mỗi ngày, như 18:00-06:00" | "At these hours of each day only, such as 18:00-06:00";
    /// Help: an option.
    HELP_OPT_UNTIL = "Ngày cuối cùng có hiệu lực, như 2026-12-31" | "The last day, such as 2026-12-31";
    /// Help: an option.
    HELP_OPT_USER_STDIN = "Đọc mật khẩu mới từ đầu vào chuẩn (một dòng)" | "Read the new password from standard input (one line)";
    /// Help: an option.
    HELP_OPT_INVITE = "Không đặt mật khẩu mà in đường dẫn dùng một lần để người đó tự đặt" | "Set no password but print a link for one use with which the person does";
}

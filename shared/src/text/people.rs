//! Accounts in words: logging in, passwords, links, grants; each error one sentence that says what to do.

use super::texts;

texts! {
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
}

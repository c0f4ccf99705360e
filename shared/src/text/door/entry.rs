//! The words of the ways in: login, set-up, invitations.

use crate::text::texts;

texts! {
    /// The login page.
    SIGNIN_TITLE = "Đăng nhập" | "Log in";
    /// A field.
    SIGNIN_NAME = "Tên đăng nhập" | "Login name";
    /// A field.
    SIGNIN_PASSWORD = "Mật khẩu" | "Password";
    /// Its button.
    SIGNIN_BUTTON = "Đăng nhập" | "Log in";
    /// Who has no account.
    SIGNIN_HELP = "Chưa có tài khoản hoặc quên mật khẩu? Hãy nhờ người quản trị của phường gửi liên kết mới." | "No account, or forgot the password? Ask your ward’s administrator for a new link.";
    /// After too many tries.
    SIGNIN_WAIT = "Đã thử sai nhiều lần. Hãy đợi {length} rồi thử lại." | "Too many wrong tries. Wait {length}, then try again.";
    /// The address has no TLS.
    SIGNIN_PLAIN = "Địa chỉ này không mã hóa (http://): người cùng mạng có thể đọc mật khẩu, và trình duyệt không giải mã được video. Hãy mở bằng địa chỉ https:// của phường." | "This address is not encrypted (http://): others on this network can read your password, and the browser cannot decode video. Use your ward’s https:// address.";
    /// The second factor's page.
    SIGNIN_CODE_TITLE = "Nhập mã xác thực" | "Enter your code";
    /// What to do there.
    SIGNIN_CODE_ABOUT = "Mở ứng dụng xác thực trên điện thoại và nhập mã 6 chữ số đang hiện." | "Open the authenticator app on your phone and enter the 6 digits it shows.";
    /// Its field.
    SIGNIN_CODE = "Mã xác thực" | "Code";
    /// Its button.
    SIGNIN_CODE_BUTTON = "Xác nhận" | "Confirm";
    /// Begins anew.
    SIGNIN_AGAIN = "Đăng nhập bằng tài khoản khác" | "Log in with another account";

    /// The first admin's page.
    FIRST_TITLE = "Cài đặt lần đầu" | "First set-up";
    /// What it does.
    FIRST_ABOUT = "Tạo tài khoản quản trị đầu tiên. Sau bước này bạn thêm camera và mời người khác ngay trên trình duyệt." | "This makes the first administrator. After that you add cameras and invite others in the browser.";
    /// A field.
    FIRST_NAME = "Họ và tên" | "Your name";
    /// A field's hint.
    FIRST_NAME_HINT = "Mọi người thấy tên này trong nhật ký." | "Others see it in the audit.";
    /// A field's hint.
    FIRST_LOGIN_HINT = "Chữ thường không dấu, số, dấu chấm; có thể là số điện thoại." | "Small letters, digits and dots; a phone number will do.";
    /// A field.
    FIRST_PASSWORD = "Mật khẩu mới" | "New password";
    /// A field's hint.
    FIRST_PASSWORD_HINT = "Ít nhất {min} ký tự. Một câu dễ nhớ là tốt nhất." | "At least {min} characters. A phrase you remember is best.";
    /// A field.
    FIRST_AGAIN = "Nhập lại mật khẩu mới" | "New password again";
    /// Its button.
    FIRST_BUTTON = "Tạo tài khoản quản trị" | "Make the administrator";

    /// An invitation's page.
    GUEST_TITLE = "Xin chào {name}" | "Welcome, {name}";
    /// Who invites.
    GUEST_ABOUT = "{inviter} mời bạn xem camera an ninh của {place}." | "{inviter} invites you to watch the street cameras of {place}.";
    /// The same where nobody is named.
    GUEST_ABOUT_PLACE = "Bạn được mời xem camera an ninh của {place}." | "You are invited to watch the street cameras of {place}.";
    /// The place where it has no name.
    GUEST_WARD = "phường" | "your ward";
    /// What comes next.
    GUEST_NEXT = "Chỉ cần chọn một mật khẩu là xem được ngay." | "Choose a password and you are watching.";
    /// The page of a link that resets a password.
    GUEST_RESET_TITLE = "Đặt lại mật khẩu" | "Choose a new password";
    /// What it does.
    GUEST_RESET_ABOUT = "Chọn mật khẩu mới cho tài khoản của {name}. Các thiết bị đang đăng nhập sẽ phải đăng nhập lại." | "Choose a new password for the account of {name}. Devices that are logged in must log in again.";
    /// What the invitation gives.
    GUEST_ROLES = "Bạn được cấp quyền" | "What you may do";
    /// A field that is only shown.
    GUEST_LOGIN_HINT = "Lần sau bạn đăng nhập bằng tên này." | "Next time you log in with this name.";
    /// Its button.
    GUEST_BUTTON = "Vào xem camera" | "Start watching";

    /// The sheet with an invitation on it.
    PAPER_TITLE = "Lời mời cho {name}" | "An invitation for {name}";
    /// What its reader does.
    PAPER_SCAN = "Quét mã này bằng điện thoại" | "Scan this code with your phone";
    /// Step.
    PAPER_STEP_1 = "Mở ứng dụng máy ảnh hoặc Zalo, đưa vào mã vuông này." | "Open the phone’s camera and point it at the square code.";
    /// Step.
    PAPER_STEP_2 = "Bấm vào liên kết hiện ra." | "Tap the link that appears.";
    /// Step.
    PAPER_STEP_3 = "Chọn một mật khẩu của riêng bạn, thế là xem được camera." | "Choose a password of your own, and you are watching.";
    /// What those read who do not see the code.
    PAPER_QR = "Mã QR của liên kết mời" | "QR code of the invitation link";
    /// The link.
    PAPER_LINK = "Liên kết để gửi qua Zalo" | "Link to send by message";
    /// The login name.
    PAPER_LOGIN = "Tên đăng nhập" | "Login name";
    /// Until when.
    PAPER_UNTIL = "Dùng được một lần, đến {time}." | "Works once, until {time}.";
    /// A warning.
    PAPER_CARE = "Ai có mã này đều vào được thay bạn: chỉ đưa tận tay hoặc gửi riêng, đừng đăng vào nhóm chung." | "Whoever has this code can use it: hand it over or send it in private, never to a group.";
    /// It is not shown again.
    PAPER_ONCE = "Trang này chỉ hiện một lần. Mất thì tạo lời mời mới." | "This page is shown once. If it is lost, make a new invitation.";
    /// The link has an address that only this machine knows.
    PAPER_ONLY_HERE = "Liên kết này chỉ mở được ngay trên máy chủ. Muốn dùng trên điện thoại, hãy mở trang quản trị bằng địa chỉ mạng của máy chủ, hoặc đặt http.public_url trong relay.toml, rồi tạo lời mời mới." | "This link opens on the relay’s own machine only. For a phone open these pages by the machine’s network address, or set http.public_url in relay.toml, then make a new invitation.";
    /// Where to go from here.
    PAPER_DONE = "Xong" | "Done";
}

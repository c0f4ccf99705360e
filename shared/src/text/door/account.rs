//! The words of the visitor's own account and of a household's cameras.

use crate::text::texts;

texts! {
    /// The page.
    OWN_TITLE = "Tài khoản của tôi" | "My account";
    /// A part of it.
    OWN_NAME_HEAD = "Tên" | "Name";
    /// A field.
    OWN_NAME = "Họ và tên" | "Name";
    /// A fact.
    OWN_LOGIN = "Tên đăng nhập" | "Login name";
    /// A fact.
    OWN_ROLES = "Quyền của tôi" | "What I may do";
    /// Ends this session.
    OWN_LOGOUT = "Đăng xuất" | "Log out";
    /// A part of it.
    OWN_PASSWORD_HEAD = "Mật khẩu" | "Password";
    /// A field.
    OWN_PASSWORD_NOW = "Mật khẩu hiện tại" | "Present password";
    /// Its button.
    OWN_PASSWORD_BUTTON = "Đổi mật khẩu" | "Change password";
    /// What follows.
    OWN_PASSWORD_FOLLOWS = "Sau khi đổi, mọi thiết bị khác phải đăng nhập lại." | "All other devices must log in again afterwards.";
    /// A part of it.
    OWN_TOTP_HEAD = "Xác thực hai bước" | "Second factor";
    /// What it is.
    OWN_TOTP_ABOUT = "Ngoài mật khẩu, mỗi lần đăng nhập cần thêm một mã 6 chữ số từ điện thoại của bạn. Ai biết mật khẩu cũng không vào được." | "Besides the password each login asks for 6 digits from your phone, so that a password alone opens nothing.";
    /// It is on.
    OWN_TOTP_ON = "đang bật" | "on";
    /// It is off.
    OWN_TOTP_OFF = "chưa bật" | "off";
    /// It must be set up before anything else.
    OWN_TOTP_NEEDED = "Vai trò của bạn bắt buộc xác thực hai bước. Hãy bật ngay để xem được camera." | "Your role asks for a second factor. Turn it on to be able to watch.";
    /// Turns it on.
    OWN_TOTP_START = "Bật xác thực hai bước" | "Turn it on";
    /// Turns it off.
    OWN_TOTP_STOP = "Tắt xác thực hai bước" | "Turn it off";
    /// A part of it.
    OWN_SESSIONS_HEAD = "Thiết bị đang đăng nhập" | "Where I am logged in";

    /// The page that turns the second factor on.
    FACTOR_TITLE = "Bật xác thực hai bước" | "Turn the second factor on";
    /// Step.
    FACTOR_STEP_1 = "Cài một ứng dụng xác thực trên điện thoại, ví dụ Google Authenticator." | "Install an authenticator app on your phone, such as Google Authenticator.";
    /// Step.
    FACTOR_STEP_2 = "Trong ứng dụng, chọn thêm tài khoản và quét mã này." | "In the app choose to add an account and scan this code.";
    /// Step.
    FACTOR_STEP_3 = "Nhập mã 6 chữ số mà ứng dụng hiện ra." | "Enter the 6 digits that the app shows.";
    /// What those read who do not see the code.
    FACTOR_QR = "Mã QR của khóa xác thực" | "QR code of the authenticator’s key";
    /// The key as text.
    FACTOR_KEY = "Không quét được? Gõ khóa này vào ứng dụng" | "Cannot scan? Type this key into the app";
    /// On a phone the link opens the app.
    FACTOR_OPEN = "Mở trong ứng dụng trên máy này" | "Open in the app on this device";
    /// Its button.
    FACTOR_BUTTON = "Bật" | "Turn on";
    /// Asks before it is turned off.
    FACTOR_OFF_TITLE = "Tắt xác thực hai bước?" | "Turn the second factor off?";
    /// What follows.
    FACTOR_OFF_FOLLOWS = "Sau đó chỉ cần mật khẩu là vào được tài khoản của bạn." | "After that the password alone opens your account.";
    /// Its button.
    FACTOR_OFF_BUTTON = "Tắt" | "Turn off";

    /// The household's page.
    LENT_TITLE = "Camera của tôi" | "My cameras";
    /// What it is about.
    LENT_ABOUT = "Camera nhà bạn cho phường dùng chung. Bạn biết ai đã xem và tạm dừng được bất cứ lúc nào." | "The cameras you lend to the ward. You see who watched and may pause them at any time.";
    /// No camera.
    LENT_EMPTY = "Chưa có camera nào của nhà bạn" | "None of your cameras is here yet";
    /// What to do about it.
    LENT_EMPTY_HINT = "Người quản trị của phường gắn camera với tài khoản của bạn sau khi hai bên đồng ý." | "The ward’s administrator connects a camera with your account once you have agreed.";
    /// Pauses it.
    LENT_PAUSE = "Tạm dừng" | "Pause";
    /// Lets it be seen again.
    LENT_RESUME = "Cho xem lại" | "Resume";
    /// Asks before it is paused.
    LENT_PAUSE_QUESTION = "Tạm dừng camera “{name}”?" | "Pause the camera “{name}”?";
    /// What follows.
    LENT_PAUSE_FOLLOWS = "Không ai xem được camera này nữa, kể cả công an và trực ban, cho đến khi cho xem lại." | "Nobody can watch this camera, officers and the duty desk included, until it is resumed.";
    /// Since when and by whom.
    LENT_PAUSED = "Tạm dừng từ {time}, bởi {who}" | "Paused since {time} by {who}";
    /// Who watched it.
    LENT_WATCHED = "Ai đã xem" | "Who watched";
    /// The page about that.
    LENT_WATCHED_TITLE = "Ai đã xem “{name}”" | "Who watched “{name}”";
    /// The newest one.
    LENT_LAST = "Xem gần nhất" | "Watched last";
    /// Nobody did.
    LENT_NOBODY = "Chưa có ai xem" | "Nobody has watched";
    /// What will stand here.
    LENT_NOBODY_HINT = "Mỗi lần có người xem, tên, lúc bắt đầu và thời gian xem sẽ hiện ở đây." | "Each time somebody watches, the name, the start and the length will show here.";
    /// Heading.
    LENT_WHO = "Người xem" | "Who";
    /// Heading.
    LENT_FROM = "Bắt đầu" | "From";
    /// Heading.
    LENT_HOW_LONG = "Trong bao lâu" | "How long";
    /// It goes on.
    LENT_STILL = "đang xem" | "watching now";
    /// Watches it oneself.
    LENT_WATCH = "Xem" | "Watch";
}

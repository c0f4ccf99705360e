//! The viewer's words.

use super::texts;

texts! {
    /// The product's name.
    APP_NAME = "Mắt phố" | "Street Eyes";
    /// The heading of the wall.
    WALL = "Bảng camera" | "Camera wall";
    /// While the app loads.
    OPENING = "Đang mở…" | "Opening…";
    /// How many cameras are live.
    LIVE_COUNT = "{live}/{all} camera trực tiếp" | "{live}/{all} cameras live";
    /// Back to the wall.
    BACK = "Về bảng camera" | "Back to the wall";
    /// The ways to the camera's neighbours.
    OTHER_CAMERAS = "Camera bên cạnh" | "Other cameras";
    /// One of them.
    PREVIOUS_CAMERA = "Camera trước" | "Previous camera";
    /// One of them.
    NEXT_CAMERA = "Camera sau" | "Next camera";
    /// Hands on what is shown.
    SHARE_STILL = "Gửi hoặc lưu ảnh này" | "Share or save this picture";
    /// One camera and nothing else.
    FULL_SCREEN = "Toàn màn hình" | "Full screen";
    /// The switch to the other language, in that language.
    OTHER_LANGUAGE = "English" | "Tiếng Việt";
    /// The switch to the theme for the sun.
    LIGHT_THEME = "Giao diện sáng (ngoài nắng)" | "Light theme (for the sun)";
    /// The switch to the theme for rooms and nights.
    DARK_THEME = "Giao diện tối" | "Dark theme";
    /// The last picture of a camera that is away.
    LAST_PICTURE = "lần cuối {time}" | "last seen {time}";
    /// A still in place of the live picture: of when it is.
    STILL_AT = "ảnh lúc {time}" | "picture from {time}";
    /// What a still shows, for those who do not see it.
    STILL_OF = "Ảnh gần nhất của {name}" | "Latest picture of {name}";
    /// The age of the picture on screen, in seconds.
    AGE_SECS = "{n} giây trước" | "{n} s ago";
    /// The same in minutes.
    AGE_MINUTES = "{n} phút trước" | "{n} min ago";
    /// Pictures a second.
    FPS = "{n} hình/giây" | "{n} fps";
    /// The way to the admin's pages.
    ADMIN = "Quản trị" | "Admin";
    /// The way to one's own account.
    ACCOUNT = "Tài khoản của bạn" | "Your account";
    /// The wall without a camera.
    NO_CAMERAS = "Chưa có camera nào" | "No cameras yet";
    /// What to do about it.
    NO_CAMERAS_HINT = "Camera bạn được xem sẽ hiện ở đây; quản trị viên thêm camera trong mục Quản trị" | "The cameras that you may watch appear here; an admin adds them under Admin";
    /// The list could not be had.
    LIST_FAILED = "Không lấy được danh sách camera, đang thử lại" | "The list of cameras cannot be had; trying again";
    /// The socket is away.
    RECONNECTING = "Mất kết nối với máy chủ, đang nối lại…" | "Connection lost, reconnecting…";
    /// A live tile that shows stills because the device plays no video.
    STATE_STILLS = "Ảnh tĩnh 1 hình/giây" | "Stills, 1 a second";
    /// A live tile that shows keyframes only, because the line or the device carries no more.
    STATE_KEYFRAMES = "Hình thưa" | "Fewer pictures";
    /// Why, on a camera's own page.
    KEYFRAMES_WHY = "mạng hoặc máy không tải kịp mọi hình" | "the line or this device cannot keep up with every picture";
    /// Why there are stills only, on a camera's own page.
    STILLS_WHY = "máy này không phát được video: hãy cập nhật trình duyệt" | "this device plays no video: please update the browser";
    /// What decoding without the device's help costs.
    SOFTWARE = "giải mã bằng phần mềm, tốn pin hơn" | "decoded in software, which drains the battery";
    /// A page that is not there.
    NO_PAGE = "Không có trang này" | "There is no such page";
    /// The wall's page number.
    PAGE_OF = "Trang {n}/{all}" | "Page {n} of {all}";
    /// The next page of the wall.
    NEXT = "Trang sau" | "Next page";
    /// The page before.
    PREVIOUS = "Trang trước" | "Previous page";
    /// The choice of how tiles lie.
    LAYOUT = "Bố trí" | "Layout";
    /// No layout was chosen.
    LAYOUT_AUTO = "Tự động" | "Automatic";
    /// The way to other walls, areas and favourites.
    OTHER_WALLS = "Bảng khác" | "Other walls";
    /// Pages change by themselves: an end to it.
    TOUR_STOP = "Dừng chuyển trang" | "Stop the tour";
    /// A wall whose pages could change by themselves.
    TOUR_START = "Tự chuyển trang" | "Start the tour";
    /// A wall without a camera that may be watched.
    NO_CAMERAS_HERE = "Bảng này chưa có camera nào bạn được xem" | "This wall has no camera that you may watch";
    /// Cameras have just died.
    ALARM = "Mất tín hiệu: {names}" | "Signal lost: {names}";
    /// Out of the television's view.
    TV_LEAVE = "Thoát chế độ TV" | "Leave TV mode";
    /// The full picture is shown.
    PROFILE_MAIN = "Luồng chính" | "Main stream";
    /// The small picture is shown.
    PROFILE_SUB = "Luồng phụ" | "Sub-stream";
    /// No script.
    NO_SCRIPT = "Trang này cần JavaScript và WebAssembly" | "This page needs JavaScript and WebAssembly";
    /// A tile that cannot be shown.
    STATE_REFUSED = "Không xem được" | "Cannot be shown";
    /// The relay is away, as a tile's reason.
    LINK_LOST = "Mất kết nối với máy chủ" | "Connection to the relay lost";
    /// The worker does not run.
    WORKER_FAILED = "Phần giải mã hình đã dừng: hãy tải lại trang" | "The video decoder has stopped: please reload the page";
    /// The relay was updated while the page was open.
    NEW_BUILD = "Đã có phiên bản mới: hãy tải lại trang" | "A new version is here: please reload the page";
    /// Loads the page again.
    RELOAD = "Tải lại" | "Reload";
    /// The program could not be loaded.
    OPEN_FAILED = "Không mở được: hãy kiểm tra mạng và tải lại trang; trình duyệt cũ thì cập nhật Chrome" | "It does not open: check the network and reload; update an old browser to a new Chrome";
}

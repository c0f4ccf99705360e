//! The words of `/check`: what a device can show, for its owner and for the technician.

use super::{Text, texts};
use crate::check::{Capability, Outcome};

texts! {
    /// The page.
    CHECK_TITLE = "Máy này xem được gì?" | "What can this device show?";
    /// What happens here.
    CHECK_ABOUT = "Trang này thử từng cách xem camera trên chính máy của bạn, mất vài giây. Không hình nào của camera được dùng." | "This page tries each way of watching cameras on your own device; it takes a few seconds. No camera's picture is used.";
    /// While it runs.
    CHECK_RUNNING = "Đang thử…" | "Trying…";
    /// The verdict where a rung that decodes passes.
    CHECK_FULL = "Máy này xem được video trực tiếp." | "This device shows live video.";
    /// The verdict where only stills do.
    CHECK_STILLS = "Máy này chỉ xem được ảnh tự làm mới. Hãy cập nhật trình duyệt hoặc dùng Chrome mới." | "This device shows refreshing pictures only. Update the browser or use a new Chrome.";
    /// The verdict where the app does not run at all.
    CHECK_LITE = "Máy này không chạy được bản đầy đủ; hãy dùng bản nhẹ, hoặc cập nhật trình duyệt." | "This device cannot run the full version: use the light one, or update the browser.";
    /// The heading of what is missing.
    CHECK_BROWSER = "Trình duyệt" | "Browser";
    /// The heading of what was decoded.
    CHECK_RUNGS = "Giải mã thử" | "Decoding tried";
    /// The heading of what was timed.
    CHECK_NETWORK = "Đường truyền tới máy chủ" | "Connection to the relay";
    /// Nobody is logged in, so some things cannot be tried.
    CHECK_LOG_IN = "Hãy đăng nhập rồi mở lại trang này để thử cả phần cần đăng nhập." | "Log in and open this page again to try what needs a login, too.";
    /// No script.
    CHECK_NO_SCRIPT = "Trang này cần JavaScript để thử. Không có JavaScript thì bản nhẹ vẫn xem được ảnh." | "This page needs JavaScript to try anything. Without it the light version still shows pictures.";
    /// Sends it.
    CHECK_SEND = "Gửi cho kỹ thuật viên" | "Send to the technician";
    /// What sending tells.
    CHECK_SEND_ABOUT = "Kết quả trên, tên trình duyệt và tên của bạn nếu đã đăng nhập sẽ được lưu 30 ngày, chỉ quản trị viên xem được." | "What stands above, the browser's name, and your name where you have logged in are kept for 30 days; only admins see them.";
    /// It is there.
    CHECK_SENT = "Đã gửi. Hãy đọc mã này cho kỹ thuật viên:" | "Sent. Read this code to the technician:";
    /// Tries everything once more.
    CHECK_AGAIN = "Thử lại" | "Try again";
    /// Too many were sent.
    CHECK_TOO_MANY = "Vừa có quá nhiều kết quả được gửi: hãy thử lại sau một giờ, hoặc đọc màn hình này cho kỹ thuật viên" | "Too many results were sent just now: try again in an hour, or read this screen to the technician";
    /// It is none that can be kept.
    CHECK_BAD = "Kết quả không đọc được: hãy tải lại trang rồi gửi lại" | "The result cannot be read: reload the page and send it again";
    /// What somebody without a login is called.
    CHECK_NOBODY = "chưa đăng nhập" | "not logged in";
    /// How long something took.
    CHECK_MS = "{n} ms" | "{n} ms";
    /// It did not answer.
    CHECK_SILENT = "không trả lời" | "no answer";

    /// The technician's list.
    CHECKS_TITLE = "Kết quả kiểm tra máy" | "Device checks";
    /// What it is.
    CHECKS_ABOUT = "Người xem mở {url} trên máy của họ, bấm gửi và đọc mã. Mỗi kết quả được giữ 30 ngày, nhiều nhất 500 kết quả." | "People open {url} on their device, send the result and read its code out. Results are kept for 30 days, 500 at the most.";
    /// There is none.
    CHECKS_EMPTY = "Chưa có kết quả nào" | "No results yet";
    /// What to do about it.
    CHECKS_EMPTY_HINT = "Nhờ người xem mở trang kiểm tra trên máy của họ và bấm gửi" | "Ask people to open the check on their device and to send it";
    /// Heading: the code.
    CHECKS_CODE = "Mã" | "Code";
    /// Heading: when.
    CHECKS_AT = "Lúc" | "When";
    /// Heading: whose.
    CHECKS_WHO = "Ai" | "Who";
    /// Heading: which device.
    CHECKS_DEVICE = "Máy" | "Device";
    /// Heading: the best way of watching.
    CHECKS_BEST = "Xem bằng" | "Watches by";
    /// Heading: everything else.
    CHECKS_ALL = "Chi tiết" | "Details";
    /// No way at all.
    CHECKS_NOTHING = "không cách nào" | "nothing";

    /// For [`Outcome::Passed`].
    OUTCOME_PASSED = "được" | "works";
    /// For [`Outcome::Partly`].
    OUTCOME_PARTLY = "được một phần" | "works in part";
    /// For [`Outcome::Failed`].
    OUTCOME_FAILED = "lỗi" | "fails";
    /// For [`Outcome::Missing`].
    OUTCOME_MISSING = "không có" | "missing";
    /// For [`Outcome::Skipped`].
    OUTCOME_SKIPPED = "chưa thử được" | "not tried";
    /// For [`Outcome::Unknown`].
    OUTCOME_OPEN = "…" | "…";

    /// For [`Capability::SecureContext`].
    CAN_SECURE = "Kết nối an toàn (HTTPS)" | "Secure connection (HTTPS)";
    /// For [`Capability::Wasm`].
    CAN_WASM = "WebAssembly" | "WebAssembly";
    /// For [`Capability::Simd`].
    CAN_SIMD = "WebAssembly SIMD" | "WebAssembly SIMD";
    /// For [`Capability::Worker`].
    CAN_WORKER = "Xử lý nền (Worker)" | "Background work (worker)";
    /// For [`Capability::OffscreenCanvas`].
    CAN_CANVAS = "Vẽ hình nền (OffscreenCanvas)" | "Background drawing (OffscreenCanvas)";
    /// For [`Capability::VideoDecoder`].
    CAN_DECODER = "WebCodecs có H.264" | "WebCodecs with H.264";
    /// For [`Capability::MediaSource`].
    CAN_MSE = "MediaSource có H.264" | "MediaSource with H.264";
    /// For [`Capability::ManagedMediaSource`].
    CAN_MANAGED = "ManagedMediaSource có H.264" | "ManagedMediaSource with H.264";
    /// For [`Capability::RtcH264`].
    CAN_RTC = "WebRTC có H.264" | "WebRTC with H.264";
    /// For [`Capability::Memory`].
    CAN_MEMORY = "Bộ nhớ" | "Memory";
    /// For [`Capability::Cores`].
    CAN_CORES = "Số nhân xử lý" | "Processor cores";
    /// For [`Capability::Screen`].
    CAN_SCREEN = "Màn hình" | "Screen";
    /// For [`Capability::Webcodecs`].
    RUNG_WEBCODECS = "Cách 1: WebCodecs" | "Way 1: WebCodecs";
    /// For [`Capability::Mse`].
    RUNG_MSE = "Cách 2: MSE" | "Way 2: MSE";
    /// For [`Capability::Webrtc`].
    RUNG_WEBRTC = "Cách 3: WebRTC" | "Way 3: WebRTC";
    /// For [`Capability::Openh264`].
    RUNG_OPENH264 = "Cách 4: OpenH264 (phần mềm)" | "Way 4: OpenH264 (software)";
    /// For [`Capability::Still`].
    RUNG_STILL = "Cách 5: ảnh tự làm mới" | "Way 5: refreshing pictures";
    /// For [`Capability::Relay`].
    NET_RELAY = "Máy chủ trả lời" | "The relay answers";
    /// For [`Capability::Socket`].
    NET_SOCKET = "Kết nối trực tiếp (WebSocket)" | "Live connection (WebSocket)";
    /// For [`Capability::Rtp`].
    NET_RTP = "WebRTC tới máy chủ" | "WebRTC to the relay";
    /// For [`Capability::Unknown`].
    CAN_UNKNOWN = "Không rõ" | "Unknown";
}

impl Capability {
    /// What it is called.
    pub fn text(self) -> Text {
        match self {
            Self::SecureContext => CAN_SECURE,
            Self::Wasm => CAN_WASM,
            Self::Simd => CAN_SIMD,
            Self::Worker => CAN_WORKER,
            Self::OffscreenCanvas => CAN_CANVAS,
            Self::VideoDecoder => CAN_DECODER,
            Self::MediaSource => CAN_MSE,
            Self::ManagedMediaSource => CAN_MANAGED,
            Self::RtcH264 => CAN_RTC,
            Self::Memory => CAN_MEMORY,
            Self::Cores => CAN_CORES,
            Self::Screen => CAN_SCREEN,
            Self::Webcodecs => RUNG_WEBCODECS,
            Self::Mse => RUNG_MSE,
            Self::Webrtc => RUNG_WEBRTC,
            Self::Openh264 => RUNG_OPENH264,
            Self::Still => RUNG_STILL,
            Self::Relay => NET_RELAY,
            Self::Socket => NET_SOCKET,
            Self::Rtp => NET_RTP,
            Self::Unknown => CAN_UNKNOWN,
        }
    }
}

impl Outcome {
    /// The outcome in a word.
    pub fn text(self) -> Text {
        match self {
            Self::Passed => OUTCOME_PASSED,
            Self::Partly => OUTCOME_PARTLY,
            Self::Failed => OUTCOME_FAILED,
            Self::Missing => OUTCOME_MISSING,
            Self::Skipped => OUTCOME_SKIPPED,
            Self::Unknown => OUTCOME_OPEN,
        }
    }
}

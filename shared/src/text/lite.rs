//! The words of `/lite`, the wall for browsers that cannot run it; and what the app says before it sends somebody there.

use super::texts;

texts! {
    /// The list of cameras.
    LITE_TITLE = "Xem camera, bản nhẹ" | "Cameras, light version";
    /// To somebody whom the app has sent here.
    LITE_SENT = "Trình duyệt này không chạy được bản đầy đủ nên đây là bản nhẹ. Hãy cập nhật trình duyệt hoặc dùng Chrome mới để xem bản đầy đủ." | "This browser cannot run the full version, so this is the light one. Update the browser or use a new Chrome for the full version.";
    /// The way to the app.
    LITE_FULL = "Bản đầy đủ" | "Full version";
    /// The way here.
    LITE_OPEN = "Mở bản nhẹ" | "Open the light version";
    /// Back to the list.
    LITE_BACK = "Về danh sách" | "Back to the list";
    /// Cameras that hang in no area.
    LITE_NO_AREA = "Chưa xếp khu vực" | "No area";
    /// Of a still: the time by the site's clocks.
    LITE_AT = "Ảnh lúc {time}" | "Picture from {time}";
    /// There is no picture yet.
    LITE_NOTHING = "Chưa có hình" | "No picture yet";
    /// What is shown renews itself once a second or slower.
    LITE_STILLS = "Ảnh tự làm mới" | "Refreshing pictures";
    /// Moving pictures.
    LITE_VIDEO = "Video trực tiếp" | "Live video";
    /// Video is on its way.
    LITE_JOINING = "Đang mở video…" | "Opening video…";
    /// Video failed and is tried again by itself.
    LITE_NO_VIDEO = "Chưa mở được video, sẽ tự thử lại" | "No video yet; it is tried again by itself";
    /// The browser has no WebRTC.
    LITE_NEVER_VIDEO = "Trình duyệt này chỉ xem được ảnh" | "This browser can show pictures only";
    /// To browsers that run no script.
    LITE_NO_SCRIPT = "Trang tự tải lại sau vài giây; ảnh có ghi giờ chụp." | "The page reloads itself every few seconds; each picture tells its time.";
}

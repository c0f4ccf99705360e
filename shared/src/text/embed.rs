//! The words of a camera on another site’s page, read by people who have never heard of the relay.

use super::texts;

texts! {
    /// Goes live.
    EMBED_WATCH = "Xem trực tiếp" | "Watch live";
    /// Back to the still.
    EMBED_STOP = "Dừng" | "Stop";
    /// On the way.
    EMBED_OPENING = "Đang mở…" | "Opening…";
    /// What is on screen is what the camera sees.
    EMBED_LIVE = "Trực tiếp" | "Live";
    /// A little late.
    EMBED_STALE = "Hình đang chậm" | "The picture is late";
    /// The camera is away.
    EMBED_OFFLINE = "Camera mất tín hiệu" | "No signal from the camera";
    /// Switched off on purpose.
    EMBED_PAUSED = "Camera đang tạm dừng" | "The camera is paused";
    /// As many watch as may; a still stands behind it.
    EMBED_FULL = "Đã đủ người xem trực tiếp, xin đợi một lát. Ảnh" | "All live places are taken, please wait a moment. Picture";
    /// Revoked, over, or never there.
    EMBED_ENDED = "Camera này không còn được chiếu ở đây" | "This camera is no longer shown here";
    /// The relay does not answer.
    EMBED_LOST = "Mất kết nối, đang thử lại" | "Connection lost, trying again";
    /// The browser cannot; a time follows.
    EMBED_NO_LIVE = "Trình duyệt này chỉ xem được ảnh, tự làm mới:" | "This browser shows refreshed stills only:";
    /// Of a still; its time follows.
    EMBED_AT = "Ảnh lúc" | "Picture from";
    /// Of one that is old; its time follows.
    EMBED_LAST = "Camera mất tín hiệu, ảnh cuối lúc" | "No signal from the camera, last picture from";
    /// There is none yet.
    EMBED_NOTHING = "Chưa có hình" | "No picture yet";
}

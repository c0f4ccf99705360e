//! The words of the health pages: how every camera is, and what became of a month.

use crate::text::texts;

texts! {
    /// The section and its page.
    HEALTH_TITLE = "Sức khỏe camera" | "Camera health";
    /// How many are live.
    HEALTH_LIVE = "{live}/{all} camera trực tiếp" | "{live} of {all} cameras live";
    /// Since when a camera is in its state.
    HEALTH_SINCE = "từ {time}, {length}" | "since {time}, {length}";
    /// A heading.
    HEALTH_CAMERA = "Camera" | "Camera";
    /// A heading.
    HEALTH_NOW = "Hiện tại" | "Now";
    /// A heading.
    HEALTH_DAYS = "30 ngày qua" | "Last 30 days";
    /// A heading.
    HEALTH_UP = "Hoạt động" | "Up";
    /// A heading.
    HEALTH_OUTAGES = "Số lần mất" | "Outages";
    /// A heading.
    HEALTH_DOWN = "Tổng thời gian mất" | "Down in all";
    /// A heading.
    HEALTH_LONGEST = "Lần dài nhất" | "Longest";
    /// A heading.
    HEALTH_LAST = "Lần gần nhất" | "The last one";
    /// A heading.
    HEALTH_REASONS = "Nguyên nhân" | "Causes";
    /// The newest outage: when, how long.
    HEALTH_WAS = "{time}, {length}" | "{time}, {length}";
    /// It lasts.
    HEALTH_LASTS = "{time}, vẫn đang mất" | "{time}, still out";
    /// Opens the outages before the last one.
    HEALTH_BEFORE = "{n} lần trước đó" | "{n} before that";
    /// Never out.
    HEALTH_NEVER = "chưa lần nào" | "never";
    /// What a strip chart says to those who do not see it.
    HEALTH_STRIP = "30 ngày: {up} ngày hoạt động tốt, {down} ngày có mất tín hiệu, {unknown} ngày không rõ" | "30 days: {up} flawless, {down} with outages, {unknown} not known";
    /// A day of it.
    HEALTH_DAY = "{date}: {up}, mất {length}" | "{date}: {up}, {length} down";
    /// A day of which nothing is known.
    HEALTH_DAY_UNKNOWN = "{date}: không rõ" | "{date}: not known";
    /// No camera to be told of.
    HEALTH_NONE = "Chưa có camera nào" | "No camera yet";
    /// What to do about it.
    HEALTH_NONE_HINT = "Camera bạn được xem sẽ hiện ở đây." | "Cameras that you may watch will stand here.";
    /// Leads to the month.
    HEALTH_TO_MONTH = "Báo cáo tháng" | "Monthly report";
    /// Leads back.
    HEALTH_TO_NOW = "Tình trạng hiện tại" | "How they are now";
    /// The month as a sheet.
    HEALTH_SHEET = "Tải bảng tính (CSV)" | "Download as CSV";
    /// How to have it on paper.
    HEALTH_PRINT = "Để in: Ctrl+P, khổ A4." | "To print: Ctrl+P, A4.";
    /// The report's title.
    HEALTH_MONTH = "Tình trạng camera tháng {month}" | "Camera health in {month}";
    /// A field.
    HEALTH_MONTH_FIELD = "Tháng" | "Month";
    /// Its button.
    HEALTH_MONTH_SHOW = "Xem" | "Show";
    /// Under the title: the share of all cameras together.
    HEALTH_ALL = "Tất cả: hoạt động {up}, {outages} lần mất, tổng {length}" | "All: {up} up, {outages} outages, {length} in all";
    /// What counts.
    HEALTH_COUNTS = "Tỷ lệ tính trên thời gian biết chắc: lúc máy chủ tắt hoặc camera chưa lắp thì không tính." | "The share is of the time that is known: while the server was off, or before a camera was added, nothing counts.";
    /// A part.
    HEALTH_BY_AREA = "Theo khu vực" | "By area";
    /// A heading.
    HEALTH_AREA = "Khu vực" | "Area";
    /// A heading.
    HEALTH_CAMERAS = "Số camera" | "Cameras";
    /// A part.
    HEALTH_BY_CAMERA = "Theo camera" | "By camera";
    /// Cameras in no area.
    HEALTH_NO_AREA = "Chưa có khu vực" | "No area";
    /// A cause with how often.
    HEALTH_CAUSE = "{reason} ({n} lần)" | "{reason} ({n} ×)";
    /// The month cannot be read.
    HEALTH_BAD_MONTH = "Tháng không hợp lệ: viết như 2026-11" | "No such month: write it like 2026-11";
}

//! The words of the audit's page.

use crate::text::texts;

texts! {
    /// The page.
    TRAIL_TITLE = "Nhật ký" | "Audit";
    /// Caption of the table.
    TRAIL_TABLE = "Ai đã làm gì, mới nhất trước" | "Who did what, newest first";
    /// A filter.
    TRAIL_WHO = "Ai" | "Who";
    /// A filter.
    TRAIL_CAMERA = "Camera" | "Camera";
    /// A filter.
    TRAIL_WHAT = "Việc gì" | "What";
    /// A filter.
    TRAIL_FROM = "Từ ngày" | "From day";
    /// A filter.
    TRAIL_TO = "Đến ngày" | "To day";
    /// A filter that lets everything through.
    TRAIL_ANY = "tất cả" | "any";
    /// Its button.
    TRAIL_FILTER = "Lọc" | "Filter";
    /// Over the filters.
    TRAIL_FILTERS = "Bộ lọc" | "Filters";
    /// Heading.
    TRAIL_WHEN = "Lúc" | "When";
    /// Heading.
    TRAIL_DETAIL = "Chi tiết" | "Details";
    /// Heading.
    TRAIL_ADDRESS = "Địa chỉ mạng" | "Address";
    /// Nothing found.
    TRAIL_EMPTY = "Không có dòng nào" | "No rows";
    /// What to do about it.
    TRAIL_EMPTY_HINT = "Bỏ bớt điều kiện lọc hoặc chọn khoảng ngày rộng hơn." | "Take a filter away or choose a longer span.";
    /// The sheet.
    TRAIL_CSV = "Tải về CSV" | "Download CSV";
    /// The chain is whole.
    TRAIL_WHOLE = "Nguyên vẹn: đã kiểm tra {rows} dòng lúc {time}" | "Whole: {rows} rows were verified at {time}";
    /// It is not.
    TRAIL_BROKEN = "{what}. Giữ nguyên máy chủ và chạy relay audit verify." | "{what}. Leave the relay as it is and run relay audit verify.";
    /// A day that is none.
    TRAIL_DAY_BAD = "ngày không hợp lệ; ghi như 2026-12-31" | "this is no day; write it like 2026-12-31";
    /// Two days in the wrong order.
    TRAIL_ORDER = "ngày cuối phải bằng hoặc sau ngày đầu" | "the last day must not lie before the first";
    /// An unknown kind of thing that was done.
    TRAIL_WHAT_BAD = "chọn một việc trong danh sách" | "choose one of the list";
    /// No camera.
    TRAIL_CAMERA_BAD = "chọn một camera trong danh sách" | "choose a camera of the list";
    /// The check has not ended yet.
    TRAIL_UNVERIFIED = "Đang kiểm tra chuỗi; tải lại trang để xem kết quả" | "The chain is being verified; load the page again to see the result";
}

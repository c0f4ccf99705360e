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
    TRAIL_BROKEN = "Đã bị sửa: dòng {seq} ngày {day} không khớp chuỗi. Giữ nguyên máy chủ và chạy relay audit verify." | "Altered: row {seq} of {day} breaks the chain. Leave the relay as it is and run relay audit verify.";
    /// It was not looked at yet.
    TRAIL_UNVERIFIED = "Chưa kiểm tra chuỗi từ lúc khởi động" | "Not verified since the relay started";
}

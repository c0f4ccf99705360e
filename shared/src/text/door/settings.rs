//! The words of the page about the running configuration.

use crate::text::texts;

texts! {
    /// The page.
    SET_TITLE = "Cài đặt đang chạy" | "Running settings";
    /// What it is about.
    SET_ABOUT = "Chỉ để xem. Muốn đổi, sửa relay.toml trên máy chủ rồi khởi động lại; relay config check kiểm tra trước." | "To look at only. To change something edit relay.toml on the machine and restart; relay config check tries it first.";
    /// A part.
    SET_RELAY = "Máy chủ" | "Relay";
    /// A fact.
    SET_VERSION = "Phiên bản" | "Version";
    /// A fact.
    SET_SINCE = "Chạy từ" | "Running since";
    /// A fact.
    SET_SITE = "Mã phường" | "Site";
    /// A fact.
    SET_DATA = "Thư mục dữ liệu" | "Data folder";
    /// A part.
    SET_NETWORK = "Địa chỉ" | "Addresses";
    /// A fact.
    SET_LISTEN = "Nghe tại" | "Listens on";
    /// A fact.
    SET_PUBLIC = "Địa chỉ công khai" | "Public address";
    /// A fact.
    SET_TLS = "Mã hóa (TLS)" | "TLS";
    /// TLS is off.
    SET_TLS_OFF = "tắt: mật khẩu đi qua mạng không được mã hóa" | "off: passwords cross the network readable";
    /// A certificate of the relay's own.
    SET_TLS_SELF = "chứng chỉ tự ký" | "self-signed";
    /// A certificate from files.
    SET_TLS_FILES = "chứng chỉ từ tệp" | "from files";
    /// A fact.
    SET_FINGERPRINT = "Vân tay chứng chỉ (SHA-256)" | "Certificate fingerprint (SHA-256)";
    /// A hint about it.
    SET_FINGERPRINT_HINT = "So với vân tay trình duyệt hiện khi cảnh báo lần đầu; giống nhau là đúng máy chủ này." | "Compare it with what the browser shows at its first warning; if both are alike it is this relay.";
    /// A part.
    SET_AUDIT = "Nhật ký" | "Audit";
    /// A fact.
    SET_KEY = "Khóa công khai của nhật ký" | "The audit’s public key";
    /// A hint about it.
    SET_KEY_HINT = "Chép ra nơi khác: ai có khóa này kiểm tra được bản xuất của nhật ký." | "Keep a copy elsewhere: whoever has it can verify exports of the audit.";
    /// A part.
    SET_VALUES = "Các giá trị trong relay.toml" | "Values of relay.toml";
    /// Heading.
    SET_NAME = "Tên" | "Key";
    /// Heading.
    SET_VALUE = "Giá trị" | "Value";
    /// Heading.
    SET_MEANS = "Nghĩa" | "Meaning";
    /// The value is not the default.
    SET_CHANGED = "đã đổi" | "changed";
}

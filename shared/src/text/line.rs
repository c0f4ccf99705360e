//! Words about the relay's own address: TLS, plain HTTP, proxies in front.

use super::texts;

texts! {
    /// Hint for `http.tls`.
    HINT_TLS = "dùng off, self_signed hoặc files" | "use off, self_signed or files";
    /// Hint for a file that TLS needs.
    HINT_TLS_MISSING = "http.tls = \"files\" cần đường dẫn của tệp này" | "http.tls = \"files\" needs this file's path";
    /// Hint for a file that is not used.
    HINT_TLS_UNUSED = "tệp này chỉ dùng khi http.tls = \"files\"" | "this file is used with http.tls = \"files\" only";
    /// Hint for `http.public_url`.
    HINT_PUBLIC_URL = "viết như https://camera.example.vn, không có đường dẫn và tài khoản" | "write it like https://camera.example.vn, without a path or an account";
    /// Hint for a proxy's network.
    HINT_PROXY = "viết địa chỉ của máy chủ đứng trước như 127.0.0.1/32" | "write the address of the proxy in front like 127.0.0.1/32";
    /// Hint for a network that holds everybody.
    HINT_PROXY_ALL = "như vậy thì ai cũng giả được địa chỉ; chỉ ghi máy chủ đứng trước" | "anybody could then pretend to come from anywhere; name the proxy alone";
    /// A certificate's or key's file cannot be read.
    TLS_UNREADABLE = "không đọc được tệp TLS {path}: {error}; kiểm tra đường dẫn và quyền đọc" | "the TLS file {path} cannot be read: {error}; check the path and its permissions";
    /// A file without a certificate.
    TLS_NO_CERTIFICATE = "tệp {path} không có chứng chỉ PEM nào; đặt http.tls_cert là tệp fullchain.pem" | "{path} holds no PEM certificate; set http.tls_cert to the file fullchain.pem";
    /// A file without a key.
    TLS_NO_KEY = "tệp {path} không có khóa riêng PEM; đặt http.tls_key là tệp privkey.pem" | "{path} holds no PEM private key; set http.tls_key to the file privkey.pem";
    /// Certificate and key do not belong together.
    TLS_MISMATCH = "chứng chỉ {cert} và khóa {key} không thuộc về nhau; dùng hai tệp của cùng một lần cấp" | "the certificate {cert} and the key {key} do not belong together; use the two files of one issue";
    /// A certificate or key that cannot be used.
    TLS_UNUSABLE = "không dùng được chứng chỉ {cert} với khóa {key}: {error}; xin cấp lại chứng chỉ" | "the certificate {cert} cannot be used with the key {key}: {error}; have it issued again";
    /// A certificate whose time is over, or not yet there.
    TLS_NOT_NOW = "chứng chỉ {cert} chỉ có hiệu lực từ {from} đến {until}; xin cấp lại hoặc chỉnh giờ máy chủ, trình duyệt sẽ cảnh báo cho đến khi đó" | "the certificate {cert} holds from {from} to {until} only; renew it or set this machine's clock, browsers warn until then";
    /// A certificate that does not name the public address.
    TLS_OTHER_NAME = "chứng chỉ {cert} không ghi tên {name} của http.public_url; xin cấp lại cho tên đó, trình duyệt sẽ cảnh báo cho đến khi đó" | "the certificate {cert} does not name {name} of http.public_url; have it issued for that name, browsers warn until then";
    /// A self-signed certificate cannot be made or kept.
    TLS_NOT_MADE = "không tạo được chứng chỉ tự ký {path}: {error}; kiểm tra quyền ghi và http.hosts" | "the self-signed certificate {path} cannot be made: {error}; check the permissions and http.hosts";
    /// The fingerprint, as browsers show it.
    TLS_FINGERPRINT = "Dấu vân tay SHA-256 của chứng chỉ (so với chứng chỉ mà trình duyệt hiện): {fingerprint}" | "SHA-256 fingerprint of the certificate (compare it with what the browser shows): {fingerprint}";
    /// There is no self-signed certificate yet.
    TLS_LATER = "Chứng chỉ tự ký sẽ được tạo khi chạy lần đầu" | "The self-signed certificate will be made at the first start";
    /// A line in front of a warning.
    WARNING = "Cảnh báo: {what}" | "Warning: {what}";
    /// Plain HTTP for other machines.
    PLAIN_HTTP = "{address} dùng HTTP không mã hóa: máy khác không xem trực tiếp được (thiếu WebCodecs), không có định vị, không cài được ứng dụng, và ai ở cùng mạng cũng đọc được mật khẩu; đặt http.tls = \"self_signed\" hoặc \"files\", hoặc đặt nginx có HTTPS đứng trước (xem nginx.example.conf)" | "{address} is plain HTTP: other machines get no live pictures (no WebCodecs), no GPS and cannot install the app, and anybody in the network can read passwords; set http.tls = \"self_signed\" or \"files\", or put nginx with HTTPS in front (see nginx.example.conf)";
    /// Plain HTTP on the port of TLS.
    SPEAKS_HTTPS = "Cổng này dùng HTTPS: hãy mở địa chỉ bắt đầu bằng https://" | "This port speaks HTTPS: open the address that begins with https://";
    /// Too many connections from one address.
    TOO_MANY_CONNECTIONS = "Địa chỉ này đang mở quá nhiều kết nối: đóng bớt rồi thử lại" | "Too many connections from this address: close some and try again";
    /// The page: what plain HTTP costs.
    PLAIN_PAGE = "Địa chỉ http:// này không được mã hóa: hình có thể chậm và tốn pin hơn, không có định vị, không cài được ứng dụng, mật khẩu có thể bị đọc trộm" | "This http:// address is not encrypted: pictures may be slower and drain the battery, no GPS, no installing, and passwords can be read on the way";
    /// The page: a link to the same page over HTTPS.
    OPEN_HTTPS = "Mở địa chỉ an toàn" | "Open the secure address";
    /// The page: there is no such link.
    ASK_HTTPS = "Hãy nhờ người quản trị bật HTTPS" | "Ask whoever runs this to turn HTTPS on";
}

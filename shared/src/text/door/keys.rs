//! What the keys of the configuration mean, in a few words each. The example file says more.

use crate::text::{Text, texts};

texts! {
    /// `site`
    KEY_SITE = "Mã của phường, đứng đầu mã mọi camera" | "The ward’s id, in front of every camera’s";
    /// `site_name`
    KEY_SITE_NAME = "Tên phường như mọi người gọi" | "The ward’s name as people call it";
    /// `site_utc_offset_minutes`
    KEY_SITE_UTC_OFFSET_MINUTES = "Số phút giờ địa phương sớm hơn UTC" | "Minutes by which the local clock is ahead of UTC";
    /// `data_dir`
    KEY_DATA_DIR = "Thư mục chứa cơ sở dữ liệu và khóa" | "The folder of the database and its key";
    /// `http.listen`
    KEY_HTTP_LISTEN = "Địa chỉ và cổng cho người xem" | "Where viewers come in";
    /// `http.hosts`
    KEY_HTTP_HOSTS = "Các tên miền khác mà trình duyệt được dùng" | "Further host names that browsers may use";
    /// `http.max_viewers`
    KEY_HTTP_MAX_VIEWERS = "Số người xem cùng lúc" | "Viewers at the same time";
    /// `http.tls`
    KEY_HTTP_TLS = "Mã hóa: off, self_signed hoặc files" | "TLS: off, self_signed or files";
    /// `http.tls_cert`
    KEY_HTTP_TLS_CERT = "Tệp chứng chỉ (PEM)" | "The certificate’s file (PEM)";
    /// `http.tls_key`
    KEY_HTTP_TLS_KEY = "Tệp khóa riêng (PEM)" | "The private key’s file (PEM)";
    /// `http.public_url`
    KEY_HTTP_PUBLIC_URL = "Địa chỉ đưa cho mọi người, dùng trong lời mời" | "The address that people are given, as in invitations";
    /// `http.trusted_proxies`
    KEY_HTTP_TRUSTED_PROXIES = "Các proxy được tin khi báo địa chỉ người xem" | "Proxies that are believed about a viewer’s address";
    /// `webrtc.enabled`
    KEY_WEBRTC_ENABLED = "Gửi hình qua WebRTC" | "Pictures over WebRTC";
    /// `webrtc.listen`
    KEY_WEBRTC_LISTEN = "Địa chỉ và cổng UDP của WebRTC; trống: như http.listen" | "WebRTC’s UDP address and port; empty: as http.listen";
    /// `webrtc.public_addresses`
    KEY_WEBRTC_PUBLIC_ADDRESSES = "Địa chỉ công cộng dẫn tới cổng đó" | "Public addresses that lead to that port";
    /// `webrtc.max_sessions`
    KEY_WEBRTC_MAX_SESSIONS = "Số phiên WebRTC cùng lúc" | "WebRTC sessions at the same time";
    /// `webrtc.max_kbit_per_sec`
    KEY_WEBRTC_MAX_KBIT_PER_SEC = "Tốc độ tối đa của một phiên WebRTC, kbit/giây" | "Kbit a second that one session is sent at most";
    /// `webrtc.stun_urls`
    KEY_WEBRTC_STUN_URLS = "Máy chủ STUN cho trình duyệt" | "STUN servers for browsers";
    /// `webrtc.turn_urls`
    KEY_WEBRTC_TURN_URLS = "Máy chủ TURN cho trình duyệt" | "TURN servers for browsers";
    /// `webrtc.turn_secret_file`
    KEY_WEBRTC_TURN_SECRET_FILE = "Tệp chứa bí mật chung với máy chủ TURN" | "The file of the secret shared with the TURN servers";
    /// `webrtc.turn_hours`
    KEY_WEBRTC_TURN_HOURS = "Số giờ dùng được của một tài khoản TURN" | "Hours that an account at the TURN servers lasts";
    /// `map.tiles`
    KEY_MAP_TILES = "Bản đồ nền dưới bản đồ camera" | "A web map below the map of cameras";
    /// `map.tiles_attribution`
    KEY_MAP_TILES_ATTRIBUTION = "Ghi nguồn của bản đồ nền" | "Whom the web map is to be credited to";
    /// `metrics.listen`
    KEY_METRICS_LISTEN = "Nơi Prometheus lấy số liệu" | "Where Prometheus reads metrics";
    /// `cameras.networks`
    KEY_CAMERAS_NETWORKS = "Các mạng được phép có camera" | "Networks where cameras may be";
    /// `cameras.connect_timeout_secs`
    KEY_CAMERAS_CONNECT_TIMEOUT_SECS = "Số giây tối đa cho mỗi bước kết nối camera" | "Seconds that each step of a dial may take";
    /// `cameras.no_media_timeout_secs`
    KEY_CAMERAS_NO_MEDIA_TIMEOUT_SECS = "Số giây không có hình thì kết nối lại" | "Seconds without a picture until a camera is dialled anew";
    /// `cameras.retry_min_secs`
    KEY_CAMERAS_RETRY_MIN_SECS = "Số giây chờ trước lần thử lại đầu tiên" | "Seconds until the first new try";
    /// `cameras.retry_max_secs`
    KEY_CAMERAS_RETRY_MAX_SECS = "Số giây tối đa giữa hai lần thử" | "Seconds between tries at the most";
    /// `cameras.auth_retry_secs`
    KEY_CAMERAS_AUTH_RETRY_SECS = "Số giây chờ sau khi camera từ chối mật khẩu" | "Seconds until the next try after a refused password";
    /// `cameras.dials_per_sec`
    KEY_CAMERAS_DIALS_PER_SEC = "Số lần gọi camera mỗi giây" | "Dials a second over all cameras";
    /// `cameras.dials_per_host`
    KEY_CAMERAS_DIALS_PER_HOST = "Số lần gọi cùng lúc tới một thiết bị" | "Dials at the same time to one device";
    /// `cameras.main_linger_secs`
    KEY_CAMERAS_MAIN_LINGER_SECS = "Số giây giữ luồng chính sau khi hết người xem" | "Seconds that a main stream goes on without viewers";
    /// `hub.gop_max_secs`
    KEY_HUB_GOP_MAX_SECS = "Số giây hình giữ sẵn để hiện ngay" | "Seconds of pictures kept to show at once";
    /// `hub.gop_max_kib`
    KEY_HUB_GOP_MAX_KIB = "Dung lượng hình giữ sẵn, KiB" | "KiB of pictures kept to show at once";
    /// `hub.viewer_lag_max_ms`
    KEY_HUB_VIEWER_LAG_MAX_MS = "Độ trễ tối đa của một ô hình, mili giây" | "Milliseconds that a tile may lag behind";
    /// `hub.viewer_lag_max_kib`
    KEY_HUB_VIEWER_LAG_MAX_KIB = "Dung lượng tồn tối đa của một ô hình, KiB" | "KiB that a tile may lag behind";
    /// `hub.total_max_mib`
    KEY_HUB_TOTAL_MAX_MIB = "Bộ nhớ cho hình của mọi camera, MiB" | "MiB of memory for all cameras’ pictures";
    /// `health.keep_days`
    KEY_HEALTH_KEEP_DAYS = "Số ngày giữ lịch sử mất tín hiệu" | "Days that outages are kept";
    /// `access.session_days`
    KEY_ACCESS_SESSION_DAYS = "Số ngày không dùng thì phải đăng nhập lại" | "Days without use after which a login ends";
    /// `access.totp_roles`
    KEY_ACCESS_TOTP_ROLES = "Các vai trò bắt buộc xác thực hai bước" | "Roles that need a second factor";
    /// `audit.keep_days`
    KEY_AUDIT_KEEP_DAYS = "Số ngày giữ nhật ký" | "Days that the audit is kept";
    /// `limits.body_max_kib`
    KEY_LIMITS_BODY_MAX_KIB = "Dung lượng tối đa của một yêu cầu, KiB" | "KiB of a request’s body";
    /// `limits.import_max_mib`
    KEY_LIMITS_IMPORT_MAX_MIB = "Dung lượng tối đa của danh sách nhập vào, MiB" | "MiB of an imported list";
    /// `limits.request_max_secs`
    KEY_LIMITS_REQUEST_MAX_SECS = "Số giây tối đa để trả lời" | "Seconds within which a request is answered";
    /// `limits.address_requests_per_sec`
    KEY_LIMITS_ADDRESS_REQUESTS_PER_SEC = "Số yêu cầu mỗi giây từ một địa chỉ" | "Requests a second from one address";
    /// `limits.requests_per_sec`
    KEY_LIMITS_REQUESTS_PER_SEC = "Số yêu cầu mỗi giây từ mọi địa chỉ" | "Requests a second from all addresses";
    /// `limits.address_connections`
    KEY_LIMITS_ADDRESS_CONNECTIONS = "Số kết nối cùng lúc từ một địa chỉ" | "Connections at the same time from one address";
    /// `limits.spare_connections`
    KEY_LIMITS_SPARE_CONNECTIONS = "Số kết nối cùng lúc ngoài mỗi người xem một kết nối" | "Connections beyond one a viewer";
    /// `limits.address_sockets`
    KEY_LIMITS_ADDRESS_SOCKETS = "Số trang xem cùng lúc từ một địa chỉ" | "Open pages that watch from one address";
    /// `limits.user_sockets`
    KEY_LIMITS_USER_SOCKETS = "Số trang xem cùng lúc của một người" | "Open pages that watch of one user";
}

/// What a key such as `cameras.retry_max_secs` means; `None` for one that this version does not know.
pub fn means(key: &str) -> Option<Text> {
    Some(match key {
        "site" => KEY_SITE,
        "site_name" => KEY_SITE_NAME,
        "site_utc_offset_minutes" => KEY_SITE_UTC_OFFSET_MINUTES,
        "data_dir" => KEY_DATA_DIR,
        "http.listen" => KEY_HTTP_LISTEN,
        "http.hosts" => KEY_HTTP_HOSTS,
        "http.max_viewers" => KEY_HTTP_MAX_VIEWERS,
        "http.tls" => KEY_HTTP_TLS,
        "http.tls_cert" => KEY_HTTP_TLS_CERT,
        "http.tls_key" => KEY_HTTP_TLS_KEY,
        "http.public_url" => KEY_HTTP_PUBLIC_URL,
        "http.trusted_proxies" => KEY_HTTP_TRUSTED_PROXIES,
        "webrtc.enabled" => KEY_WEBRTC_ENABLED,
        "webrtc.listen" => KEY_WEBRTC_LISTEN,
        "webrtc.public_addresses" => KEY_WEBRTC_PUBLIC_ADDRESSES,
        "webrtc.max_sessions" => KEY_WEBRTC_MAX_SESSIONS,
        "webrtc.max_kbit_per_sec" => KEY_WEBRTC_MAX_KBIT_PER_SEC,
        "webrtc.stun_urls" => KEY_WEBRTC_STUN_URLS,
        "webrtc.turn_urls" => KEY_WEBRTC_TURN_URLS,
        "webrtc.turn_secret_file" => KEY_WEBRTC_TURN_SECRET_FILE,
        "webrtc.turn_hours" => KEY_WEBRTC_TURN_HOURS,
        "map.tiles" => KEY_MAP_TILES,
        "map.tiles_attribution" => KEY_MAP_TILES_ATTRIBUTION,
        "metrics.listen" => KEY_METRICS_LISTEN,
        "cameras.networks" => KEY_CAMERAS_NETWORKS,
        "cameras.connect_timeout_secs" => KEY_CAMERAS_CONNECT_TIMEOUT_SECS,
        "cameras.no_media_timeout_secs" => KEY_CAMERAS_NO_MEDIA_TIMEOUT_SECS,
        "cameras.retry_min_secs" => KEY_CAMERAS_RETRY_MIN_SECS,
        "cameras.retry_max_secs" => KEY_CAMERAS_RETRY_MAX_SECS,
        "cameras.auth_retry_secs" => KEY_CAMERAS_AUTH_RETRY_SECS,
        "cameras.dials_per_sec" => KEY_CAMERAS_DIALS_PER_SEC,
        "cameras.dials_per_host" => KEY_CAMERAS_DIALS_PER_HOST,
        "cameras.main_linger_secs" => KEY_CAMERAS_MAIN_LINGER_SECS,
        "hub.gop_max_secs" => KEY_HUB_GOP_MAX_SECS,
        "hub.gop_max_kib" => KEY_HUB_GOP_MAX_KIB,
        "hub.viewer_lag_max_ms" => KEY_HUB_VIEWER_LAG_MAX_MS,
        "hub.viewer_lag_max_kib" => KEY_HUB_VIEWER_LAG_MAX_KIB,
        "hub.total_max_mib" => KEY_HUB_TOTAL_MAX_MIB,
        "health.keep_days" => KEY_HEALTH_KEEP_DAYS,
        "access.session_days" => KEY_ACCESS_SESSION_DAYS,
        "access.totp_roles" => KEY_ACCESS_TOTP_ROLES,
        "audit.keep_days" => KEY_AUDIT_KEEP_DAYS,
        "limits.body_max_kib" => KEY_LIMITS_BODY_MAX_KIB,
        "limits.import_max_mib" => KEY_LIMITS_IMPORT_MAX_MIB,
        "limits.request_max_secs" => KEY_LIMITS_REQUEST_MAX_SECS,
        "limits.address_requests_per_sec" => KEY_LIMITS_ADDRESS_REQUESTS_PER_SEC,
        "limits.requests_per_sec" => KEY_LIMITS_REQUESTS_PER_SEC,
        "limits.address_connections" => KEY_LIMITS_ADDRESS_CONNECTIONS,
        "limits.spare_connections" => KEY_LIMITS_SPARE_CONNECTIONS,
        "limits.address_sockets" => KEY_LIMITS_ADDRESS_SOCKETS,
        "limits.user_sockets" => KEY_LIMITS_USER_SOCKETS,
        _ => return None,
    })
}

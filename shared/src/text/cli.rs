//! The command line's words: help, answers and errors, each error one sentence that says what to do.

use super::texts;

texts! {
    /// A line in front of every error.
    ERROR = "Lỗi: {what}" | "Error: {what}";
    /// Printed once the relay serves.
    SERVING = "Đang phục vụ tại {url} (dừng bằng Ctrl-C)" | "Serving at {url} (stop with Ctrl-C)";
    /// Printed when the relay stops.
    STOPPED = "Đã dừng" | "Stopped";
    /// The configuration is good.
    CONFIG_OK = "Cấu hình {path} hợp lệ" | "The configuration {path} is valid";
    /// The defaults are used.
    CONFIG_DEFAULT = "Không có tệp cấu hình, mọi giá trị mặc định đều hợp lệ" | "No configuration file; the defaults are valid";
    /// The configuration cannot be read.
    CONFIG_UNREADABLE = "không đọc được tệp cấu hình {path}: {error}; kiểm tra đường dẫn và quyền đọc" | "the configuration {path} cannot be read: {error}; check the path and its permissions";
    /// TOML that is none, unknown keys, wrong types.
    CONFIG_SYNTAX = "tệp cấu hình {path}, {error}; xem relay.example.toml" | "configuration {path}, {error}; see relay.example.toml";
    /// A value out of range.
    CONFIG_VALUE = "tệp cấu hình: {key} = {value} không dùng được; {hint}" | "configuration: {key} = {value} cannot be used; {hint}";
    /// Hint for the address of the metrics.
    HINT_LOOPBACK = "số liệu không hỏi mật khẩu nên chỉ được mở trên 127.0.0.1 hoặc [::1]" | "metrics ask for no password, so only 127.0.0.1 or [::1] may be used";
    /// Hint for a range.
    HINT_RANGE = "dùng một số từ {min} đến {max}" | "use a number from {min} to {max}";
    /// Hint for two equal ports.
    HINT_SAME_PORT = "dùng cổng khác với http.listen" | "use another port than http.listen";
    /// Hint for a site name.
    HINT_SITE = "dùng 1 đến 32 ký tự a-z, 0-9 và '-'" | "use 1 to 32 of a-z, 0-9 and '-'";
    /// Hint for a role.
    HINT_ROLE = "dùng {roles}" | "use {roles}";
    /// Hint for the address of a web map's tiles.
    HINT_TILES = "viết địa chỉ ảnh bản đồ như https://tile.example.vn/{z}/{x}/{y}.png, có đủ {z}, {x}, {y}" | "write the address of map tiles like https://tile.example.vn/{z}/{x}/{y}.png, with {z}, {x} and {y} in it";
    /// Hint for a host name.
    HINT_HOST = "dùng tên máy kèm cổng nếu có, không có đường dẫn" | "use a host name, with its port where it has one, and no path";
    /// Hint for a minimum over a maximum.
    HINT_RETRY_ORDER = "phải nhỏ hơn hoặc bằng cameras.retry_max_secs" | "it must not be over cameras.retry_max_secs";
    /// The port is in use.
    PORT_TAKEN = "cổng {address} đang được chương trình khác dùng; dừng chương trình đó hoặc đổi {key}" | "{address} is in use by another program; stop that one or change {key}";
    /// The port cannot be bound for another reason.
    CANNOT_LISTEN = "không mở được {address}: {error}; đổi {key}" | "{address} cannot be opened: {error}; change {key}";
    /// Another relay has the data folder.
    DATA_IN_USE = "một relay khác đang dùng thư mục dữ liệu {path}; dừng relay đó hoặc đổi data_dir" | "another relay is using the data folder {path}; stop that one or change data_dir";
    /// The data folder cannot be used.
    DATA_DIR = "không dùng được thư mục dữ liệu {path}: {error}; kiểm tra quyền ghi hoặc đổi data_dir" | "the data folder {path} cannot be used: {error}; check its permissions or change data_dir";
    /// A newer database.
    DATABASE_NEWER = "cơ sở dữ liệu {path} thuộc phiên bản mới hơn; hãy dùng bản relay mới hơn, dữ liệu không bị thay đổi" | "the database {path} is of a newer version; use a newer relay, nothing was changed";
    /// Not a database.
    DATABASE_BROKEN = "không mở được cơ sở dữ liệu {path}: {error}; khôi phục từ bản sao lưu hoặc đổi data_dir" | "the database {path} cannot be opened: {error}; restore it from a backup or change data_dir";
    /// The key file is not ours.
    KEY_WRONG = "tệp khóa {path} không mở được mật khẩu camera đã lưu; đặt lại đúng tệp khóa, dữ liệu không bị thay đổi" | "the key file {path} does not open the stored camera passwords; put the right key file back, nothing was changed";
    /// The key file is missing though there are secrets.
    KEY_MISSING = "không có tệp khóa {path} nhưng có mật khẩu đã lưu; đặt lại tệp khóa, dữ liệu không bị thay đổi" | "the key file {path} is missing but there are stored passwords; put it back, nothing was changed";
    /// The key file is no key.
    KEY_BROKEN = "tệp khóa {path} không phải là khóa (cần đúng 64 chữ số hex); đặt lại đúng tệp khóa" | "the key file {path} holds no key (64 hex digits are expected); put the right one back";
    /// Another scheme.
    URL_SCHEME = "địa chỉ camera phải bắt đầu bằng rtsp://; {scheme}:// không dùng được" | "a camera's address must start with rtsp://; {scheme}:// cannot be used";
    /// No URL.
    URL_BAD = "địa chỉ camera không hợp lệ; viết như rtsp://192.168.1.64:554/Streaming/Channels/101" | "the camera's address is not valid; write it like rtsp://192.168.1.64:554/Streaming/Channels/101";
    /// Two different users in two URLs.
    URL_TWO_USERS = "hai địa chỉ ghi hai tài khoản khác nhau; dùng một tài khoản cho cả hai luồng" | "the two addresses name different users; use one account for both streams";
    /// Name rules.
    NAME_BAD = "tên camera phải có 1 đến 120 ký tự, không có ký tự điều khiển" | "a camera's name needs 1 to 120 characters and no control characters";
    /// The id is there already.
    CAMERA_EXISTS = "đã có camera {id}; chọn --id khác" | "there is a camera {id} already; choose another --id";
    /// The camera is not there.
    CAMERA_UNKNOWN = "không có camera {id}; xem relay camera list" | "there is no camera {id}; see relay camera list";
    /// An id that is none.
    ID_BAD = "{id} không phải mã camera: dùng 1 đến 32 ký tự a-z, 0-9 và '-'" | "{id} is no camera id: use 1 to 32 of a-z, 0-9 and '-'";
    /// The password cannot be read from standard input.
    PASSWORD_STDIN = "không đọc được mật khẩu từ đầu vào chuẩn; gửi đúng một dòng" | "the password cannot be read from standard input; send exactly one line";
    /// A password without a user.
    PASSWORD_WITHOUT_USER = "có mật khẩu nhưng không có tên đăng nhập; thêm --username" | "there is a password but no user name; add --username";
    /// The camera was added.
    CAMERA_ADDED = "Đã thêm camera {id} ({name})" | "Added camera {id} ({name})";
    /// The camera was removed.
    CAMERA_REMOVED = "Đã xóa camera {id}" | "Removed camera {id}";
    /// Nothing to list.
    CAMERA_NONE = "Chưa có camera nào" | "No cameras yet";
    /// Heading of the list.
    LIST_ID = "MÃ" | "ID";
    /// Heading of the list.
    LIST_NAME = "TÊN" | "NAME";
    /// Heading of the list.
    LIST_STREAMS = "LUỒNG" | "STREAMS";
    /// Heading of the list.
    LIST_TRANSPORT = "KẾT NỐI" | "TRANSPORT";
    /// A camera whose secrets cannot be opened.
    STREAMS_UNREADABLE = "không đọc được, xóa rồi thêm lại" | "unreadable, remove and add again";
    /// Both streams.
    STREAMS_BOTH = "chính + phụ" | "main + sub";
    /// One stream.
    STREAMS_ONE = "một luồng" | "one stream";
    /// The database failed in the middle.
    STORE_FAILED = "cơ sở dữ liệu báo lỗi: {error}; kiểm tra dung lượng đĩa và quyền ghi" | "the database failed: {error}; check disk space and permissions";
    /// The viewer is not in this build.
    NO_VIEWER = "bản relay này không kèm giao diện; chạy make build" | "this relay was built without the viewer; run make build";
    /// Arguments that are none.
    USAGE = "không hiểu {what}; xem relay --help" | "{what} is not understood; see relay --help";
    /// An argument that is missing.
    USAGE_MISSING = "thiếu {what}; xem relay --help" | "{what} is missing; see relay --help";
    /// No particular argument is to blame.
    USAGE_LINE = "dòng lệnh" | "the command line";
    /// An unknown key in the configuration.
    CONFIG_UNKNOWN_KEY = "tệp cấu hình {path}, dòng {line}: không có mục {key}; xem relay.example.toml" | "configuration {path}, line {line}: there is no key {key}; see relay.example.toml";
    /// Hint for a network.
    HINT_NETWORK = "viết mạng như 192.168.0.0/16" | "write networks like 192.168.0.0/16";
    /// Hint for an address with a port.
    HINT_ADDRESS = "viết địa chỉ như 127.0.0.1:8080" | "write addresses like 127.0.0.1:8080";
    /// The address lies outside the allowed networks.
    ADDRESS_OUTSIDE = "địa chỉ camera nằm ngoài các mạng được phép; thêm mạng đó vào cameras.networks" | "the camera's address lies outside the allowed networks; add its network to cameras.networks";
    /// Asking for a password.
    PASSWORD_PROMPT = "Mật khẩu camera (không hiện khi gõ): " | "Camera password (not shown while typing): ";
    /// Secrets that were altered.
    SECRET_ALTERED = "dữ liệu bí mật của camera {id} đã bị sửa; xóa camera này rồi thêm lại" | "the secrets of camera {id} were altered; remove this camera and add it again";
    /// The runtime does not start.
    RUNTIME = "không khởi động được chương trình: {error}; kiểm tra giới hạn số luồng và bộ nhớ" | "the program cannot start its threads: {error}; check the limits on threads and memory";
    /// Output that cannot be written.
    OUTPUT = "không ghi được kết quả: {error}" | "the output cannot be written: {error}";
    /// Help: the program.
    HELP_RELAY = "Máy chủ chuyển tiếp camera RTSP H.264 tới trình duyệt" | "A relay from RTSP H.264 cameras to browsers";
    /// Help: a command.
    HELP_SERVE = "Chạy máy chủ" | "Run the relay";
    /// Help: a command.
    HELP_CAMERA = "Thêm, xem, xóa, kiểm tra camera (được cả khi máy chủ đang chạy)" | "Add, list, remove, check cameras (also while the relay runs)";
    /// Help: a command.
    HELP_ADD = "Thêm một camera" | "Add a camera";
    /// Help: a command.
    HELP_LIST = "Xem các camera" | "List the cameras";
    /// Help: a command.
    HELP_REMOVE = "Xóa một camera" | "Remove a camera";
    /// Help: a command.
    HELP_CHECK = "Kiểm tra một camera: phát gì, cần đổi gì" | "Check a camera: what it sends, what to change";
    /// Help: a command.
    HELP_CONFIG = "Cấu hình" | "The configuration";
    /// Help: a command.
    HELP_CONFIG_CHECK = "Kiểm tra tệp cấu hình" | "Check the configuration";
    /// Help: an option.
    HELP_OPT_CONFIG = "Tệp cấu hình (mặc định: relay.toml nếu có)" | "Configuration file (default: relay.toml where it exists)";
    /// Help: an option.
    HELP_OPT_LANG = "Ngôn ngữ: vi hoặc en" | "Language: vi or en";
    /// Help: an option.
    HELP_OPT_NAME = "Tên hiển thị" | "The name that is shown";
    /// Help: an option.
    HELP_OPT_URL = "Địa chỉ luồng chính, rtsp://…" | "Address of the main stream, rtsp://…";
    /// Help: an option.
    HELP_OPT_SUB = "Địa chỉ luồng phụ, rtsp://…" | "Address of the sub-stream, rtsp://…";
    /// Help: an option.
    HELP_OPT_USERNAME = "Tên đăng nhập của camera (mật khẩu sẽ được hỏi)" | "The camera's user name (the password will be asked for)";
    /// Help: an option.
    HELP_OPT_STDIN = "Đọc mật khẩu từ đầu vào chuẩn" | "Read the password from standard input";
    /// Help: an option.
    HELP_OPT_ID = "Mã camera (mặc định: ngẫu nhiên)" | "The camera's id (default: random)";
    /// Help: an option.
    HELP_OPT_UDP = "Nhận RTP qua UDP thay vì TCP" | "Take RTP over UDP instead of TCP";
    /// Help: an option.
    HELP_OPT_JSON = "In JSON" | "Print JSON";
    /// Help: an argument.
    HELP_ARG_ID = "Mã camera, như trong relay camera list" | "A camera's id, as in relay camera list";
    /// Help: an option.
    HELP_OPT_HELP = "In phần trợ giúp này" | "Print this help";
    /// Help: an option.
    HELP_OPT_VERSION = "In phiên bản" | "Print the version";
    /// Help: a heading.
    HELP_USAGE = "Cách dùng:" | "Usage:";
    /// Help: a heading.
    HELP_OPTIONS = "Tùy chọn" | "Options";
    /// Help: a heading.
    HELP_ARGUMENTS = "Tham số" | "Arguments";
    /// Help: a heading.
    HELP_COMMANDS = "Lệnh" | "Commands";
}

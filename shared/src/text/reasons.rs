//! The words for reason codes and camera states, for the viewer and the command line alike.

use super::{Text, texts};
use crate::wire::{CameraState, Reason};

texts! {
    /// For [`Reason::Connecting`].
    CONNECTING = "Đang kết nối với camera" | "Connecting to the camera";
    /// For [`Reason::Unreachable`].
    UNREACHABLE = "Camera không trả lời: kiểm tra nguồn điện và dây mạng" | "The camera does not answer: check its power and network cable";
    /// For [`Reason::ConnectionRefused`].
    CONNECTION_REFUSED = "Thiết bị không mở cổng RTSP: kiểm tra số cổng và bật RTSP" | "The device refuses the RTSP port: check the port number and that RTSP is on";
    /// For [`Reason::NameUnknown`].
    NAME_UNKNOWN = "Không tìm thấy tên máy của camera: kiểm tra địa chỉ" | "The camera's host name is unknown: check the address";
    /// For [`Reason::AddressRefused`].
    ADDRESS_REFUSED = "Địa chỉ camera nằm ngoài các mạng được phép: thêm mạng vào cameras.networks" | "The camera's address lies outside the allowed networks: add its network to cameras.networks";
    /// For [`Reason::AuthFailed`].
    AUTH_FAILED = "Camera từ chối tên đăng nhập hoặc mật khẩu" | "The camera refuses the user name or password";
    /// For [`Reason::SecretUnreadable`].
    SECRET_UNREADABLE = "Khóa hiện tại không mở được mật khẩu đã lưu: nhập lại mật khẩu camera" | "The present key does not open the stored password: enter the camera's password again";
    /// For [`Reason::NotFound`].
    NOT_FOUND = "Camera không có luồng ở đường dẫn này" | "The camera has no stream under this path";
    /// For [`Reason::CameraBusy`].
    CAMERA_BUSY = "Camera đã đủ số kết nối, đang chờ" | "The camera has no session left; waiting";
    /// For [`Reason::CodecH265`].
    CODEC_H265 = "Camera phát H.265, hãy đặt H.264 hoặc dùng luồng phụ" | "The camera sends H.265: set it to H.264 or use its sub-stream";
    /// For [`Reason::CodecUnsupported`].
    CODEC_UNSUPPORTED = "Camera không phát H.264, hãy đặt H.264" | "The camera does not send H.264: set it to H.264";
    /// For [`Reason::Interlaced`].
    INTERLACED = "Camera phát hình xen kẽ (interlaced), hãy đặt quét liên tục" | "The camera sends interlaced pictures: set it to progressive";
    /// For [`Reason::NoKeyframe`].
    NO_KEYFRAME = "Camera không gửi khung hình chính (I-frame), hãy đặt khoảng cách I-frame 1–2 giây" | "The camera sends no keyframe: set an I-frame interval of 1 to 2 s";
    /// For [`Reason::NoMedia`].
    NO_MEDIA = "Đã kết nối nhưng camera không gửi hình" | "Connected, but the camera sends no picture";
    /// For [`Reason::CameraClosed`].
    CAMERA_CLOSED = "Camera đã ngắt kết nối" | "The camera closed the connection";
    /// For [`Reason::ProtocolError`].
    PROTOCOL_ERROR = "Camera trả lời sai giao thức RTSP" | "The camera breaks the RTSP protocol";
    /// For [`Reason::UnknownCamera`].
    UNKNOWN_CAMERA = "Không có camera này" | "There is no such camera";
    /// For [`Reason::TooManySlots`].
    TOO_MANY_SLOTS = "Mở quá nhiều ô cùng lúc" | "Too many tiles at once";
    /// For [`Reason::RateLimited`].
    RATE_LIMITED = "Yêu cầu quá nhanh, thử lại sau giây lát" | "Too many requests; try again in a moment";
    /// For [`Reason::TooManyViewers`].
    TOO_MANY_VIEWERS = "Đã đủ người xem, thử lại sau" | "All places are taken; try again later";
    /// For [`Reason::TooManySockets`].
    TOO_MANY_SOCKETS = "Mạng hoặc tài khoản này đang mở quá nhiều màn hình xem: đóng bớt rồi thử lại" | "Too many screens are open from this network or account: close some and try again";
    /// For [`Reason::Overloaded`].
    OVERLOADED = "Máy chủ đang quá tải, thử lại sau giây lát" | "The relay has too much to do; try again in a moment";
    /// For [`Reason::BodyTooLarge`].
    BODY_TOO_LARGE = "Dữ liệu gửi lên quá lớn: hãy chia nhỏ rồi gửi lại" | "What was sent is too large: send it in smaller parts";
    /// For [`Reason::TimedOut`].
    TIMED_OUT = "Máy chủ trả lời quá lâu: kiểm tra đường truyền rồi thử lại" | "It took too long: check the connection and try again";
    /// For [`Reason::BadMessage`].
    BAD_MESSAGE = "Yêu cầu không hợp lệ" | "The request is not valid";
    /// For [`Reason::Version`].
    VERSION = "Trang này cũ hơn máy chủ: tải lại trang" | "This page is older than the relay: reload it";
    /// For [`Reason::HostRefused`].
    HOST_REFUSED = "Tên máy này không phải của máy chủ: thêm vào http.hosts nếu đúng" | "This host name is not the relay's: add it to http.hosts if it should be";
    /// For [`Reason::OriginRefused`].
    ORIGIN_REFUSED = "Yêu cầu đến từ trang web khác nên bị từ chối" | "Requests from pages of other sites are refused";
    /// For [`Reason::NotAllowed`].
    NOT_ALLOWED = "Bạn không được phép làm việc này" | "You may not do this";
    /// For [`Reason::Reordered`].
    REORDERED = "Camera bật B-frame: hãy tắt B-frame trong phần cài đặt mã hóa để điện thoại này xem được" | "The camera has B-frames on: switch them off in its encoding settings so that this device can show it";
    /// For [`Reason::RtpUnknown`].
    RTP_UNKNOWN = "Phiên WebRTC này không có hoặc đã kết thúc: mở lại hình" | "There is no such WebRTC session, or it has ended: open the picture again";
    /// For [`Reason::BadOffer`].
    BAD_OFFER = "Lời mời WebRTC không dùng được: cần một phần video H.264 chỉ nhận (recvonly)" | "The WebRTC offer cannot be answered: it needs a video section that receives H.264 (recvonly)";
    /// For [`Reason::ViewerSilent`].
    VIEWER_SILENT = "Trình duyệt không trả lời quá lâu" | "Nothing was heard from the browser for too long";
    /// For [`Reason::LoginRequired`].
    LOGIN_REQUIRED = "Hãy đăng nhập" | "Please log in";
    /// For [`Reason::TotpRequired`].
    TOTP_REQUIRED = "Vai trò của bạn cần xác thực hai lớp: hãy thiết lập trong trang tài khoản" | "Your role needs two-factor login: set it up on the account page";
    /// For [`Reason::Paused`].
    PAUSED = "Camera đang tạm dừng: không ai xem được hình" | "The camera is paused: nobody sees its pictures";
    /// For [`Reason::NoSuchPath`].
    NO_SUCH_PATH = "Không có gì ở địa chỉ này" | "There is nothing at this address";
    /// For [`Reason::NoPicture`].
    NO_PICTURE = "Hiện chưa có hình của camera này" | "There is no picture of this camera at this time";
    /// For [`Reason::StillUnavailable`].
    STILL_UNAVAILABLE = "Không tạo được ảnh tĩnh từ luồng của camera này; hãy xem trực tiếp" | "No still can be made of this camera's stream: watch it live";
    /// For [`Reason::StillBusy`].
    STILL_BUSY = "Máy chủ đang tạo quá nhiều ảnh tĩnh, thử lại sau giây lát" | "The relay is making too many stills; try again in a moment";
    /// For [`Reason::Failed`].
    FAILED = "Máy chủ gặp lỗi; hãy thử lại, nếu vẫn lỗi hãy báo người quản trị" | "The relay could not do it; try again, and tell the admin if it still fails";
    /// For [`Reason::ShuttingDown`].
    SHUTTING_DOWN = "Máy chủ đang khởi động lại" | "The relay is restarting";
    /// For [`Reason::Unknown`].
    UNKNOWN = "Lý do không rõ" | "Unknown reason";
    /// For [`CameraState::Starting`].
    STATE_STARTING = "Đang kết nối" | "Starting";
    /// For [`CameraState::Live`].
    STATE_LIVE = "Trực tiếp" | "Live";
    /// For [`CameraState::Stale`].
    STATE_STALE = "Hình bị chậm" | "Stale";
    /// For [`CameraState::Offline`].
    STATE_OFFLINE = "Mất tín hiệu" | "Offline";
    /// For [`CameraState::Paused`].
    STATE_PAUSED = "Tạm dừng" | "Paused";
    /// For [`CameraState::Unknown`].
    STATE_UNKNOWN = "Không rõ" | "Unknown";
}

impl Reason {
    /// The reason in words, without a full stop.
    pub fn text(self) -> Text {
        match self {
            Self::Connecting => CONNECTING,
            Self::Unreachable => UNREACHABLE,
            Self::ConnectionRefused => CONNECTION_REFUSED,
            Self::NameUnknown => NAME_UNKNOWN,
            Self::AddressRefused => ADDRESS_REFUSED,
            Self::AuthFailed => AUTH_FAILED,
            Self::SecretUnreadable => SECRET_UNREADABLE,
            Self::NotFound => NOT_FOUND,
            Self::CameraBusy => CAMERA_BUSY,
            Self::CodecH265 => CODEC_H265,
            Self::CodecUnsupported => CODEC_UNSUPPORTED,
            Self::Interlaced => INTERLACED,
            Self::NoKeyframe => NO_KEYFRAME,
            Self::NoMedia => NO_MEDIA,
            Self::CameraClosed => CAMERA_CLOSED,
            Self::ProtocolError => PROTOCOL_ERROR,
            Self::UnknownCamera => UNKNOWN_CAMERA,
            Self::TooManySlots => TOO_MANY_SLOTS,
            Self::RateLimited => RATE_LIMITED,
            Self::TooManyViewers => TOO_MANY_VIEWERS,
            Self::TooManySockets => TOO_MANY_SOCKETS,
            Self::Overloaded => OVERLOADED,
            Self::BodyTooLarge => BODY_TOO_LARGE,
            Self::TimedOut => TIMED_OUT,
            Self::BadMessage => BAD_MESSAGE,
            Self::Version => VERSION,
            Self::HostRefused => HOST_REFUSED,
            Self::OriginRefused => ORIGIN_REFUSED,
            Self::NotAllowed => NOT_ALLOWED,
            Self::LoginRequired => LOGIN_REQUIRED,
            Self::TotpRequired => TOTP_REQUIRED,
            Self::Paused => PAUSED,
            Self::Reordered => REORDERED,
            Self::RtpUnknown => RTP_UNKNOWN,
            Self::BadOffer => BAD_OFFER,
            Self::ViewerSilent => VIEWER_SILENT,
            Self::NoSuchPath => NO_SUCH_PATH,
            Self::NoPicture => NO_PICTURE,
            Self::StillUnavailable => STILL_UNAVAILABLE,
            Self::StillBusy => STILL_BUSY,
            Self::Failed => FAILED,
            Self::ShuttingDown => SHUTTING_DOWN,
            Self::Unknown => UNKNOWN,
        }
    }
}

impl CameraState {
    /// The state in words.
    pub fn text(self) -> Text {
        match self {
            Self::Starting => STATE_STARTING,
            Self::Live => STATE_LIVE,
            Self::Stale => STATE_STALE,
            Self::Offline => STATE_OFFLINE,
            Self::Paused => STATE_PAUSED,
            Self::Unknown => STATE_UNKNOWN,
        }
    }
}

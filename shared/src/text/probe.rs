//! The words of `relay probe` and `relay camera check`: steps, facts, what to do where a step fails.

use super::{Text, texts};
use crate::{
    diagnosis::{Step, Timestamps, Verdict},
    wire::Reason,
};

texts! {
    /// Help: a command.
    HELP_PROBE = "Thử một địa chỉ camera: phát gì, cần đổi gì trong camera" | "Try a camera's address: what it sends, what to change in the camera";
    /// Help: an option.
    HELP_SECONDS = "Xem mỗi luồng bao nhiêu giây, 2 đến 300 (mặc định: 8)" | "How many seconds to watch each stream, 2 to 300 (default: 8)";
    /// Help: exit codes.
    HELP_EXIT = "Mã thoát: 0 tốt; 1 chưa phát được; 2 phát được nhưng nên đổi điều gì đó" | "Exit codes: 0 good; 1 cannot be played; 2 plays, but something should be changed";
    /// For [`Step::NameResolved`].
    STEP_NAME = "Tên máy có địa chỉ mạng" | "The host name has an address";
    /// For [`Step::AddressAllowed`].
    STEP_ADDRESS = "Địa chỉ nằm trong các mạng được phép" | "The address lies in the allowed networks";
    /// For [`Step::PortOpen`].
    STEP_PORT = "Cổng RTSP đang mở" | "The RTSP port is open";
    /// For [`Step::RtspAnswers`].
    STEP_RTSP = "Thiết bị trả lời RTSP" | "The device answers in RTSP";
    /// For [`Step::NoPasswordAsked`].
    STEP_NO_PASSWORD = "Camera không hỏi mật khẩu" | "The camera asks for no password";
    /// For [`Step::PasswordAccepted`].
    STEP_PASSWORD = "Camera nhận tên đăng nhập và mật khẩu" | "The camera takes the user name and password";
    /// For [`Step::StreamFound`].
    STEP_STREAM = "Có luồng H.264 ở đường dẫn này" | "There is an H.264 stream under this path";
    /// For [`Step::FirstPicture`].
    STEP_PICTURE = "Hình đầu tiên đến sau {secs} giây, đang xem thêm {watch} giây…" | "The first picture came after {secs} s; watching for {watch} s…";
    /// Format and size.
    FACT_FORMAT = "Mã hóa: H.264 {format}, {width}x{height}" | "Encoding: H.264 {format}, {width}x{height}";
    /// Rates.
    FACT_RATES = "Tốc độ: {fps} hình/giây, trung bình {kbps} kbit/giây, giây cao nhất {peak} kbit/giây" | "Rates: {fps} fps, {kbps} kbit/s on average, {peak} kbit in the largest second";
    /// From keyframe to keyframe.
    FACT_GOP = "Khung I: cách nhau {secs} giây ({frames} hình), khung lớn nhất {kib} KiB" | "Keyframes: {secs} s apart ({frames} pictures), the largest has {kib} KiB";
    /// The same where no second keyframe came.
    FACT_GOP_OPEN = "Khung I: cách nhau hơn {secs} giây, không thấy khung I thứ hai trong lúc xem; khung lớn nhất {kib} KiB" | "Keyframes: more than {secs} s apart, no second one came while watching; the largest has {kib} KiB";
    /// B-frames and slices.
    FACT_PICTURES = "B-frame: {b_frames}; số slice mỗi hình: {slices}" | "B-frames: {b_frames}; slices a picture: {slices}";
    /// Timestamps and loss.
    FACT_CLOCK = "Mốc thời gian: {timestamps}; gói bị mất: {lost}" | "Timestamps: {timestamps}; packets lost: {lost}";
    /// There are such.
    YES = "có" | "yes";
    /// There are none.
    NO = "không" | "no";
    /// For [`Timestamps::Steady`].
    TIMESTAMPS_STEADY = "đều" | "steady";
    /// For [`Timestamps::Jumping`].
    TIMESTAMPS_JUMPING = "nhảy" | "they jump";
    /// For [`Timestamps::Backwards`].
    TIMESTAMPS_BACKWARDS = "chạy lùi" | "they run backwards";
    /// For [`Timestamps::NoProgress`].
    TIMESTAMPS_NO_PROGRESS = "đứng yên" | "they stand still";
    /// For [`Timestamps::Drifting`].
    TIMESTAMPS_DRIFTING = "trôi so với giờ hình đến" | "they drift against arrival";
    /// For [`Timestamps::Unknown`].
    TIMESTAMPS_UNKNOWN = "chưa rõ" | "not known yet";
    /// In front of the advice.
    ADVICE_HEAD = "Nên đổi:" | "To be changed:";
    /// For [`Verdict::Good`].
    VERDICT_GOOD = "Kết luận: phát tốt, không cần đổi gì" | "Result: it plays well, nothing needs to be changed";
    /// For [`Verdict::Advised`].
    VERDICT_ADVISED = "Kết luận: phát được, nhưng nên đổi những điều ghi ở trên" | "Result: it plays, but what is listed above should be changed";
    /// For [`Verdict::Failed`].
    VERDICT_FAILED = "Kết luận: chưa phát được; sửa theo dòng có dấu ✕ rồi chạy lại" | "Result: it cannot be played yet; mend what the line with ✕ says and run this again";
    /// For [`Verdict::Unknown`].
    VERDICT_UNKNOWN = "Kết luận: chưa rõ" | "Result: not known yet";
    /// What to do where no user was named and the camera wants one.
    FIX_NO_USER = "camera hỏi mật khẩu nhưng chưa có tài khoản: thêm --username" | "the camera asks for a password and no user was given: add --username";
    /// For [`Reason::AddressRefused`].
    FIX_ADDRESS = "trong relay.toml viết như [cameras] networks = [\"192.168.0.0/16\"]" | "in relay.toml write it like [cameras] networks = [\"192.168.0.0/16\"]";
    /// For [`Reason::AuthFailed`].
    FIX_AUTH = "thử đăng nhập trang web của camera bằng đúng tài khoản này; nhiều camera khóa tài khoản sau vài lần sai, khi đó chờ 30 phút" | "log in to the camera's own page with this account; many cameras lock an account after a few wrong tries, then wait for 30 minutes";
    /// For [`Reason::NotFound`].
    FIX_NOT_FOUND = "so đường dẫn với bảng các hãng trong README, kiểm tra số kênh" | "compare the path with the table of vendors in the README, check the channel's number";
    /// For [`Reason::CameraBusy`].
    FIX_BUSY = "đóng bớt phần mềm và đầu ghi đang kéo camera này, hoặc khởi động lại camera" | "close other programs and recorders that pull this camera, or restart it";
    /// For [`Reason::NoMedia`].
    FIX_NO_MEDIA = "khởi động lại camera; nếu dùng --udp thì bỏ đi, tường lửa có thể chặn UDP" | "restart the camera; where --udp is used leave it out, a firewall may stop UDP";
    /// For [`Reason::CameraClosed`].
    FIX_CLOSED = "thử lại; nếu vẫn vậy thì khởi động lại camera và cập nhật firmware" | "try again; if it stays so restart the camera and update its firmware";
    /// For [`Reason::ProtocolError`].
    FIX_PROTOCOL = "kiểm tra số cổng RTSP (thường là 554), cập nhật firmware của camera" | "check the port number of RTSP (mostly 554), update the camera's firmware";
}

impl Step {
    /// The step in words, without a full stop. That of [`Step::FirstPicture`] has holes.
    pub fn text(self) -> Text {
        match self {
            Self::NameResolved => STEP_NAME,
            Self::AddressAllowed => STEP_ADDRESS,
            Self::PortOpen => STEP_PORT,
            Self::RtspAnswers => STEP_RTSP,
            Self::NoPasswordAsked => STEP_NO_PASSWORD,
            Self::PasswordAccepted => STEP_PASSWORD,
            Self::StreamFound | Self::Unknown => STEP_STREAM,
            Self::FirstPicture => STEP_PICTURE,
        }
    }
}

impl Timestamps {
    /// How they run, in words.
    pub fn text(self) -> Text {
        match self {
            Self::Steady => TIMESTAMPS_STEADY,
            Self::Jumping => TIMESTAMPS_JUMPING,
            Self::Backwards => TIMESTAMPS_BACKWARDS,
            Self::NoProgress => TIMESTAMPS_NO_PROGRESS,
            Self::Drifting => TIMESTAMPS_DRIFTING,
            Self::Unknown => TIMESTAMPS_UNKNOWN,
        }
    }
}

impl Verdict {
    /// The verdict as a sentence, without a full stop.
    pub fn text(self) -> Text {
        match self {
            Self::Good => VERDICT_GOOD,
            Self::Advised => VERDICT_ADVISED,
            Self::Failed => VERDICT_FAILED,
            Self::Unknown => VERDICT_UNKNOWN,
        }
    }
}

/// What a technician does about a failure, where the reason's own words do not say it.
pub fn fix(reason: Reason) -> Option<Text> {
    Some(match reason {
        Reason::AddressRefused => FIX_ADDRESS,
        Reason::AuthFailed => FIX_AUTH,
        Reason::NotFound => FIX_NOT_FOUND,
        Reason::CameraBusy => FIX_BUSY,
        Reason::NoMedia => FIX_NO_MEDIA,
        Reason::CameraClosed => FIX_CLOSED,
        Reason::ProtocolError => FIX_PROTOCOL,
        _ => return None,
    })
}

//! The words for advice: what a technician changes, and where in a camera's own pages it usually stands.

use super::{Text, texts};
use crate::diagnosis::Advice;

texts! {
    /// For [`Advice::CodecH265`].
    ADVICE_H265 = "Camera phát H.265: vào mục Video của camera, đổi kiểu mã hóa (Encoding) sang H.264; nếu luồng chính phải giữ H.265 thì đặt H.264 cho luồng phụ và chỉ dùng luồng phụ" | "The camera sends H.265: on its Video page set the encoding to H.264; where the main stream must stay H.265, set the sub-stream to H.264 and use only that";
    /// For [`Advice::CodecUnsupported`].
    ADVICE_CODEC = "Camera không phát H.264 (có thể là MJPEG): vào mục Video, đổi kiểu mã hóa (Encoding) sang H.264" | "The camera does not send H.264 (MJPEG, perhaps): on its Video page set the encoding to H.264";
    /// For [`Advice::Interlaced`].
    ADVICE_INTERLACED = "Hình xen kẽ (interlaced): đặt quét liên tục (progressive), trên đầu ghi thì chọn 25P hoặc 30P thay cho 50I, 60I" | "The pictures are interlaced: set progressive scan; on a recorder choose 25P or 30P in place of 50I or 60I";
    /// For [`Advice::BFrames`].
    ADVICE_B_FRAMES = "Có B-frame nên hình trễ và có máy không xem được: tắt B-frame, nếu không có mục đó thì đặt Profile là Baseline hoặc Main" | "There are B-frames, which delay the picture and do not play everywhere: turn B-frames off, or where there is no such setting set the profile to Baseline or Main";
    /// For [`Advice::GopLong`].
    ADVICE_GOP_LONG = "Các khung I cách nhau quá xa nên mở camera phải chờ: đặt I-frame interval (GOP) bằng 2 lần số hình/giây, ví dụ 30 khi camera phát 15 hình/giây" | "Keyframes are too far apart, so opening the camera takes long: set the I-frame interval (GOP) to twice the frame rate, such as 30 at 15 fps";
    /// For [`Advice::GopUnbounded`].
    ADVICE_GOP_UNBOUNDED = "Camera gần như không gửi khung I: đặt I-frame interval (GOP) bằng 2 lần số hình/giây và tắt intra refresh nếu có" | "The camera sends hardly any keyframes: set the I-frame interval (GOP) to twice the frame rate, and turn intra refresh off where there is such a setting";
    /// For [`Advice::SmartCodec`].
    ADVICE_SMART_CODEC = "Khung I cách nhau từ 8 giây trở lên, thường là do H.264+ hay Smart Codec: tắt chế độ đó, cho camera khởi động lại rồi đặt I-frame interval" | "Keyframes are 8 s or more apart, mostly because of H.264+ or Smart Codec: turn that off, let the camera restart, then set the I-frame interval";
    /// For [`Advice::BitRateHigh`].
    ADVICE_BIT_RATE = "Tốc độ bit cao hơn cần thiết: đặt Max Bitrate tối đa 1024 kbit/giây cho luồng phụ, 4096 kbit/giây cho luồng chính" | "The bit rate is higher than it need be: set the maximum bit rate to at most 1024 kbit/s for the sub-stream, 4096 kbit/s for the main stream";
    /// For [`Advice::SubMissing`].
    ADVICE_SUB_MISSING = "Chưa có luồng phụ nên mọi ô trên bảng đều kéo luồng lớn: bật Sub Stream trong camera rồi ghi địa chỉ luồng phụ (dòng lệnh: --sub)" | "There is no sub-stream, so every tile of the wall pulls the large one: turn the sub-stream on in the camera and give its address (at the command line: --sub)";
    /// For [`Advice::SubTooLarge`].
    ADVICE_SUB_LARGE = "Luồng phụ quá lớn: đặt độ phân giải của luồng phụ là 640x360 hoặc 704x576, nhỏ hơn luồng chính" | "The sub-stream is too large: set its resolution to 640x360 or 704x576, smaller than the main stream";
    /// For [`Advice::FpsLow`].
    ADVICE_FPS_LOW = "Luồng phụ dưới 5 hình/giây nên hình giật: đặt 10 đến 15 hình/giây" | "The sub-stream has fewer than 5 fps and looks jerky: set 10 to 15 fps";
    /// For [`Advice::FpsHigh`].
    ADVICE_FPS_HIGH = "Luồng phụ trên 20 hình/giây, điện thoại rẻ không xem được nhiều ô: đặt 10 đến 15 hình/giây" | "The sub-stream has more than 20 fps, too much for many tiles on a cheap phone: set 10 to 15 fps";
    /// For [`Advice::TimestampsBad`].
    ADVICE_TIMESTAMPS = "Mốc thời gian của hình nhảy, đứng yên hoặc trôi: tắt Smart Codec, cập nhật firmware rồi khởi động lại camera" | "The pictures' timestamps jump, stand still or drift: turn Smart Codec off, update the firmware, then restart the camera";
    /// For [`Advice::LevelLies`].
    ADVICE_LEVEL = "Camera khai level H.264 không đúng với kích thước và số hình/giây nên có máy không giải mã được: đặt lại độ phân giải và số hình/giây, cập nhật firmware" | "The H.264 level that the camera names does not fit its size and frame rate, so some devices cannot decode it: set resolution and frame rate anew, update the firmware";
    /// For [`Advice::PacketLoss`].
    ADVICE_PACKET_LOSS = "Mất gói trên đường truyền: nếu đang dùng --udp thì bỏ đi để dùng TCP; nếu đã là TCP thì kiểm tra dây, sóng Wi-Fi và giảm tốc độ bit" | "Packets are lost on the way: where --udp is used leave it out and use TCP; where it is TCP already check cable and Wi-Fi and lower the bit rate";
    /// For [`Advice::DefaultPassword`].
    ADVICE_DEFAULT_PASSWORD = "Mật khẩu này là mật khẩu mặc định mà ai cũng đoán được: đổi sang mật khẩu riêng cho từng camera (QCVN 135:2024 yêu cầu)" | "This password is a default one that anybody guesses: change it to one of the camera's own (QCVN 135:2024 asks for it)";
    /// For [`Advice::NoPassword`].
    ADVICE_NO_PASSWORD = "Camera cho xem mà không hỏi mật khẩu: bật xác thực RTSP (RTSP Authentication: digest) và đặt mật khẩu riêng" | "The camera lets anybody watch without a password: turn RTSP authentication on (digest) and set a password of its own";
    /// For [`Advice::Unknown`].
    ADVICE_UNKNOWN = "Lời khuyên của phiên bản mới hơn" | "Advice of a newer version";
}

impl Advice {
    /// The advice in words, without a full stop.
    pub fn text(self) -> Text {
        match self {
            Self::CodecH265 => ADVICE_H265,
            Self::CodecUnsupported => ADVICE_CODEC,
            Self::Interlaced => ADVICE_INTERLACED,
            Self::BFrames => ADVICE_B_FRAMES,
            Self::GopLong => ADVICE_GOP_LONG,
            Self::GopUnbounded => ADVICE_GOP_UNBOUNDED,
            Self::SmartCodec => ADVICE_SMART_CODEC,
            Self::BitRateHigh => ADVICE_BIT_RATE,
            Self::SubMissing => ADVICE_SUB_MISSING,
            Self::SubTooLarge => ADVICE_SUB_LARGE,
            Self::FpsLow => ADVICE_FPS_LOW,
            Self::FpsHigh => ADVICE_FPS_HIGH,
            Self::TimestampsBad => ADVICE_TIMESTAMPS,
            Self::LevelLies => ADVICE_LEVEL,
            Self::PacketLoss => ADVICE_PACKET_LOSS,
            Self::DefaultPassword => ADVICE_DEFAULT_PASSWORD,
            Self::NoPassword => ADVICE_NO_PASSWORD,
            Self::Unknown => ADVICE_UNKNOWN,
        }
    }
}

//! Words about WebRTC's settings: its addresses, STUN and TURN servers, the secret that it shares with a TURN server.

use super::texts;

texts! {
    /// Hint for `webrtc.listen`.
    HINT_RTC_LISTEN = "viết địa chỉ UDP như 0.0.0.0:8443, hoặc để trống để dùng địa chỉ của http.listen" | "write a UDP address like 0.0.0.0:8443, or leave it empty for that of http.listen";
    /// Hint for `webrtc.public_addresses`.
    HINT_RTC_PUBLIC = "viết địa chỉ IP công cộng như 203.0.113.9 hoặc 203.0.113.9:8443" | "write public IP addresses like 203.0.113.9 or 203.0.113.9:8443";
    /// Hint for a public address without a port, where the own port is not known either.
    HINT_RTC_PUBLIC_PORT = "ghi cả cổng, vì webrtc.listen dùng cổng bất kỳ" | "name the port, too, since webrtc.listen takes any free one";
    /// Hint for `webrtc.stun_urls`.
    HINT_STUN = "viết như stun:stun.example.vn:3478" | "write it like stun:stun.example.vn:3478";
    /// Hint for `webrtc.turn_urls`.
    HINT_TURN = "viết như turn:turn.example.vn:3478?transport=udp hoặc turns:turn.example.vn:5349" | "write it like turn:turn.example.vn:3478?transport=udp or turns:turn.example.vn:5349";
    /// Hint for TURN servers without a secret.
    HINT_TURN_SECRET = "webrtc.turn_urls cần tệp này, chứa static-auth-secret của coturn" | "webrtc.turn_urls needs this file, with coturn's static-auth-secret in it";
    /// Hint for a secret without TURN servers.
    HINT_TURN_UNUSED = "tệp này chỉ dùng cùng webrtc.turn_urls" | "this file is used with webrtc.turn_urls only";
    /// The secret's file cannot be read.
    SECRET_FILE_UNREADABLE = "không đọc được tệp bí mật {path}: {error}; kiểm tra {key} và quyền đọc của tệp" | "the secret's file {path} cannot be read: {error}; check {key} and the file's permissions";
    /// The secret's file is everybody's.
    SECRET_OPEN = "mọi người dùng trên máy đều đọc hoặc sửa được tệp bí mật {path} của {key}; chạy chmod o-rwx với tệp đó" | "every user of this machine can read or change the secret's file {path} of {key}; run chmod o-rwx on it";
    /// There is nothing in the secret's file.
    SECRET_EMPTY = "tệp bí mật {path} của {key} trống; ghi vào đó static-auth-secret của coturn" | "the secret's file {path} of {key} is empty; write coturn's static-auth-secret into it";
}

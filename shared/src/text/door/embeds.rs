//! The words of the pages about cameras on web sites.

use crate::text::texts;

texts! {
    /// The list.
    WEB_TITLE = "Camera trên trang web" | "Cameras on web sites";
    /// What it is about.
    WEB_ABOUT = "Cho trang web của phường hiện một camera. Địa chỉ và mật khẩu camera không bao giờ lộ ra ngoài." | "Lets the ward’s web site show a camera. The camera’s address and password never leave the relay.";
    /// Caption of the table.
    WEB_TABLE = "Camera đang được nhúng" | "Embedded cameras";
    /// Adds one.
    WEB_ADD = "Đưa camera lên trang web" | "Put a camera on a web site";
    /// Heading.
    WEB_CAMERA = "Camera" | "Camera";
    /// Heading.
    WEB_ORIGINS = "Trang web" | "Web sites";
    /// Heading.
    WEB_SHOWS = "Hiện gì" | "Shows";
    /// Heading.
    WEB_VIEWERS = "Người xem" | "Viewers";
    /// Of a cap.
    WEB_VIEWERS_OF = "{now}/{max}" | "{now}/{max}";
    /// Heading.
    WEB_UNTIL = "Hết hạn" | "Ends";
    /// It is over.
    WEB_OVER = "đã hết hạn" | "ended";
    /// None.
    WEB_EMPTY = "Chưa camera nào được đưa lên trang web" | "No camera is on a web site yet";
    /// What to do about it.
    WEB_EMPTY_HINT = "Chỉ chọn camera nhìn nơi công cộng, và báo cho chủ camera trước." | "Choose only cameras that look at public places, and tell their owners first.";
    /// A field.
    WEB_ORIGINS_FIELD = "Trang web được phép nhúng" | "Web sites that may show it";
    /// Its hint.
    WEB_ORIGINS_HINT = "Mỗi dòng một địa chỉ, như https://caikhe.cantho.gov.vn, không kèm đường dẫn." | "One address a line, like https://ward.example.vn, without a path.";
    /// A field.
    WEB_BEST = "Luồng tốt nhất" | "Best stream";
    /// A field.
    WEB_MOVING = "Hiện hình động" | "Moving pictures";
    /// A choice.
    WEB_MOVING_LIVE = "Trực tiếp, khi người xem bấm vào" | "Live, once the visitor taps";
    /// A choice.
    WEB_MOVING_STILL = "Chỉ ảnh, tự làm mới" | "Stills only, refreshed";
    /// A field.
    WEB_MAX = "Nhiều nhất bao nhiêu người xem cùng lúc" | "Most viewers at the same time";
    /// Its hint.
    WEB_MAX_HINT = "Người đến sau thấy ảnh gần nhất và lời xin đợi." | "Who comes later sees the latest still and is asked to wait.";
    /// A field.
    WEB_UNTIL_FIELD = "Ngày cuối" | "Last day";
    /// Its button.
    WEB_BUTTON = "Tạo mã nhúng" | "Make the code";
    /// The page with the result.
    WEB_MADE_TITLE = "Mã nhúng cho “{name}”" | "The code for “{name}”";
    /// What to do with it.
    WEB_MADE_ABOUT = "Chép một trong hai đoạn dưới đây vào trang web. Đoạn mã chỉ chạy trên những trang đã cho phép." | "Paste one of these into the web page. They work only on the sites you allowed.";
    /// The one-line code.
    WEB_ELEMENT = "Một dòng (khuyên dùng): hiện ảnh, bấm mới phát" | "One line (better): a still that plays on tap";
    /// The iframe.
    WEB_IFRAME = "Khung (iframe), cho trang không cho chạy script" | "An iframe, for sites that allow no scripts";
    /// What a copied link can do.
    WEB_MADE_CARE = "Mã này chỉ hiện một lần. Ai chép được địa chỉ trong mã có thể mở nó ngoài trình duyệt; khi nghi ngờ, hãy thu hồi." | "The code is shown once. Whoever copies its address can open it outside a browser; revoke it when in doubt.";
    /// Takes it back.
    WEB_REVOKE = "Thu hồi" | "Revoke";
    /// Asks.
    WEB_REVOKE_QUESTION = "Thu hồi mã nhúng của “{name}”?" | "Revoke the code for “{name}”?";
    /// What follows.
    WEB_REVOKE_FOLLOWS = "Trang web ngừng hiện camera này ngay. Muốn hiện lại phải tạo mã mới." | "The web site stops showing the camera at once. Showing it again needs a new code.";
    /// A field.
    WEB_NAME = "Tên trên trang web" | "Name on the web site";
    /// Its hint.
    WEB_NAME_HINT = "Người xem đọc tên này; để trống thì dùng tên camera." | "Visitors read this name; left empty, it is the camera’s.";
    /// What is wrong with it.
    WEB_NAME_BAD = "tên dài từ 1 đến 120 ký tự, viết trên một dòng" | "the name has 1 to 120 characters, on one line";
    /// No camera is chosen, or it is gone.
    WEB_CAMERA_BAD = "hãy chọn một camera trong danh sách" | "choose one of the cameras in the list";
    /// One origin is none.
    WEB_ORIGIN_BAD = "“{origin}” không phải địa chỉ trang web: viết như https://caikhe.cantho.gov.vn, không kèm đường dẫn" | "“{origin}” is no web site’s address: write it like https://ward.example.vn, without a path";
    /// There is none, or there are too many.
    WEB_ORIGINS_COUNT = "hãy ghi từ 1 đến {max} trang web, mỗi dòng một địa chỉ" | "name 1 to {max} web sites, one a line";
    /// Neither of the choices.
    WEB_CHOICE_BAD = "hãy chọn một trong các mục" | "choose one of these";
    /// No number of viewers.
    WEB_MAX_BAD = "hãy ghi một số từ 1 đến 99999" | "write a number from 1 to 99999";
    /// No day.
    WEB_UNTIL_BAD = "hãy chọn một ngày, hoặc để trống" | "choose a day, or leave it empty";
    /// A day that is over.
    WEB_UNTIL_PAST = "ngày này đã qua" | "this day is over";
    /// The embed is gone.
    WEB_GONE = "mã nhúng này không còn" | "this code is no longer there";
    /// Changes one.
    WEB_CHANGE = "Sửa" | "Change";
    /// The page for that.
    WEB_CHANGE_TITLE = "Sửa mã nhúng “{name}”" | "Change the code “{name}”";
    /// What stays.
    WEB_CHANGE_ABOUT = "Mã trên trang web giữ nguyên; người đang xem thấy thay đổi khi tải lại trang." | "The code on the web site stays as it is; visitors see the change when they load the page again.";
    /// Its button.
    WEB_SAVE = "Lưu" | "Save";
}

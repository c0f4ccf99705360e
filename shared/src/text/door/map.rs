//! The words of the pages about where cameras are: the nearest ones, and the map.

use super::texts;

texts! {
    /// The nearest cameras: the page's title, and in the list of sections.
    NEAR_TITLE = "Gần tôi" | "Near me";
    /// What the page does.
    NEAR_HINT = "Camera gần nhất trước. Vị trí của bạn chỉ dùng trên máy này, không gửi đi." | "The nearest cameras first. Your position is used on this device only and is sent nowhere.";
    /// Asks the device where it is.
    NEAR_FIND = "Tìm camera gần tôi" | "Find cameras near me";
    /// It was asked.
    NEAR_SEEKING = "Đang tìm vị trí…" | "Finding your position…";
    /// It is known so exactly.
    NEAR_EXACT = "Vị trí đúng trong khoảng {metres} m" | "Your position is right to about {metres} m";
    /// The visitor does not let it be known.
    NEAR_DENIED = "Trình duyệt không cho dùng vị trí: bật quyền vị trí cho trang này, hoặc tìm theo tên đường" | "The browser does not give your position: allow it for this page, or look for a street";
    /// It cannot be found out.
    NEAR_FAILED = "Không tìm được vị trí: ra chỗ thoáng rồi thử lại, hoặc tìm theo tên đường" | "Your position cannot be found: try again under open sky, or look for a street";
    /// Only HTTPS pages get it.
    NEAR_INSECURE = "Trang HTTP không dùng được vị trí: mở bằng HTTPS, hoặc tìm theo tên đường" | "A page over HTTP gets no position: open it over HTTPS, or look for a street";
    /// No camera's place is known.
    NEAR_NO_PLACES = "Chưa camera nào có toạ độ: người quản trị nhập trong trang camera" | "No camera has a position yet: an administrator sets it on the camera’s page";
    /// There are no cameras.
    NEAR_NONE = "Chưa có camera nào" | "There are no cameras";
    /// What to do about it.
    NEAR_NONE_HINT = "Người quản trị cấp quyền xem camera cho bạn" | "An administrator lets you watch cameras";
    /// Looking for a street.
    NEAR_SEARCH = "Tên đường, ngõ, camera" | "Street, alley or camera";
    /// Nothing was found.
    NEAR_NOTHING = "Không có camera nào như vậy" | "No such camera";
    /// All of them.
    NEAR_ALL = "Tất cả" | "All";
    /// The map: the page's title, and in the list of sections.
    MAP_TITLE = "Bản đồ" | "Map";
    /// What is drawn.
    MAP_OF = "Bản đồ {n} camera" | "Map of {n} cameras";
    /// Cameras without a place.
    MAP_MISSING = "{n} camera chưa có toạ độ" | "{n} cameras have no position";
    /// There is nothing to be drawn.
    MAP_NONE = "Chưa camera nào có toạ độ" | "No camera has a position yet";
    /// What to do about it.
    MAP_NONE_HINT = "Người quản trị nhập vĩ độ, kinh độ trong trang của từng camera, hoặc nhập danh sách" | "An administrator sets latitude and longitude on each camera’s page, or imports a list";
    /// Buttons.
    MAP_IN = "Phóng to" | "Zoom in";
    /// The other.
    MAP_OUT = "Thu nhỏ" | "Zoom out";
    /// Everything in sight.
    MAP_WHOLE = "Xem hết" | "Show all";
    /// Where the visitor is.
    MAP_ME = "Vị trí của tôi" | "My position";
    /// Opens the camera that was tapped.
    MAP_WATCH = "Xem trực tiếp" | "Watch live";
    /// Closes what is told of it.
    MAP_CLOSE = "Đóng" | "Close";
    /// Directions, from the north on clockwise.
    NORTH = "bắc" | "north";
    /// 45 degrees.
    NORTH_EAST = "đông bắc" | "north-east";
    /// 90 degrees.
    EAST = "đông" | "east";
    /// 135 degrees.
    SOUTH_EAST = "đông nam" | "south-east";
    /// 180 degrees.
    SOUTH = "nam" | "south";
    /// 225 degrees.
    SOUTH_WEST = "tây nam" | "south-west";
    /// 270 degrees.
    WEST = "tây" | "west";
    /// 315 degrees.
    NORTH_WEST = "tây bắc" | "north-west";
}

/// The eight directions, from the north on clockwise.
pub const COMPASS: [super::super::Text; 8] = [NORTH, NORTH_EAST, EAST, SOUTH_EAST, SOUTH, SOUTH_WEST, WEST, NORTH_WEST];

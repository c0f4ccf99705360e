//! The words of the pages about walls.

use super::texts;

texts! {
    /// In the list of sections.
    NAV_WALLS = "Bảng camera" | "Walls";
    /// The page's title.
    WALLS_TITLE = "Bảng camera" | "Camera walls";
    /// Opening a wall.
    WALLS_OPEN = "Mở bảng" | "Open a wall";
    /// Which cameras.
    WALLS_OF = "Camera nào" | "Which cameras";
    /// Everything.
    WALLS_ALL = "Tất cả camera" | "All cameras";
    /// What a person likes best.
    WALLS_FAVOURITES = "Yêu thích" | "Favourites";
    /// One area, in a list.
    WALLS_AREA = "Khu vực: {name}" | "Area: {name}";
    /// How the tiles lie.
    WALLS_LAYOUT = "Bố trí ô" | "Layout";
    /// No layout was chosen.
    WALLS_AUTO = "Tự động" | "Automatic";
    /// Equal tiles.
    WALLS_TILES = "{n} ô" | "{n} tiles";
    /// One large tile and some around it.
    WALLS_AROUND = "1 ô lớn + {n} ô nhỏ" | "1 large + {n} small tiles";
    /// The page turns by itself.
    WALLS_TOUR = "Tự chuyển trang" | "Tour";
    /// It does not.
    WALLS_NO_TOUR = "Không" | "Off";
    /// After so many seconds.
    WALLS_EVERY = "Mỗi {n} giây" | "Every {n} s";
    /// For a television.
    WALLS_TV = "Chế độ TV: toàn màn hình, báo khi mất camera" | "TV mode: full screen, alarm when a camera dies";
    /// Opens it.
    WALLS_SHOW = "Xem" | "Show";
    /// Walls that were kept.
    WALLS_SAVED = "Bảng của tôi" | "My walls";
    /// There are none.
    WALLS_NONE = "Chưa có bảng nào" | "No walls yet";
    /// What to do about it.
    WALLS_NONE_HINT = "Đặt tên một bảng mới bên dưới, rồi chọn và sắp xếp camera." | "Name a new wall below, then choose its cameras and arrange them.";
    /// How many cameras.
    WALLS_COUNT = "{n} camera" | "{n} cameras";
    /// On a television.
    WALLS_ON_TV = "Trên TV" | "On a TV";
    /// Changes it.
    WALLS_ARRANGE = "Sắp xếp" | "Arrange";
    /// Makes one.
    WALLS_NEW = "Bảng mới" | "New wall";
    /// Its name.
    WALLS_NAME = "Tên bảng" | "Name of the wall";
    /// A name that cannot be used.
    WALLS_NAME_BAD = "tên phải có 1 đến {max} ký tự" | "a name has 1 to {max} characters";
    /// There are too many.
    WALLS_FULL = "đã có {max} bảng: hãy xóa bớt" | "there are {max} walls already: remove one";
    /// It was removed.
    WALLS_GONE = "không còn bảng này" | "this wall is no longer there";
    /// Its button.
    WALLS_MAKE = "Tạo và chọn camera" | "Make it and choose cameras";
    /// The page where a wall is arranged.
    WALLS_EDIT_TITLE = "Sắp xếp “{name}”" | "Arrange “{name}”";
    /// The cameras of a wall.
    WALLS_CAMERAS = "Camera và thứ tự" | "Cameras and their order";
    /// How to arrange them.
    WALLS_ORDER_HINT = "Đánh dấu camera cần xem; số nhỏ đứng trước, để trống thì đứng cuối. Có thể kéo để đổi chỗ, hoặc Alt + mũi tên." | "Tick the cameras to show; small numbers come first, those without a number last. Drag one to move it, or press Alt + an arrow key.";
    /// A camera's place, for those who do not see it.
    WALLS_PLACE = "Thứ tự của {name}" | "Place of {name}";
    /// Moves a camera up.
    WALLS_UP = "Đưa {name} lên" | "Move {name} up";
    /// Moves a camera down.
    WALLS_DOWN = "Đưa {name} xuống" | "Move {name} down";
    /// Takes a wall away.
    WALLS_REMOVE = "Xóa bảng" | "Remove the wall";
    /// Asks first.
    WALLS_REMOVE_QUESTION = "Xóa bảng “{name}”?" | "Remove the wall “{name}”?";
    /// What follows.
    WALLS_REMOVE_FOLLOWS = "Camera không bị ảnh hưởng; chỉ cách sắp xếp này mất đi." | "The cameras stay; only this arrangement goes.";
}

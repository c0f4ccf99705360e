//! The words of the pages about cameras and areas.

use crate::text::texts;

texts! {
    /// The list.
    CAMS_TITLE = "Camera" | "Cameras";
    /// Caption of the table.
    CAMS_TABLE = "{count} camera, {trouble} cần xem lại" | "{count} cameras, {trouble} need a look";
    /// Adds one.
    CAMS_ADD = "Thêm camera" | "Add a camera";
    /// A list in.
    CAMS_IMPORT = "Nhập danh sách" | "Import a list";
    /// A list out.
    CAMS_EXPORT = "Xuất danh sách" | "Export the list";
    /// A list out, with secrets.
    CAMS_EXPORT_SECRETS = "Xuất kèm mật khẩu" | "Export with passwords";
    /// Asks.
    CAMS_EXPORT_SECRETS_QUESTION = "Xuất danh sách kèm mật khẩu camera?" | "Export the list with the cameras’ passwords?";
    /// What follows.
    CAMS_EXPORT_SECRETS_FOLLOWS = "Tệp tải về chứa địa chỉ đầy đủ, tên đăng nhập và mật khẩu ở dạng đọc được: ai có tệp là vào được camera. Việc này được ghi vào nhật ký. Giữ kín và xóa ngay khi dùng xong." | "The file holds full addresses, user names and passwords in clear text: whoever has it gets into the cameras. This is recorded in the audit. Keep it to yourself and delete it after use.";
    /// Heading.
    CAMS_NAME = "Tên" | "Name";
    /// Heading.
    CAMS_STATE = "Tình trạng" | "State";
    /// Heading.
    CAMS_AREA = "Khu vực" | "Area";
    /// Heading.
    CAMS_ADVICE = "Nên sửa" | "Advice";
    /// None.
    CAMS_EMPTY = "Chưa có camera nào" | "No cameras yet";
    /// What to do about it.
    CAMS_EMPTY_HINT = "Thêm từng camera theo hãng và địa chỉ IP, hoặc nhập cả danh sách từ bảng tính." | "Add cameras by vendor and IP address, or import a whole list from a spreadsheet.";

    /// The page that adds one.
    ADDING_TITLE = "Thêm camera" | "Add a camera";
    /// What comes next.
    ADDING_ABOUT = "Bước 1/2. Máy chủ thử camera trong vài giây rồi cho xem hình đầu tiên trước khi lưu." | "Step 1 of 2. The relay tries the camera for some seconds and shows its first picture before anything is saved.";
    /// A field.
    ADDING_NAME = "Tên camera" | "Name of the camera";
    /// Its hint.
    ADDING_NAME_HINT = "Nơi camera nhìn, như “Ngã tư Lê Lợi – Trần Phú”." | "What it looks at, like “Le Loi crossroads”.";
    /// A field.
    ADDING_VENDOR = "Hãng" | "Vendor";
    /// A choice.
    ADDING_VENDOR_NONE = "Hãng khác: ghi địa chỉ đầy đủ bên dưới" | "Another: give full addresses below";
    /// A field.
    ADDING_HOST = "Địa chỉ IP của camera hoặc đầu ghi" | "IP address of the camera or recorder";
    /// A field.
    ADDING_PORT = "Cổng RTSP" | "RTSP port";
    /// Its hint.
    ADDING_PORT_HINT = "Thường là 554." | "Mostly 554.";
    /// A field.
    ADDING_CHANNEL = "Kênh" | "Channel";
    /// Its hint.
    ADDING_CHANNEL_HINT = "Chỉ cho đầu ghi: camera thứ mấy." | "Recorders only: which camera.";
    /// A part.
    ADDING_LOGIN = "Tài khoản của camera" | "The camera’s account";
    /// A field.
    ADDING_USERNAME = "Tên đăng nhập trên camera" | "User name on the camera";
    /// A field.
    ADDING_PASSWORD = "Mật khẩu trên camera" | "Password on the camera";
    /// Its hint.
    ADDING_PASSWORD_HINT = "Được niêm phong trên máy chủ, không hiện lại ở bất cứ đâu." | "It is sealed on the relay and shown nowhere again.";
    /// A part that is seldom needed.
    ADDING_MORE = "Địa chỉ đầy đủ và cách kết nối" | "Full addresses and transport";
    /// A field.
    ADDING_MAIN = "Địa chỉ luồng chính" | "Address of the main stream";
    /// Its hint.
    ADDING_MAIN_HINT = "rtsp://…, như phần mềm của hãng hoặc công cụ ONVIF cho biết. Không ghi mật khẩu vào đây." | "rtsp://…, as an ONVIF tool or the vendor’s software shows it. Leave the password out.";
    /// A field.
    ADDING_SUB = "Địa chỉ luồng phụ" | "Address of the sub-stream";
    /// A field.
    ADDING_ONE = "Camera chỉ có một luồng dùng được" | "The camera has only one usable stream";
    /// A field.
    ADDING_TRANSPORT = "Kết nối" | "Transport";
    /// A choice.
    ADDING_TCP = "TCP (khuyên dùng)" | "TCP (better)";
    /// A choice.
    ADDING_UDP = "UDP, khi camera chỉ có UDP" | "UDP, where the camera has no TCP";
    /// Its button.
    ADDING_BUTTON = "Thử camera" | "Try the camera";

    /// The page with what was found.
    TRIAL_TITLE = "Kết quả thử “{name}”" | "What “{name}” sends";
    /// Which step it is.
    TRIAL_ABOUT = "Bước 2/2. Kiểm tra hình và lời khuyên, rồi lưu." | "Step 2 of 2. Look at picture and advice, then save.";
    /// It plays.
    TRIAL_GOOD = "Phát tốt, không cần đổi gì." | "It plays well, nothing needs to be changed.";
    /// It plays, but.
    TRIAL_ADVISED = "Phát được, nhưng nên sửa những điều dưới đây trong trang của camera." | "It plays, but what is listed below should be changed in the camera’s own pages.";
    /// It does not play.
    TRIAL_FAILED = "Chưa phát được. Sửa theo dòng đỏ rồi thử lại, hoặc cứ lưu và sửa sau." | "It does not play. Mend what the red line says and try again, or save it and mend it later.";
    /// What the picture is.
    TRIAL_PICTURE = "Hình đầu tiên của “{name}”" | "First picture of “{name}”";
    /// There is none.
    TRIAL_NO_PICTURE = "Chưa có hình" | "No picture";
    /// Over the advice.
    TRIAL_ADVICE = "Nên sửa" | "To be changed";
    /// A step that a stream reached.
    TRIAL_PICTURE_AFTER = "Hình đầu tiên đến sau {secs} giây" | "The first picture came after {secs} s";
    /// Tries again.
    TRIAL_BACK = "Sửa và thử lại" | "Change and try again";
    /// Saves it.
    TRIAL_SAVE = "Lưu camera" | "Save the camera";
    /// Saves it though it does not play.
    TRIAL_SAVE_ANYWAY = "Cứ lưu" | "Save anyway";
    /// Too many are tried at once.
    TRIAL_BUSY = "máy chủ đang thử camera khác; đợi vài giây rồi thử lại" | "the relay is trying other cameras; wait some seconds and try again";
    /// What is wrong with one stream, beside a field that both share.
    TRIAL_STREAM = "{stream}: {what}" | "{stream}: {what}";
    /// The trial was kept for a while only.
    TRIAL_GONE = "Kết quả thử đã quá hạn; hãy nhập lại và thử lần nữa" | "The trial is too old; enter the camera again and try once more";

    /// A part of a camera's page.
    CAM_PLACE = "Vị trí" | "Place";
    /// A field.
    CAM_STREET = "Đường, ngõ" | "Street or alley";
    /// A field.
    CAM_LATITUDE = "Vĩ độ" | "Latitude";
    /// A field.
    CAM_LONGITUDE = "Kinh độ" | "Longitude";
    /// A hint about both.
    CAM_POSITION_HINT = "Như bản đồ cho biết, ví dụ 10.03 và 105.78." | "As a map shows it, like 10.03 and 105.78.";
    /// A field.
    CAM_HEADING = "Hướng nhìn (độ)" | "Heading (degrees)";
    /// Its hint.
    CAM_HEADING_HINT = "0 là bắc, 90 là đông, 180 là nam, 270 là tây." | "0 is north, 90 east, 180 south, 270 west.";
    /// A field.
    CAM_OWNER = "Chủ camera" | "Owner";
    /// For the ward.
    CAM_OWNER_WARD = "Phường, xã" | "Ward";
    /// For a group.
    CAM_OWNER_GROUP = "Tổ dân phố" | "Neighbourhood group";
    /// For a household.
    CAM_OWNER_HOUSEHOLD = "Hộ gia đình" | "Household";
    /// For a business.
    CAM_OWNER_BUSINESS = "Cửa hàng, doanh nghiệp" | "Shop or firm";
    /// For a school.
    CAM_OWNER_SCHOOL = "Trường học" | "School";
    /// For others.
    CAM_OWNER_OTHER = "Khác" | "Other";
    /// A choice: nothing is said.
    CAM_UNSAID = "chưa ghi" | "not said";
    /// A part of a camera's page.
    CAM_ADDRESS = "Đổi địa chỉ hoặc mật khẩu" | "Replace address or login";
    /// What it does.
    CAM_ADDRESS_ABOUT = "Địa chỉ đang dùng không hiện ở đây. Chỉ ghi những gì cần đổi; ô trống giữ nguyên." | "The present address is not shown. Write only what changes; empty fields stay as they are.";
    /// Its button.
    CAM_ADDRESS_BUTTON = "Thay" | "Replace";
    /// A part of a camera's page.
    CAM_STEPS = "Camera này" | "This camera";
    /// Watches it.
    CAM_WATCH = "Xem camera" | "Watch";
    /// Its id.
    CAM_ID = "Mã" | "Id";
    /// Asks.
    CAM_REMOVE_QUESTION = "Xóa camera “{name}”?" | "Remove the camera “{name}”?";
    /// What follows.
    CAM_REMOVE_FOLLOWS = "Ai đang xem sẽ mất hình ngay; địa chỉ, mật khẩu và vị trí bị xóa, mã nhúng ngừng chạy. Không hoàn tác được." | "Viewers lose the picture at once; address, password and place are gone, embeds stop. It cannot be undone.";
    /// Removes it.
    CAM_REMOVE = "Xóa camera" | "Remove the camera";

    /// The page for a list in.
    LIST_IN_TITLE = "Nhập danh sách camera" | "Import a list of cameras";
    /// What comes next.
    LIST_IN_ABOUT = "Tệp CSV, tối đa 8 MB và 5.000 dòng. Máy chủ chỉ chạy thử trước; bạn xem sẽ thêm gì, sửa gì rồi mới xác nhận." | "A CSV file of at most 8 MB and 5,000 rows. It is tried first: you see what would be added and changed before you confirm.";
    /// Its field.
    LIST_IN_FILE = "Tệp CSV" | "CSV file";
    /// Its hint.
    LIST_IN_HINT = "Trong Excel: Lưu thành “CSV UTF-8”. Có cột id thì sửa camera đó, không có thì thêm mới." | "In Excel save as \"CSV UTF-8\". A row with an id changes that camera, any other adds one.";
    /// Its button.
    LIST_IN_BUTTON = "Chạy thử" | "Try it";
    /// No file was chosen.
    LIST_IN_NONE = "chưa chọn tệp nào; chọn một tệp CSV" | "no file was chosen; choose a CSV file";
    /// The list was kept for a while only.
    LIST_GONE = "danh sách đã chạy thử quá lâu; hãy chọn lại tệp" | "the list was tried too long ago; choose the file again";
    /// The page of the dry run.
    LIST_TRIED_TITLE = "Danh sách này sẽ làm gì" | "What this list would do";
    /// In sum.
    LIST_TRIED_SUM = "Thêm {added}, sửa {changed}, giữ nguyên {same}, khu vực mới {areas}." | "{added} to add, {changed} to change, {same} left alone, {areas} new areas.";
    /// Mistakes.
    LIST_TRIED_BAD = "{count} chỗ sai nên chưa nhập được. Sửa trong tệp rồi chọn lại tệp." | "{count} mistakes, so nothing can be imported. Mend them in the file and choose it again.";
    /// Nothing to do.
    LIST_TRIED_NOTHING = "Mọi camera đã đúng như danh sách, không có gì để nhập." | "All cameras are as the list says; there is nothing to import.";
    /// Caption.
    LIST_MISTAKES = "Những chỗ sai" | "Mistakes";
    /// Caption.
    LIST_CHANGES = "Những thay đổi" | "Changes";
    /// Heading.
    LIST_LINE = "Dòng" | "Line";
    /// Heading.
    LIST_COLUMN = "Cột" | "Column";
    /// Heading.
    LIST_WRONG = "Sai gì" | "What is wrong";
    /// Heading.
    LIST_STEP = "Việc" | "Step";
    /// Heading.
    LIST_CAMERA = "Camera" | "Camera";
    /// A step.
    LIST_ADDS = "thêm" | "add";
    /// A step.
    LIST_SETS = "sửa: {columns}" | "change: {columns}";
    /// Over the new areas.
    LIST_AREAS = "Khu vực mới" | "New areas";
    /// More rows than are shown.
    LIST_MORE = "và {count} dòng nữa" | "and {count} more rows";
    /// Its button.
    LIST_DO = "Nhập danh sách này" | "Import this list";
    /// Chooses another file.
    LIST_AGAIN = "Chọn tệp khác" | "Choose another file";

    /// The tree of areas.
    TREE_TITLE = "Khu vực" | "Areas";
    /// What it is about.
    TREE_ABOUT = "Quyền được cấp theo khu vực và có hiệu lực với mọi khu vực bên trong." | "Roles are given by area and hold for all areas within.";
    /// None.
    TREE_EMPTY = "Chưa có khu vực nào" | "No areas yet";
    /// What to do about it.
    TREE_EMPTY_HINT = "Thêm khu phố, tổ dân phố, rồi gắn camera vào." | "Add quarters and groups, then put cameras into them.";
    /// Adds one.
    TREE_ADD = "Thêm khu vực" | "Add an area";
    /// A field.
    TREE_NAME = "Tên" | "Name";
    /// Its hint.
    TREE_NAME_HINT = "Như “Khu phố 2” hoặc “Tổ 5”." | "Like “Quarter 2” or “Group 5”.";
    /// A field.
    TREE_WITHIN = "Nằm trong" | "Within";
    /// A choice.
    TREE_TOP = "Cả phường" | "The whole ward";
    /// One area's page.
    TREE_ONE = "Khu vực “{name}”" | "The area “{name}”";
    /// Renames it.
    TREE_RENAME = "Đổi tên" | "Rename";
    /// Removes it.
    TREE_REMOVE = "Xóa khu vực" | "Remove the area";
    /// Asks.
    TREE_REMOVE_QUESTION = "Xóa khu vực “{name}”?" | "Remove the area “{name}”?";
    /// What follows.
    TREE_REMOVE_FOLLOWS = "Chỉ khu vực trống mới xóa được. Không hoàn tác được." | "Only an empty area can be removed. It cannot be undone.";
    /// How many cameras.
    TREE_CAMERAS = "{count} camera" | "{count} cameras";
}

//! The words about vendors, areas and lists of cameras.

use super::texts;

texts! {
    /// A vendor that is none.
    VENDOR_BAD = "không biết hãng này; dùng một trong: {vendors}" | "this vendor is not known; use one of {vendors}";
    /// A host that is none.
    HOST_BAD = "không phải địa chỉ mạng hay tên máy; viết như 192.168.1.64, không kèm rtsp:// hay cổng" | "this is no network address or host name; write it like 192.168.1.64, without rtsp:// or port";
    /// A port that is none.
    PORT_BAD = "cổng phải là số từ 1 đến 65535" | "a port is a number from 1 to 65535";
    /// A channel that is none.
    CHANNEL_BAD = "kênh phải là số từ 1 đến 512" | "a channel is a number from 1 to 512";
    /// A number of streams that is none.
    STREAMS_BAD = "số luồng phải là 1 hoặc 2" | "the number of streams is 1 or 2";
    /// A transport that is none.
    TRANSPORT_BAD = "dùng tcp hoặc udp" | "use tcp or udp";
    /// A path of areas that is none.
    AREA_BAD = "viết khu vực như Khu phố 2/Tổ 5: tối đa 6 cấp, mỗi tên 1 đến 80 ký tự" | "write areas like Quarter 2/Group 5: at most 6 deep, each name 1 to 80 characters";
    /// A street that cannot be shown.
    STREET_BAD = "tên đường có tối đa 120 ký tự, không có ký tự điều khiển" | "a street has at most 120 characters and no control characters";
    /// A latitude that is none.
    LATITUDE_BAD = "vĩ độ phải là số từ -90 đến 90, ví dụ 10.03" | "a latitude is a number from -90 to 90, like 10.03";
    /// A longitude that is none.
    LONGITUDE_BAD = "kinh độ phải là số từ -180 đến 180, ví dụ 105.78" | "a longitude is a number from -180 to 180, like 105.78";
    /// A position that is none.
    POSITION_BAD = "viết vị trí như 10.03,105.78: vĩ độ rồi kinh độ" | "write positions like 10.03,105.78: latitude, then longitude";
    /// One of the two is missing.
    POSITION_HALF = "vĩ độ và kinh độ phải đi cùng nhau; ghi cả hai hoặc bỏ trống cả hai" | "latitude and longitude belong together; give both or neither";
    /// A heading that is none.
    HEADING_BAD = "hướng nhìn là số nguyên từ 0 đến 360, tính theo chiều kim đồng hồ từ hướng bắc" | "a heading is a whole number from 0 to 360, clockwise from north";
    /// An owner that is none.
    OWNER_BAD = "không biết loại chủ này; dùng một trong: {owners}" | "this kind of owner is not known; use one of {owners}";
    /// A user name that cannot be one.
    USERNAME_BAD = "tên đăng nhập có tối đa 120 ký tự, không có ký tự điều khiển" | "a user name has at most 120 characters and no control characters";
    /// A password that cannot be one.
    PASSWORD_BAD = "mật khẩu có tối đa 256 ký tự, không có ký tự điều khiển" | "a password has at most 256 characters and no control characters";
    /// A new user without a password.
    PASSWORD_MISSING = "tên đăng nhập mới phải có mật khẩu đi kèm" | "a new user name needs its password";
    /// No address at all.
    ADDRESS_MISSING = "chưa có địa chỉ; ghi địa chỉ rtsp:// đầy đủ, hoặc hãng và máy (vendor, host)" | "there is no address; give one in full (rtsp://), or vendor and host";
    /// A vendor without a host.
    HOST_MISSING = "thiếu host: ghi địa chỉ IP của camera hoặc đầu ghi" | "host is missing: give the IP address of the camera or recorder";
    /// The paths are not known.
    NO_PATHS = "không biết đường dẫn của camera này; ghi địa chỉ rtsp:// đầy đủ, như công cụ ONVIF hoặc phần mềm của hãng cho biết" | "this camera's paths are not known; give its address in full (rtsp://), as an ONVIF tool or the vendor's software shows it";
    /// A vendor without channels.
    NO_CHANNELS = "{vendor} không có kênh thứ hai; bỏ channel" | "{vendor} has no second channel; leave channel out";
    /// An address beside another host.
    ADDRESS_DISAGREE = "địa chỉ rtsp:// không khớp với host hoặc port; bỏ trống một bên" | "the rtsp:// address does not agree with host or port; leave one of them out";
    /// A sub-stream that is nowhere.
    NO_SUB = "thiếu địa chỉ luồng phụ; ghi địa chỉ đó, hoặc chỉ dùng một luồng" | "the sub-stream's address is missing; give it, or use one stream only";
    /// The camera was changed.
    CAMERA_SAVED = "Đã sửa camera {id}" | "Changed camera {id}";
    /// Nothing to change was given.
    EDIT_NOTHING = "chưa nói sửa gì; xem relay camera edit --help" | "nothing to change was given; see relay camera edit --help";
    /// Heading of the list.
    LIST_AREA = "KHU VỰC" | "AREA";

    /// The file cannot be read.
    FILE_UNREADABLE = "không đọc được tệp {path}: {error}; kiểm tra đường dẫn và quyền đọc" | "the file {path} cannot be read: {error}; check the path and its permissions";
    /// The file cannot be written.
    FILE_UNWRITABLE = "không ghi được tệp {path}: {error}; kiểm tra đường dẫn và quyền ghi" | "the file {path} cannot be written: {error}; check the path and its permissions";
    /// The file is there already.
    FILE_EXISTS = "đã có tệp {path}; chọn tên khác hoặc xóa tệp đó" | "the file {path} exists already; choose another name or remove it";
    /// Secrets never go to a terminal.
    SECRETS_NEED_FILE = "danh sách có mật khẩu chỉ được ghi vào tệp; thêm tên tệp" | "a list with passwords goes to a file only; give its name";
    /// After a list with secrets.
    EXPORT_SECRETS = "Chú ý: {path} chứa mật khẩu camera ở dạng đọc được; giữ kín và xóa ngay khi dùng xong" | "Take care: {path} holds the cameras' passwords in clear text; keep it to yourself and delete it after use";
    /// After a list.
    EXPORT_DONE = "Đã ghi {count} camera vào {path}" | "Wrote {count} cameras to {path}";
    /// Cameras that cannot be written out.
    EXPORT_SKIPPED = "Bỏ qua {count} camera không đọc được dữ liệu bí mật; xem relay camera list" | "Left out {count} cameras whose secrets cannot be read; see relay camera list";
    /// Too many bytes.
    SHEET_TOO_BIG = "tệp {path} quá lớn (tối đa 8 MB); chia thành nhiều tệp" | "the file {path} is too big (8 MB at most); split it";
    /// Too many rows.
    SHEET_TOO_LONG = "quá nhiều dòng (tối đa {max} camera); chia thành nhiều tệp" | "there are too many rows ({max} cameras at most); split the file";
    /// No UTF-8.
    SHEET_ENCODING = "dòng này không phải UTF-8; trong Excel hãy lưu kiểu “CSV UTF-8”" | "this line is not UTF-8; in Excel, save as \"CSV UTF-8\"";
    /// No header.
    SHEET_EMPTY = "tệp trống; dòng đầu phải là tên các cột" | "the file is empty; its first line must name the columns";
    /// A column that is none.
    SHEET_COLUMN_UNKNOWN = "không biết tên cột này; dùng: {columns}" | "the name of this column is not known; use {columns}";
    /// Two columns of one name.
    SHEET_COLUMN_TWICE = "cột {name} có hai lần; bỏ một cột" | "the column {name} stands twice; remove one";
    /// Neither id nor name.
    SHEET_COLUMN_MISSING = "phải có cột id hoặc name" | "a column id or name is needed";
    /// More or fewer cells than columns.
    SHEET_CELLS = "dòng này có {cells} ô nhưng tiêu đề có {columns} cột; kiểm tra dấu phân cách và dấu ngoặc kép" | "this row has {cells} cells but the header has {columns}; check separators and quotes";
    /// The same id twice.
    SHEET_ID_TWICE = "mã này đã có ở dòng {line}; mỗi camera chỉ một dòng" | "this id stands in line {line} already; one row a camera";
    /// No id.
    SHEET_ID_BAD = "không phải mã camera: dùng 1 đến 32 ký tự a-z, 0-9 và '-', hoặc bỏ trống để thêm mới" | "this is no camera id: use 1 to 32 of a-z, 0-9 and '-', or leave it empty for a new camera";
    /// An id of another relay.
    SHEET_OTHER_SITE = "mã này của nơi khác; chỉ ghi phần sau dấu /" | "this id is of another site; give only the part behind the /";
    /// The address is stored already.
    SHEET_THERE = "camera này đã có với mã {id}; ghi mã đó vào cột id để sửa" | "this camera is there already as {id}; put that into the column id to change it";
    /// The address stands in another row.
    SHEET_THERE_IN_ROW = "cùng địa chỉ với dòng {line}; bỏ một dòng" | "the same address as in line {line}; remove one of them";
    /// Where a row is wrong.
    AT_CELL = "dòng {line}, cột {column}: {what}" | "line {line}, column {column}: {what}";
    /// Where a row is wrong as a whole.
    AT_LINE = "dòng {line}: {what}" | "line {line}: {what}";
    /// A row that adds a camera.
    IMPORT_ADDS = "+ dòng {line}: thêm {name}" | "+ line {line}: adds {name}";
    /// A row that changes a camera.
    IMPORT_CHANGES = "~ dòng {line}: sửa {id} ({what})" | "~ line {line}: changes {id} ({what})";
    /// An area that is made.
    IMPORT_AREA = "+ khu vực mới: {path}" | "+ new area: {path}";
    /// After a dry run.
    IMPORT_DRY = "Chạy thử, chưa thay đổi gì: thêm {added}, sửa {changed}, giữ nguyên {same}, khu vực mới {areas}" | "Dry run, nothing was changed: {added} to add, {changed} to change, {same} left alone, {areas} new areas";
    /// After an import.
    IMPORT_DONE = "Đã nhập: thêm {added}, sửa {changed}, giữ nguyên {same}, khu vực mới {areas}" | "Imported: {added} added, {changed} changed, {same} left alone, {areas} new areas";
    /// Bad rows.
    IMPORT_BAD = "{count} chỗ sai, chưa nhập gì; sửa những chỗ ghi ở trên rồi nhập lại" | "{count} mistakes, nothing was imported; mend those listed above and import again";

    /// An area was added.
    AREA_ADDED = "Đã thêm khu vực {path} ({id})" | "Added area {path} ({id})";
    /// An area was renamed.
    AREA_RENAMED = "Đã đổi tên khu vực {path} thành {name}" | "Renamed area {path} to {name}";
    /// An area was removed.
    AREA_REMOVED = "Đã xóa khu vực {path}" | "Removed area {path}";
    /// Nothing to list.
    AREA_NONE = "Chưa có khu vực nào" | "No areas yet";
    /// The area is not there.
    AREA_UNKNOWN = "không có khu vực này; xem relay area list" | "there is no such area; see relay area list";
    /// The area is there already.
    AREA_EXISTS = "đã có khu vực tên này ở cùng cấp; chọn tên khác" | "there is an area of this name beside it already; choose another name";
    /// The area is in use.
    AREA_IN_USE = "khu vực này còn {cameras} camera, {areas} khu vực con và {grants} quyền được cấp; chuyển hoặc xóa chúng trước" | "{cameras} cameras and {areas} areas lie in this area and {grants} grants name it; move or remove those first";
    /// A kind that is none.
    AREA_KIND_BAD = "không biết loại khu vực này; dùng một trong: {kinds}" | "this kind of area is not known; use one of {kinds}";
    /// A name that is none.
    AREA_NAME_BAD = "tên khu vực có 1 đến 80 ký tự, không có dấu / và ký tự điều khiển" | "an area's name has 1 to 80 characters, no / and no control characters";
    /// A kind of area.
    KIND_WARD = "phường, xã" | "ward";
    /// A kind of area.
    KIND_QUARTER = "khu phố, khu vực" | "quarter";
    /// A kind of area.
    KIND_GROUP = "tổ dân phố" | "group";
    /// A kind of area.
    KIND_HAMLET = "thôn, ấp" | "hamlet";
    /// A kind of area.
    KIND_STREET = "đường, hẻm" | "street";
    /// A kind of area.
    KIND_OTHER = "khác" | "other";
    /// How many cameras lie in an area and below.
    AREA_CAMERAS = "{count} camera" | "{count} cameras";

    /// Help: a command.
    HELP_EDIT = "Sửa một camera; chỉ những gì được nêu mới thay đổi" | "Change a camera; only what is given changes";
    /// Help: a command.
    HELP_EXPORT = "Ghi danh sách camera ra CSV, không có mật khẩu" | "Write the cameras as CSV, without passwords";
    /// Help: a command.
    HELP_IMPORT = "Nhập danh sách camera từ CSV: tất cả hoặc không gì cả" | "Read cameras from CSV: all of them or nothing";
    /// Help: a command.
    HELP_AREA = "Thêm, xem, đổi tên, xóa khu vực (được cả khi máy chủ đang chạy)" | "Add, list, rename, remove areas (also while the relay runs)";
    /// Help: a command.
    HELP_AREA_ADD = "Thêm một khu vực, cả những cấp trên còn thiếu" | "Add an area, and those above it that are missing";
    /// Help: a command.
    HELP_AREA_LIST = "Xem các khu vực" | "List the areas";
    /// Help: a command.
    HELP_AREA_RENAME = "Đổi tên một khu vực" | "Rename an area";
    /// Help: a command.
    HELP_AREA_REMOVE = "Xóa một khu vực trống" | "Remove an empty area";
    /// Help: an argument.
    HELP_ARG_AREA = "Khu vực, viết như \"Khu phố 2/Tổ 5\"" | "An area, written like \"Quarter 2/Group 5\"";
    /// Help: an argument.
    HELP_ARG_NEW_NAME = "Tên mới, không kèm cấp trên" | "The new name, without the areas above";
    /// Help: an argument.
    HELP_ARG_FILE = "Tệp CSV" | "CSV file";
    /// Help: an option.
    HELP_OPT_KIND = "Loại khu vực (mặc định: đoán theo tên): {kinds}" | "Kind of area (default: told by its name): {kinds}";
    /// Help: an option.
    HELP_OPT_VENDOR = "Hãng: {vendors}" | "Vendor: {vendors}";
    /// Help: an option.
    HELP_OPT_HOST = "Địa chỉ IP hoặc tên máy của camera hay đầu ghi" | "IP address or host name of the camera or recorder";
    /// Help: an option.
    HELP_OPT_PORT = "Cổng RTSP (mặc định: 554)" | "RTSP port (default: 554)";
    /// Help: an option.
    HELP_OPT_CHANNEL = "Kênh của đầu ghi, đếm từ 1" | "Channel of a recorder, counted from 1";
    /// Help: an option.
    HELP_OPT_ONE_STREAM = "Chỉ dùng luồng chính" | "Use the main stream only";
    /// Help: an option.
    HELP_OPT_AREA = "Khu vực, như \"Khu phố 2/Tổ 5\" (tự tạo nếu chưa có)" | "Area, like \"Quarter 2/Group 5\" (made where it is missing)";
    /// Help: an option.
    HELP_OPT_STREET = "Đường, hẻm, góc phố" | "Street or corner";
    /// Help: an option.
    HELP_OPT_POSITION = "Vĩ độ,kinh độ như 10.03,105.78" | "Latitude,longitude like 10.03,105.78";
    /// Help: an option.
    HELP_OPT_HEADING = "Hướng nhìn, độ theo chiều kim đồng hồ từ hướng bắc" | "Where it looks, in degrees clockwise from north";
    /// Help: an option.
    HELP_OPT_OWNER = "Chủ camera: {owners}" | "Whose it is: {owners}";
    /// Help: an option.
    HELP_OPT_RENAME = "Tên hiển thị mới" | "The new name that is shown";
    /// Help: an option.
    HELP_OPT_TCP = "Nhận RTP qua TCP" | "Take RTP over TCP";
    /// Help: an option.
    HELP_OPT_NO_LOGIN = "Bỏ tên đăng nhập và mật khẩu đã lưu" | "Forget the stored user name and password";
    /// Help: an option.
    HELP_OPT_DRY_RUN = "Chỉ cho biết sẽ thay đổi gì" | "Only tell what would change";
    /// Help: an option.
    HELP_OPT_WITH_SECRETS = "Kèm địa chỉ đầy đủ, tên đăng nhập, mật khẩu (chỉ ghi vào tệp mới)" | "With full addresses, user names and passwords (into a new file only)";
    /// Help: an option.
    HELP_OPT_SEMICOLON = "Ngăn các ô bằng dấu chấm phẩy, cho Excel đặt vùng Việt Nam" | "Semicolons between cells, for Excel set to Vietnam";
}

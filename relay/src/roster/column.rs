//! The columns of a list and their names, which are the options' names, too.

/// What can be told of a camera.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Column {
    Id,
    Name,
    Vendor,
    Host,
    Port,
    Channel,
    Streams,
    MainUrl,
    SubUrl,
    Username,
    Password,
    Transport,
    Area,
    Street,
    Latitude,
    Longitude,
    Heading,
    Owner,
}

impl Column {
    /// Every column, in the order in which lists are written.
    pub(crate) const ALL: [Self; 18] = [
        Self::Id,
        Self::Name,
        Self::Vendor,
        Self::Host,
        Self::Port,
        Self::Channel,
        Self::Streams,
        Self::MainUrl,
        Self::SubUrl,
        Self::Username,
        Self::Password,
        Self::Transport,
        Self::Area,
        Self::Street,
        Self::Latitude,
        Self::Longitude,
        Self::Heading,
        Self::Owner,
    ];

    /// The name, the same in every language and version.
    pub(crate) fn as_str(self) -> &'static str {
        self.names().0
    }

    /// Whether only a list with secrets has it: paths may hold passwords.
    pub(crate) fn is_secret(self) -> bool {
        matches!(self, Self::MainUrl | Self::SubUrl | Self::Username | Self::Password)
    }

    /// From a header's cell: the name, or what Vietnamese technicians write in its place.
    pub(crate) fn from_header(cell: &str) -> Option<Self> {
        let cell = cell.to_lowercase();
        Self::ALL.into_iter().find(|column| {
            let (name, more) = column.names();
            cell == name || more.contains(&cell.as_str())
        })
    }

    fn names(self) -> (&'static str, &'static [&'static str]) {
        match self {
            Self::Id => ("id", &["mã", "mã camera"]),
            Self::Name => ("name", &["tên", "tên camera"]),
            Self::Vendor => ("vendor", &["hãng"]),
            Self::Host => ("host", &["máy", "ip", "địa chỉ ip"]),
            Self::Port => ("port", &["cổng"]),
            Self::Channel => ("channel", &["kênh"]),
            Self::Streams => ("streams", &["số luồng"]),
            Self::MainUrl => ("main_url", &["luồng chính"]),
            Self::SubUrl => ("sub_url", &["luồng phụ"]),
            Self::Username => ("username", &["tên đăng nhập", "tài khoản"]),
            Self::Password => ("password", &["mật khẩu"]),
            Self::Transport => ("transport", &["kết nối"]),
            Self::Area => ("area", &["khu vực"]),
            Self::Street => ("street", &["đường", "tuyến đường"]),
            Self::Latitude => ("latitude", &["vĩ độ"]),
            Self::Longitude => ("longitude", &["kinh độ"]),
            Self::Heading => ("heading", &["hướng", "hướng nhìn"]),
            Self::Owner => ("owner", &["chủ", "chủ sở hữu"]),
        }
    }
}

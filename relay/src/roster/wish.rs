//! What somebody wishes of a camera, read from cells or options. Belongs here: each value checked by itself, every
//! mistake named. Does not: what is stored (see `settle`).

use super::{Column, Fault, cell::tidy};
use crate::Failure;
use camera::{Account, AddressWish, CameraUrl, Streams, Vendor};
use secrecy::SecretString;
use shared::{
    area::AreaPath,
    geo::{Heading, Position},
    label::{NAME_MAX, is_label},
    place::OwnerKind,
    text::{Text, cli, model as t},
};
use store::Transport;

/// The longest password, in characters.
const PASSWORD_MAX: usize = 256;

/// The cells of a row or the options of a command: `None` where there is no such column or option.
pub(crate) type Cells<'a> = dyn Fn(Column) -> Option<&'a str> + 'a;

/// What should hold of a camera. `None` leaves a thing as it is, `Some(None)` takes it away.
#[derive(Default)]
pub(crate) struct CameraWish {
    pub(crate) name: Option<String>,
    pub(crate) addresses: AddressWish,
    /// What stood in the addresses in front of `@`.
    pub(crate) accounts: Vec<Account>,
    pub(crate) username: Option<String>,
    pub(crate) password: Option<SecretString>,
    pub(crate) no_login: bool,
    pub(crate) transport: Option<Transport>,
    pub(crate) area: Option<Option<AreaPath>>,
    pub(crate) street: Option<Option<String>>,
    pub(crate) position: Option<Option<Position>>,
    pub(crate) heading: Option<Option<Heading>>,
    pub(crate) owner: Option<Option<OwnerKind>>,
}

/// Reads cells one by one and keeps what is wrong with them.
struct Reader<'a> {
    cells: &'a Cells<'a>,
    faults: Vec<Fault>,
}

impl CameraWish {
    /// Reads all cells. An empty cell takes a camera's place, street, heading or owner away; an empty address, account or
    /// name stays as it is.
    pub(crate) fn read<'a>(cells: &'a Cells<'a>) -> Result<Self, Vec<Fault>> {
        let mut r = Reader { cells, faults: Vec::new() };
        let mut accounts = Vec::new();
        let [main, sub] = [Column::MainUrl, Column::SubUrl].map(|column| {
            let (url, account) = r.given(column, |s| Ok(CameraUrl::parse(s)?))?;
            accounts.extend(account);
            Some(url)
        });
        let wish = Self {
            name: r.text(Column::Name, cli::NAME_BAD),
            addresses: AddressWish {
                vendor: r.given(Column::Vendor, |s| s.parse().map_err(|()| vendor_bad())),
                host: r.given(Column::Host, |s| s.parse().map_err(|_| Failure::new(t::HOST_BAD, []))),
                port: r.given(Column::Port, |s| {
                    s.parse().ok().filter(|p| *p > 0).ok_or_else(|| Failure::new(t::PORT_BAD, []))
                }),
                channel: r.given(Column::Channel, |s| s.parse().map_err(|_| Failure::new(t::CHANNEL_BAD, []))),
                streams: r.given(Column::Streams, streams),
                main,
                sub,
            },
            accounts,
            username: r.text(Column::Username, t::USERNAME_BAD),
            password: r.password(),
            no_login: false,
            transport: r.given(Column::Transport, transport),
            area: r.place(Column::Area, |s| s.parse().map_err(|_| Failure::new(t::AREA_BAD, []))),
            street: r.place(Column::Street, |s| label(s, t::STREET_BAD)),
            position: r.position(),
            heading: r.place(Column::Heading, |s| s.parse().map_err(|_| Failure::new(t::HEADING_BAD, []))),
            owner: r.place(Column::Owner, owner),
        };
        if r.faults.is_empty() { Ok(wish) } else { Err(r.faults) }
    }
}

impl Reader<'_> {
    /// A column's text; `None` where there is no such column.
    fn cell(&self, column: Column) -> Option<String> {
        (self.cells)(column).map(tidy)
    }

    fn keep<T>(&mut self, column: Column, read: Result<T, Failure>) -> Option<T> {
        read.map_err(|what| self.faults.push(Fault::new(column, what))).ok()
    }

    /// What is left as it is where the cell is empty.
    fn given<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Failure>) -> Option<T> {
        let cell = self.cell(column).filter(|cell| !cell.is_empty())?;
        self.keep(column, read(&cell))
    }

    /// What is taken away where the cell is empty.
    fn place<T>(&mut self, column: Column, read: impl Fn(&str) -> Result<T, Failure>) -> Option<Option<T>> {
        let cell = self.cell(column)?;
        if cell.is_empty() { Some(None) } else { self.keep(column, read(&cell)).map(Some) }
    }

    fn text(&mut self, column: Column, bad: Text) -> Option<String> {
        self.given(column, |s| label(s, bad))
    }

    /// Taken as it stands: a password may begin with a space.
    fn password(&mut self) -> Option<SecretString> {
        let cell = (self.cells)(Column::Password).filter(|cell| !cell.is_empty())?;
        let fine = cell.chars().count() <= PASSWORD_MAX && !cell.contains(char::is_control);
        let read = if fine { Ok(cell.to_owned().into()) } else { Err(Failure::new(t::PASSWORD_BAD, [])) };
        self.keep(Column::Password, read)
    }

    fn position(&mut self) -> Option<Option<Position>> {
        let (latitude, longitude) = (self.cell(Column::Latitude), self.cell(Column::Longitude));
        let half = |column| Some(Fault::new(column, Failure::new(t::POSITION_HALF, [])));
        let fault = match (latitude.as_deref(), longitude.as_deref()) {
            (None, None) => return None,
            (Some(""), Some("")) => return Some(None),
            (Some(""), _) | (None, _) => half(Column::Latitude),
            (_, Some("") | None) => half(Column::Longitude),
            (Some(latitude), Some(longitude)) => match (degrees(latitude, 90.0), degrees(longitude, 180.0)) {
                (Some(latitude), Some(longitude)) => return Position::new(latitude, longitude).ok().map(Some),
                (None, _) => Some(Fault::new(Column::Latitude, Failure::new(t::LATITUDE_BAD, []))),
                (_, None) => Some(Fault::new(Column::Longitude, Failure::new(t::LONGITUDE_BAD, []))),
            },
        };
        self.faults.extend(fault);
        None
    }
}

/// With a point or, as Excel in Vietnam writes it, a comma.
fn degrees(text: &str, most: f64) -> Option<f64> {
    text.replacen(',', ".", 1).parse().ok().filter(|d: &f64| d.abs() <= most)
}

fn label(text: &str, bad: Text) -> Result<String, Failure> {
    if is_label(text, NAME_MAX) { Ok(text.to_owned()) } else { Err(Failure::new(bad, [])) }
}

fn vendor_bad() -> Failure {
    Failure::new(t::VENDOR_BAD, [("vendors", &vendors())])
}

/// The vendors' names for help and errors.
pub(crate) fn vendors() -> String {
    Vendor::ALL.map(Vendor::as_str).join(", ")
}

/// The owners' names for help and errors.
pub(crate) fn owners() -> String {
    OwnerKind::ALL.map(OwnerKind::as_str).join(", ")
}

fn streams(text: &str) -> Result<Streams, Failure> {
    match text {
        "1" => Ok(Streams::One),
        "2" => Ok(Streams::Two),
        _ => Err(Failure::new(t::STREAMS_BAD, [])),
    }
}

fn transport(text: &str) -> Result<Transport, Failure> {
    let known = [Transport::Tcp, Transport::Udp].into_iter().find(|k| k.as_str().eq_ignore_ascii_case(text));
    known.ok_or_else(|| Failure::new(t::TRANSPORT_BAD, []))
}

fn owner(text: &str) -> Result<OwnerKind, Failure> {
    let text = text.to_lowercase();
    let known = match text.as_str() {
        "phường" | "xã" => Some(OwnerKind::Ward),
        "tổ" | "tổ dân phố" => Some(OwnerKind::Group),
        "hộ" | "hộ dân" | "hộ gia đình" => Some(OwnerKind::Household),
        "doanh nghiệp" | "cửa hàng" => Some(OwnerKind::Business),
        "trường" | "trường học" => Some(OwnerKind::School),
        "khác" => Some(OwnerKind::Other),
        name => name.parse().ok(),
    };
    known.ok_or_else(|| Failure::new(t::OWNER_BAD, [("owners", &owners())]))
}

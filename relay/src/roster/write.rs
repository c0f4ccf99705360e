//! Cameras as a spreadsheet. Belongs here: what each cell says. Does not: files.

use super::{Column, cell, settle::addresses};
use camera::Streams;
use secrecy::ExposeSecret;
use std::{borrow::Cow, io::Write};
use store::{Areas, CameraRecord};

/// How a list is written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Format {
    /// With full addresses and accounts.
    pub(crate) secrets: bool,
    /// With semicolons, as Excel set to Vietnam expects.
    pub(crate) semicolon: bool,
}

/// Writes a list: UTF-8 with a byte order mark, without which Excel spoils Vietnamese letters.
pub(crate) fn write(out: &mut dyn Write, cameras: &[CameraRecord], areas: &Areas, format: Format) -> csv::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .delimiter(if format.semicolon { b';' } else { b',' })
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    let columns: Vec<Column> = Column::ALL.into_iter().filter(|c| format.secrets || !c.is_secret()).collect();
    writer.write_record(columns.iter().map(|c| c.as_str()))?;
    for camera in cameras {
        let texts = columns.iter().map(|column| text(camera, areas, *column).unwrap_or_default());
        let cells: Vec<String> = texts.map(Cow::into_owned).collect();
        writer.write_record(&cells)?;
    }
    Ok(writer.flush()?)
}

fn text<'a>(camera: &'a CameraRecord, areas: &Areas, column: Column) -> Option<Cow<'a, str>> {
    let place = &camera.place;
    let login = camera.credentials.as_ref();
    let read = || addresses(camera);
    Some(match column {
        Column::Id => camera.id.camera().into(),
        Column::Name => cell::guard(&camera.name),
        Column::Vendor => camera.vendor.as_deref()?.into(),
        Column::Host => read()?.main.place().to_string().into(),
        Column::Port => read()?.main.port().to_string().into(),
        Column::Channel => camera.channel?.to_string().into(),
        Column::Streams => if read()?.streams() == Streams::One { "1" } else { "2" }.into(),
        Column::MainUrl => camera.main.expose_secret().into(),
        Column::SubUrl => camera.sub.as_ref()?.expose_secret().into(),
        Column::Username => cell::guard(&login?.username),
        Column::Password => cell::guard(login?.password.expose_secret()),
        Column::Transport => camera.transport.as_str().into(),
        Column::Area => {
            let names: Vec<_> = areas.path(place.area.as_ref()?).into_iter().map(|n| n.as_str()).collect();
            cell::guard(&names.join("/")).into_owned().into()
        }
        Column::Street => cell::guard(place.street.as_deref()?),
        // A number is no formula, also with a minus in front.
        Column::Latitude => place.position?.latitude().to_string().into(),
        Column::Longitude => place.position?.longitude().to_string().into(),
        Column::Heading => place.heading?.to_string().into(),
        Column::Owner => place.owner?.as_str().into(),
    })
}

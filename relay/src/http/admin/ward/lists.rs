//! The list of cameras in and out. A list that comes in is tried first and waits with the relay until it is brought in.

use super::{
    super::super::{
        App,
        door::{Ask, Done, Fields, see_other},
        problem::Refusal,
    },
    May, keep, take, unforeseen,
};
use crate::{
    Failure,
    pages::{
        admin::{self, Change, Import, Mistake, Tried},
        kit::Section,
    },
    roster::{self, Format, RowFault, Sheet},
};
use axum::{
    extract::{
        Multipart, State,
        multipart::{MultipartError, MultipartRejection},
    },
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use secrecy::{ExposeSecret, SecretSlice};
use shared::{
    routes::door,
    text::{door::cameras as t, model},
    wire::Reason,
};

/// A list as it was sent; it may hold passwords.
pub(super) struct Sent(SecretSlice<u8>);

pub(super) async fn page(State(app): State<App>, _: May, ask: Ask) -> Response {
    ask.show(&app, |f| Import::default().draw(f))
}

/// Whoever loads the second step's address begins with the first.
pub(super) async fn anew(_: May) -> Response {
    see_other(door::CAMERAS_IMPORT, None)
}

pub(super) async fn try_out(
    State(app): State<App>,
    _: May,
    ask: Ask,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Response, Refusal> {
    let form = form.map_err(|_| Refusal(Reason::BadMessage))?;
    let bytes = match file(form).await {
        Ok(Some(bytes)) if !bytes.is_empty() => bytes,
        Ok(_) => return Ok(refuse(&app, &ask, Failure::new(t::LIST_IN_NONE, []))),
        Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return Ok(refuse(&app, &ask, Failure::new(model::SHEET_TOO_BIG, [("path", &"CSV")])));
        }
        Err(_) => return Err(Refusal(Reason::BadMessage)),
    };
    let sheet = match Sheet::read(&bytes) {
        Ok(sheet) => sheet,
        Err(faults) => return Ok(mistaken(&app, &ask, faults)),
    };
    let done = ask.ward(&app).import(&sheet, true, ask.now).await.map_err(unforeseen)?;
    if !done.faults.is_empty() {
        return Ok(mistaken(&app, &ask, done.faults));
    }
    let list = keep(&app.admin.lists, &ask, Sent(bytes.into()))?.expose().to_owned();
    let names = app.catalog.names();
    let adds = done.added.into_iter().map(|(line, camera)| Change { line, camera, columns: None });
    let sets = done.changed.into_iter().map(|(line, id, columns)| Change {
        line,
        camera: names.get(&id).cloned().unwrap_or_else(|| id.camera().to_owned()),
        columns: Some(columns.into_iter().map(roster::Column::as_str).collect()),
    });
    let mut changes: Vec<_> = adds.chain(sets).collect();
    changes.sort_by_key(|change| change.line);
    let view = Tried { list, changes, same: done.same, areas: done.areas, mistakes: vec![] };
    Ok(ask.show(&app, |f| view.draw(f)))
}

pub(super) async fn bring_in(State(app): State<App>, _: May, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let Some(Sent(bytes)) = take(&app.admin.lists, &ask, fields.get("list"))? else {
        return Ok(refuse(&app, &ask, Failure::new(t::LIST_GONE, [])));
    };
    let sheet = match Sheet::read(bytes.expose_secret()) {
        Ok(sheet) => sheet,
        Err(faults) => return Ok(mistaken(&app, &ask, faults)),
    };
    let done = ask.ward(&app).import(&sheet, false, ask.now).await.map_err(unforeseen)?;
    // What was right when it was tried may not be any more.
    if !done.faults.is_empty() {
        return Ok(mistaken(&app, &ask, done.faults));
    }
    app.rights.renew().await;
    Ok(see_other(door::CAMERAS, Some(Done::Saved)))
}

pub(super) async fn export(State(app): State<App>, _: May, ask: Ask) -> Result<Response, Refusal> {
    give(&app, &ask, Format::default(), "attachment; filename=\"cameras.csv\"").await
}

pub(super) async fn secrets_page(State(app): State<App>, _: May, ask: Ask) -> Response {
    ask.show(&app, |f| admin::export_secrets(f).draw(f, Section::Cameras))
}

pub(super) async fn export_secrets(State(app): State<App>, _: May, ask: Ask) -> Result<Response, Refusal> {
    let format = Format { secrets: true, ..Format::default() };
    give(&app, &ask, format, "attachment; filename=\"cameras-with-passwords.csv\"").await
}

/// Recorded first: a list that is on its way cannot be called back.
async fn give(app: &App, ask: &Ask, format: Format, disposition: &'static str) -> Result<Response, Refusal> {
    let ward = ask.ward(app);
    let listed = ward.export(format).await.map_err(unforeseen)?;
    ward.exported(&listed, format, ask.now).await.map_err(unforeseen)?;
    let headers = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, disposition)];
    Ok((headers, listed.bytes).into_response())
}

/// The bytes of the form's file; `None` where there is none.
async fn file(mut form: Multipart) -> Result<Option<Vec<u8>>, MultipartError> {
    while let Some(field) = form.next_field().await? {
        if field.name() == Some("file") {
            return Ok(Some(field.bytes().await?.into()));
        }
    }
    Ok(None)
}

fn refuse(app: &App, ask: &Ask, error: Failure) -> Response {
    ask.again(app, |f| Import { error: Some(error) }.draw(f))
}

fn mistaken(app: &App, ask: &Ask, faults: Vec<RowFault>) -> Response {
    let mistake = |fault: RowFault| Mistake { line: fault.line, column: fault.column, what: fault.what };
    let view = Tried { mistakes: faults.into_iter().map(mistake).collect(), ..Tried::default() };
    ask.again(app, |f| view.draw(f))
}

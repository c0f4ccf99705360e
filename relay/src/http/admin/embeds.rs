//! Cameras on web sites: the list, putting one there, changing it, taking it back.

use super::super::{
    App,
    door::{Ask, Done, Fields, see_other},
    doors::{Doors, Rule},
    problem::Refusal,
};
use crate::{
    Failure,
    embeds::{self, Faults, Wish},
    pages::{
        admin::{EmbedForm, EmbedMade, EmbedRow, Embeds, embed_revoke},
        kit::{Section, Typed},
    },
    people::By,
};
use access::Token;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};
use shared::{
    CameraId, EmbedId, Profile, UnixMicros,
    access::Right,
    routes::{door as r, embed as public},
    text::door::embeds as t,
    wire::Reason,
};
use store::{
    StoreError,
    embeds::{Embed, EmbedRecord},
};

/// What a new embed is offered with.
const VIEWERS: &str = "50";

pub(super) fn doors(doors: Doors) -> Doors {
    let rule = Rule::Site(Right::Embed);
    doors
        .get(r::EMBEDS, rule, list)
        .get(r::EMBED_NEW, rule, new_page)
        .post(r::EMBED_NEW, rule, add)
        .get(r::EMBED_PATTERN, rule, change_page)
        .post(r::EMBED_PATTERN, rule, change)
        .get(r::EMBED_REVOKE_PATTERN, rule, revoke_page)
        .post(r::EMBED_REVOKE_PATTERN, rule, revoke)
}

async fn list(State(app): State<App>, ask: Ask) -> Result<Response, Refusal> {
    let names = app.catalog.names();
    let row = |record: EmbedRecord| EmbedRow {
        camera: names.get(&record.camera).cloned().unwrap_or_default(),
        viewers: app.embeds.visitors.count(&record.id).try_into().unwrap_or(u32::MAX),
        id: record.id,
        name: record.embed.name,
        origins: record.embed.origins,
        best: record.embed.best,
        moving: record.embed.moving,
        viewers_max: record.embed.viewers_max,
        until: record.embed.expires,
    };
    let rows = all(&app).await?.into_iter().map(row).collect();
    Ok(ask.show(&app, |f| Embeds { rows }.draw(f)))
}

async fn new_page(State(app): State<App>, ask: Ask) -> Response {
    let form = EmbedForm {
        cameras: app.catalog.names().into_iter().collect(),
        best: Profile::Sub.as_str().into(),
        moving: "live".into(),
        viewers: VIEWERS.into(),
        ..EmbedForm::default()
    };
    ask.show(&app, |f| form.draw(f))
}

async fn add(State(app): State<App>, ask: Ask, headers: HeaderMap, fields: Fields) -> Result<Response, Refusal> {
    let (user, _) = ask.user()?;
    let cameras: Vec<_> = app.catalog.names().into_iter().collect();
    let mut form = EmbedForm { camera: fields.get("camera").into(), cameras, ..typed(&fields) };
    let camera = form.cameras.iter().find(|(id, _)| id.as_str() == form.camera.text).cloned();
    let name = camera.as_ref().map(|(_, name)| name.clone()).unwrap_or_default();
    let read = wish(&fields).read(&name, app.past.calendar, ask.now);
    let Some((id, name)) = camera else {
        form.camera.error = Some(Failure::new(t::WEB_CAMERA_BAD, []));
        read.map_err(|faults| wrong(&mut form, *faults)).ok();
        // Without a camera there is no name to fall back on.
        form.name.error = None;
        return Ok(ask.again(&app, |f| form.draw(f)));
    };
    let embed = match read {
        Ok(embed) => embed,
        Err(faults) => {
            wrong(&mut form, *faults);
            return Ok(ask.again(&app, |f| form.draw(f)));
        }
    };
    match embeds::add(&app.past.store, &id, &embed, (&by(&ask), &user), ask.now).await {
        Ok(token) => {
            app.rights.renew().await;
            let made = made(&base(&app, &ask, &headers), &name, &embed, &token);
            Ok(ask.show(&app, |f| made.draw(f)))
        }
        Err(StoreError::NoScope) => {
            form.camera.error = Some(Failure::new(t::WEB_CAMERA_BAD, []));
            Ok(ask.again(&app, |f| form.draw(f)))
        }
        Err(error) => Err(failed(&error)),
    }
}

async fn change_page(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Result<Response, Refusal> {
    let record = one(&app, &id).await?;
    let embed = record.embed;
    let day = |end: UnixMicros| app.past.calendar.day(UnixMicros(end.0.saturating_sub(1)).into()).to_string();
    let form = EmbedForm {
        of: Some((record.id, embed.name.clone())),
        name: embed.name.as_str().into(),
        origins: embed.origins.join("\n").as_str().into(),
        best: embed.best.as_str().into(),
        moving: if embed.moving { "live" } else { "still" }.into(),
        viewers: embed.viewers_max.to_string().as_str().into(),
        until: embed.expires.map(day).unwrap_or_default().as_str().into(),
        ..EmbedForm::default()
    };
    Ok(ask.show(&app, |f| form.draw(f)))
}

async fn change(State(app): State<App>, ask: Ask, Path(id): Path<String>, fields: Fields) -> Result<Response, Refusal> {
    let record = one(&app, &id).await?;
    let camera = name(&app, &record.camera);
    match wish(&fields).read(&camera, app.past.calendar, ask.now) {
        Ok(embed) => {
            let done = embeds::change(&app.past.store, &record.id, &embed, &by(&ask), ask.now).await;
            done.map_err(|e| failed(&e))?;
            app.rights.renew().await;
            Ok(see_other(r::EMBEDS, Some(Done::Saved)))
        }
        Err(faults) => {
            let mut form = EmbedForm { of: Some((record.id, record.embed.name)), ..typed(&fields) };
            wrong(&mut form, *faults);
            Ok(ask.again(&app, |f| form.draw(f)))
        }
    }
}

async fn revoke_page(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Result<Response, Refusal> {
    let record = one(&app, &id).await?;
    Ok(ask.show(&app, |f| embed_revoke(f, &record.embed.name).draw(f, Section::Embeds)))
}

async fn revoke(State(app): State<App>, ask: Ask, Path(id): Path<String>) -> Result<Response, Refusal> {
    let id: EmbedId = id.parse().map_err(|_| Refusal(Reason::NoSuchPath))?;
    match embeds::revoke(&app.past.store, &id, &by(&ask), ask.now).await {
        // What is gone already is gone.
        Ok(()) | Err(StoreError::NoEmbed) => {
            app.rights.renew().await;
            Ok(see_other(r::EMBEDS, Some(Done::Removed)))
        }
        Err(error) => Err(failed(&error)),
    }
}

fn wish(fields: &Fields) -> Wish<'_> {
    Wish {
        name: fields.get("name"),
        origins: fields.get("origins"),
        best: fields.get("best"),
        moving: fields.get("moving"),
        viewers: fields.get("viewers"),
        until: fields.get("until"),
    }
}

fn typed(fields: &Fields) -> EmbedForm {
    let typed = |name| Typed::from(fields.get(name));
    EmbedForm {
        name: typed("name"),
        origins: typed("origins"),
        best: typed("best"),
        moving: typed("moving"),
        viewers: typed("viewers"),
        until: typed("until"),
        ..EmbedForm::default()
    }
}

fn wrong(form: &mut EmbedForm, faults: Faults) {
    form.name.error = faults.name;
    form.origins.error = faults.origins;
    form.best.error = faults.best;
    form.moving.error = faults.moving;
    form.viewers.error = faults.viewers;
    form.until.error = faults.until;
}

fn by(ask: &Ask) -> By {
    By { actor: ask.actor(), address: Some(ask.visitor.address) }
}

fn name(app: &App, camera: &CameraId) -> String {
    app.catalog.names().remove(camera).unwrap_or_default()
}

async fn all(app: &App) -> Result<Vec<EmbedRecord>, Refusal> {
    Ok(app.past.store.people().await.map_err(|e| failed(&e))?.embeds)
}

async fn one(app: &App, id: &str) -> Result<EmbedRecord, Refusal> {
    all(app).await?.into_iter().find(|e| e.id.as_str() == id).ok_or(Refusal(Reason::NoSuchPath))
}

fn failed(error: &StoreError) -> Refusal {
    if matches!(error, StoreError::NoEmbed) {
        return Refusal(Reason::NoSuchPath);
    }
    tracing::error!(%error, "a request about embeds failed");
    Refusal(Reason::Failed)
}

/// Where visitors reach the relay: its public address, or else the one that this admin has come by.
fn base(app: &App, ask: &Ask, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let scheme = if ask.visitor.secure { "https" } else { "http" };
    app.front.https.as_ref().map_or_else(|| format!("{scheme}://{host}"), |https| https.to_string())
}

fn made(base: &str, camera: &str, embed: &Embed, token: &Token) -> EmbedMade {
    let page = format!("{base}{}", public::page(token.expose()));
    let title = escaped(&embed.name);
    let element = format!(
        "<script src=\"{base}{}\" async></script><ward-camera src=\"{page}\" title=\"{title}\"></ward-camera>",
        public::SCRIPT
    );
    let iframe = format!(
        "<iframe src=\"{page}\" title=\"{title}\" width=\"640\" height=\"360\" loading=\"lazy\" \
         allow=\"fullscreen\" referrerpolicy=\"no-referrer\" style=\"border:0\"></iframe>"
    );
    EmbedMade { camera: camera.to_owned(), element: element.into(), iframe: iframe.into() }
}

/// As an attribute's value: the code is pasted into somebody's page as it is.
fn escaped(text: &str) -> String {
    maud::html! { (text) }.into_string()
}

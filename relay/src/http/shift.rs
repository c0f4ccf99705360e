//! The duty book: `/shift`, coming and going, notes, one shift. Belongs here: who may read which note, what was typed. Does not:
//! markup, rows.

use super::{
    App, admin,
    asking::Asking,
    door::{Ask, Done, Fields, see_other},
    doors::{Doors, Rule},
    problem::Refusal,
    query::Values,
};
use crate::{
    Failure,
    pages::{
        Duty, NoteRow, OneShift,
        kit::{Choice, Typed},
    },
};
use access::{Identity, Principal, See};
use axum::{
    extract::{Path, Query, State},
    response::Response,
};
use shared::{
    CameraId, UnixMicros, UserId,
    access::Right,
    routes::door,
    text::{Text, door::shift as t},
    wire::{CameraState, Reason},
};
use store::shifts::{Note, Shift, TEXT_MAX};

const RULE: Rule = Rule::Somewhere(Right::Shift);
/// Shifts that are listed.
const SHIFTS: u32 = 30;
/// Notes that are listed.
const NOTES: u32 = 300;
const DAY_US: u64 = 86_400_000_000;

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .get(door::SHIFT, RULE, page)
        .post(door::SHIFT_BEGIN, RULE, begin)
        .post(door::SHIFT_END, RULE, end)
        .post(door::SHIFT_NOTES, RULE, note)
        .get(door::SHIFT_PATTERN, RULE, one)
}

/// What was typed into the page's forms.
#[derive(Default)]
struct Form {
    camera: Typed,
    at: Option<Typed>,
    text: Typed,
    handover: Typed,
}

async fn page(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    Query(values): Query<Values>,
) -> Result<Response, Refusal> {
    // A note about a camera may be begun from elsewhere.
    let camera = values.get("camera").map(String::as_str).unwrap_or_default();
    let form = Form { camera: camera.into(), ..Form::default() };
    let duty = duty(&app, &ask, &principal, form).await?;
    Ok(ask.show(&app, |f| duty.draw(f)))
}

async fn duty(app: &App, ask: &Ask, principal: &Principal, form: Form) -> Result<Duty, Refusal> {
    let user = user(principal)?;
    let shifts = app.past.store.shifts(SHIFTS).await.map_err(admin::unforeseen)?;
    let (now, past): (Vec<Shift>, Vec<Shift>) = shifts.into_iter().partition(|shift| shift.ended.is_none());
    // This duty's notes, and those of the one before, a day's at least.
    let first = now.iter().chain(past.first()).map(|shift| shift.began).min_by_key(|at| at.0);
    let day = UnixMicros(ask.now.0.saturating_sub(DAY_US));
    let from = first.filter(|first| first.0 < day.0).unwrap_or(day);
    let mut cameras: Vec<_> = known(app, principal).collect();
    cameras.sort_by(|a, b| a.1.cmp(&b.1));
    let is_dead =
        |id: &CameraId| app.live.hub.camera(id).is_some_and(|camera| camera.status().state == CameraState::Offline);
    Ok(Duty {
        mine: now.iter().any(|shift| shift.user == user),
        notes: notes(app, principal, from, None).await?,
        dead: cameras.iter().filter(|(id, _)| is_dead(id)).map(|(_, name)| name.clone()).collect(),
        cameras: cameras.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        now,
        past,
        camera: form.camera,
        at: form.at.unwrap_or_else(|| clock(app, ask.now).as_str().into()),
        text: form.text,
        handover: form.handover,
    })
}

async fn begin(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (user, name) = (user(&principal)?, name(&principal)?);
    let mut batch = app.past.store.batch().await.map_err(admin::unforeseen)?;
    let alone = fields.find("alone").is_some();
    batch.begin_shift(&user, &name, alone, ask.now).await.map_err(admin::unforeseen)?;
    batch.commit().await.map_err(admin::unforeseen)?;
    Ok(see_other(door::SHIFT, Some(Done::Saved)))
}

async fn end(State(app): State<App>, ask: Ask, Asking(principal): Asking, fields: Fields) -> Result<Response, Refusal> {
    let words = match typed(fields.get("handover"), t::SHIFT_LONG, false) {
        Ok(words) => words,
        Err(handover) => {
            let duty = duty(&app, &ask, &principal, Form { handover, ..Form::default() }).await?;
            return Ok(ask.again(&app, |f| duty.draw(f)));
        }
    };
    let mut batch = app.past.store.batch().await.map_err(admin::unforeseen)?;
    batch.end_shift(&user(&principal)?, &words, ask.now).await.map_err(admin::unforeseen)?;
    batch.commit().await.map_err(admin::unforeseen)?;
    Ok(see_other(door::SHIFT, Some(Done::Saved)))
}

async fn note(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    fields: Fields,
) -> Result<Response, Refusal> {
    let camera = fields.get("camera").parse().ok().filter(|id| principal.may::<See>(id).is_ok());
    let text = typed(fields.get("text"), t::SHIFT_EMPTY, true);
    let seen = seen(&app, fields.get("at"), ask.now);
    let (text, seen) = match (text, seen) {
        (Ok(text), Some(seen)) => (text, seen),
        (text, seen) => {
            let mut at = Typed::from(fields.get("at"));
            at.error = seen.is_none().then(|| Failure::new(t::SHIFT_BAD_TIME, []));
            let text = text.map_or_else(|wrong| wrong, |text| text.as_str().into());
            let form = Form { camera: fields.get("camera").into(), at: Some(at), text, ..Form::default() };
            let duty = duty(&app, &ask, &principal, form).await?;
            return Ok(ask.again(&app, |f| duty.draw(f)));
        }
    };
    let note = Note { name: name(&principal)?, seen, written: ask.now, camera, text };
    let mut batch = app.past.store.batch().await.map_err(admin::unforeseen)?;
    batch.add_shift_note(&note).await.map_err(admin::unforeseen)?;
    batch.commit().await.map_err(admin::unforeseen)?;
    Ok(see_other(door::SHIFT, Some(Done::Added)))
}

async fn one(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let gone = Refusal(Reason::NoSuchPath);
    let id = id.parse().map_err(|_| gone)?;
    let shift = app.past.store.shift(id).await.map_err(admin::unforeseen)?.ok_or(gone)?;
    let notes = notes(&app, &principal, shift.began, shift.ended).await?;
    Ok(ask.show(&app, |f| OneShift { shift, notes }.draw(f)))
}

/// The cameras that somebody may know of, with their names.
fn known<'a>(app: &App, principal: &'a Principal) -> impl Iterator<Item = (CameraId, String)> + use<'a> {
    app.catalog.names().into_iter().filter(|(id, _)| principal.may::<See>(id).is_ok())
}

/// Notes that somebody may read: what is about a camera is told to nobody who may not know of it.
async fn notes(
    app: &App,
    principal: &Principal,
    from: UnixMicros,
    until: Option<UnixMicros>,
) -> Result<Vec<NoteRow>, Refusal> {
    let all = app.past.store.shift_notes(from, until, NOTES).await.map_err(admin::unforeseen)?;
    let names: std::collections::BTreeMap<_, _> = known(app, principal).collect();
    let row = |note: Note| {
        let camera = match note.camera {
            Some(id) => Some((id.clone(), names.get(&id)?.clone())),
            None => None,
        };
        Some(NoteRow { name: note.name, seen: note.seen, camera, text: note.text })
    };
    Ok(all.into_iter().filter_map(row).collect())
}

fn typed(text: &str, wrong: Text, required: bool) -> Result<String, Typed> {
    let text = text.trim();
    if text.chars().count() > TEXT_MAX || (required && text.is_empty()) {
        let error = Some(Failure::new(wrong, [("max", &TEXT_MAX)]));
        return Err(Typed { text: text.to_owned(), error });
    }
    Ok(text.to_owned())
}

/// The newest moment at which the site's clocks showed this, `21:45`; nothing typed is now.
fn seen(app: &App, at: &str, now: UnixMicros) -> Option<UnixMicros> {
    let at = at.trim();
    if at.is_empty() || at == clock(app, now) {
        return Some(now);
    }
    let (hours, minutes) = at.split_once(':')?;
    let (hours, minutes): (u64, u64) = (hours.parse().ok()?, minutes.get(..2)?.parse().ok()?);
    if hours > 23 || minutes > 59 {
        return None;
    }
    let of_day = (hours * 60 + minutes) * 60_000_000;
    let offset = i64::from(app.past.calendar.offset_minutes()) * 60_000_000;
    let local = now.0.checked_add_signed(offset)?;
    let today = local - local % DAY_US + of_day;
    let then = if today > local { today - DAY_US } else { today };
    then.checked_add_signed(-offset).map(UnixMicros)
}

/// `21:45` by the site's clocks.
fn clock(app: &App, now: UnixMicros) -> String {
    let offset = i64::from(app.past.calendar.offset_minutes()) * 60_000_000;
    let minutes = now.0.saturating_add_signed(offset) % DAY_US / 60_000_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

fn user(principal: &Principal) -> Result<UserId, Refusal> {
    match principal.identity() {
        Identity::User { id, .. } => Ok(id),
        Identity::Embed(_) => Err(Refusal(Reason::LoginRequired)),
    }
}

fn name(principal: &Principal) -> Result<String, Refusal> {
    match principal.identity() {
        Identity::User { name, .. } => Ok(name),
        Identity::Embed(_) => Err(Refusal(Reason::LoginRequired)),
    }
}

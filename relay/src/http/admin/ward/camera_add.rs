//! Adding a camera in two steps: it is tried, then kept. What was typed waits with the relay in between.

use super::{
    super::super::{
        App,
        door::{Ask, Done, Fields, see_other},
        problem::Refusal,
    },
    May, blame, form, keep, take, to_camera, unforeseen,
};
use crate::{
    Failure,
    pages::admin::{CameraAdd, CameraForm, CameraTrial},
    roster::CameraWish,
    ward::Problem,
};
use axum::{extract::State, response::Response};
use base64::{Engine, prelude::BASE64_STANDARD};
use shared::{CameraId, diagnosis::Diagnosis, routes::door, still::StillWidth, text::door::cameras as t};
use transport::still::Key;

/// A camera that was tried.
pub(super) struct Trial {
    id: CameraId,
    wish: CameraWish,
    form: CameraForm,
    found: Diagnosis,
}

pub(super) async fn page(State(app): State<App>, _: May, ask: Ask) -> Response {
    ask.show(&app, |f| CameraAdd::default().draw(f))
}

/// Whoever loads the second step's address begins with the first.
pub(super) async fn anew(_: May) -> Response {
    see_other(door::CAMERA_NEW, None)
}

pub(super) async fn try_out(State(app): State<App>, _: May, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let ward = ask.ward(&app);
    let id = ward.new_id().map_err(unforeseen)?;
    let form = form::typed(&fields);
    let wish = form::wish(&fields).map_err(Problem::Faults);
    let settled = wish.and_then(|wish| ward.settle(&id, &wish).map(|record| (wish, record)));
    let (wish, record) = match settled {
        Ok(settled) => settled,
        Err(problem) => return again(&app, &ask, form, problem),
    };
    let tried = match ward.probe(&record).await {
        Ok(tried) => tried,
        Err(problem) => return again(&app, &ask, form, problem),
    };
    let picture = match tried.key {
        Some((avcc, unit, time)) => {
            let key = Key { camera: id.clone(), avcc, unit, time };
            app.stills.develop(key, StillWidth::W640).await
        }
        None => None,
    };
    let trial = Trial { id, wish, form, found: tried.found.clone() };
    let view = CameraTrial {
        name: record.name,
        trial: keep(&app.admin.trials, &ask, trial)?.expose().to_owned(),
        found: tried.found,
        picture: picture.map(|jpeg| format!("data:image/jpeg;base64,{}", BASE64_STANDARD.encode(jpeg))),
    };
    Ok(ask.show(&app, |f| view.draw(f)))
}

pub(super) async fn decide(State(app): State<App>, _: May, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let Some(Trial { id, wish, mut form, found }) = take(&app.admin.trials, &ask, fields.get("trial"))? else {
        return again(&app, &ask, CameraForm::default(), Failure::new(t::TRIAL_GONE, []).into());
    };
    if fields.get("do") != "save" {
        form.refuse(blame::blame(&found, &wish, ask.lang));
        return Ok(ask.show(&app, |f| CameraAdd { form, error: None }.draw(f)));
    }
    match ask.ward(&app).add(&id, &wish, ask.now).await {
        Ok(_) => {
            app.rights.renew().await;
            Ok(to_camera(&id, Some(Done::Added)))
        }
        Err(problem) => again(&app, &ask, form, problem),
    }
}

/// The form once more with what is wrong in it.
fn again(app: &App, ask: &Ask, form: CameraForm, problem: Problem) -> Result<Response, Refusal> {
    let mut view = CameraAdd { form, error: None };
    match problem {
        Problem::Faults(faults) => view.form.refuse(faults),
        problem @ (Problem::Busy | Problem::Failed(_)) => view.error = Some(problem.into()),
        problem => return Err(unforeseen(problem)),
    }
    Ok(ask.again(app, |f| view.draw(f)))
}

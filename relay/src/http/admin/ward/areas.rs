//! The tree of areas, and one of them.

use super::{
    super::super::{
        App,
        door::{Ask, Done, Fields, see_other},
        problem::Refusal,
    },
    May,
    camera_edit::{in_words, path},
    unforeseen,
};
use crate::{
    Failure,
    pages::{
        admin::{AreaOne, AreaRow, Areas},
        kit::Section,
    },
    places,
    roster::tidy,
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use shared::{
    AreaId,
    api::places::AreaNode,
    area::{AreaName, AreaPath},
    routes::door,
    text::model,
    wire::Reason,
};

pub(super) async fn tree(State(app): State<App>, _: May, ask: Ask) -> Result<Response, Refusal> {
    let view = view(&app).await?;
    Ok(ask.show(&app, |f| view.draw(f)))
}

pub(super) async fn add(State(app): State<App>, _: May, ask: Ask, fields: Fields) -> Result<Response, Refusal> {
    let mut view = view(&app).await?;
    let (name, within) = (tidy(fields.get("name")), fields.get("within"));
    (view.name, view.within) = (name.as_str().into(), within.into());
    let above = view.rows.iter().find(|row| row.id.as_str() == within);
    let above = if within.is_empty() { Ok(None) } else { above.map(|row| Some(row.path.clone())).ok_or(()) };
    match (name.parse::<AreaName>(), above) {
        (Err(_), _) => view.name.error = Some(Failure::new(model::AREA_NAME_BAD, [])),
        (_, Err(())) => view.within.error = Some(Failure::new(model::AREA_BAD, [])),
        (Ok(name), Ok(above)) => {
            let wanted = above.map_or_else(|| name.to_string(), |above| format!("{above}/{name}"));
            match wanted.parse::<AreaPath>() {
                Err(_) => view.within.error = Some(Failure::new(model::AREA_BAD, [])),
                Ok(path) => match ask.ward(&app).add_area(&path, None, ask.now).await {
                    Ok(_) => {
                        app.rights.renew().await;
                        return Ok(see_other(door::AREAS, Some(Done::Added)));
                    }
                    Err(problem) => view.name.error = Some(in_words(problem)?),
                },
            }
        }
    }
    Ok(ask.again(&app, |f| view.draw(f)))
}

pub(super) async fn page(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let view = one(&app, &id).await?;
    Ok(ask.show(&app, |f| view.draw(f)))
}

pub(super) async fn rename(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let mut view = one(&app, &id).await?;
    let name = tidy(fields.get("name"));
    view.name = name.as_str().into();
    view.name.error = Some(match name.parse::<AreaName>() {
        Err(_) => Failure::new(model::AREA_NAME_BAD, []),
        Ok(name) => match ask.ward(&app).rename_area(&view.id, &name, ask.now).await {
            Ok(_) => {
                app.rights.renew().await;
                return Ok(see_other(door::AREAS, Some(Done::Saved)));
            }
            Err(problem) => in_words(problem)?,
        },
    });
    Ok(ask.again(&app, |f| view.draw(f)))
}

pub(super) async fn remove_page(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let view = one(&app, &id).await?;
    Ok(ask.show(&app, |f| view.remove(f, None).draw(f, Section::Areas)))
}

pub(super) async fn remove(
    State(app): State<App>,
    _: May,
    ask: Ask,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let view = one(&app, &id).await?;
    match ask.ward(&app).remove_area(&view.id, ask.now).await {
        Ok(_) => {
            app.rights.renew().await;
            Ok(see_other(door::AREAS, Some(Done::Removed)))
        }
        Err(problem) => {
            let error = in_words(problem)?;
            Ok(ask.again(&app, |f| view.remove(f, Some(error)).draw(f, Section::Areas)))
        }
    }
}

/// All areas as they are.
async fn view(app: &App) -> Result<Areas, Refusal> {
    let people = app.past.store.people().await.map_err(unforeseen)?;
    let tree = places::tree(&people.areas, people.cameras.iter().filter_map(|camera| camera.area.as_ref()));
    let mut rows = Vec::new();
    push(&tree.areas, 0, &people.areas, &mut rows);
    Ok(Areas { rows, ..Areas::default() })
}

fn push(nodes: &[AreaNode], depth: usize, areas: &store::Areas, rows: &mut Vec<AreaRow>) {
    for node in nodes {
        let (id, name, path) = (node.id.clone(), node.name.clone(), path(areas, &node.id));
        rows.push(AreaRow { id, name, path, depth, cameras: node.cameras });
        push(&node.areas, depth + 1, areas, rows);
    }
}

async fn one(app: &App, id: &str) -> Result<AreaOne, Refusal> {
    let nothing = Refusal(Reason::NoSuchPath);
    let id: AreaId = id.parse().map_err(|_| nothing)?;
    let areas = app.past.store.areas().await.map_err(unforeseen)?;
    let present = areas.get(&id).ok_or(nothing)?.name.to_string();
    Ok(AreaOne { id, name: present.as_str().into(), present })
}

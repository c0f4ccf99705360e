//! Which wall is shown and how, and the walls that a person has arranged. Belongs here: `/walls`, `GET /api/v1/walls`, and
//! whose cameras a wall's address means. Does not: how tiles lie, what is told of a camera (see `cameras`).

use super::{
    App, admin,
    asking::Asking,
    assets,
    door::{Ask, Done, Fields, see_other},
    doors::{Doors, Rule},
    problem::Refusal,
};
use crate::{
    Failure,
    catalog::Entry,
    pages::{
        self, WallCamera, WallForm, WallRow, Walls,
        kit::{Choice, Section, Typed},
    },
};
use access::{Identity, Principal, See};
use axum::{
    Json,
    extract::{Path, State},
    response::Response,
};
use shared::{
    AreaId, CameraId, UserId, WallId,
    api::walls::{WallHead, WallInfo, WallList},
    label::is_label,
    routes::{self, door},
    text::door::walls as t,
    wall::{CAMERAS_MAX, Layout, NAME_MAX, Of, TOUR_SECS},
    wire::Reason,
};
use store::{
    StoreError,
    walls::{FAVOURITES, Wall, WallRecord},
};

/// Adds the routes to the table.
pub(super) fn doors(doors: Doors) -> Doors {
    doors
        .get(routes::WALLS, Rule::Person, list)
        .get(door::WALLS, Rule::Person, page)
        .post(door::WALLS, Rule::Person, add)
        .get(door::WALL_PATTERN, Rule::Person, edit)
        .post(door::WALL_PATTERN, Rule::Person, save)
        .get(door::WALL_REMOVE_PATTERN, Rule::Person, remove_page)
        .post(door::WALL_REMOVE_PATTERN, Rule::Person, remove)
}

/// The cameras that a wall's address means, in their order, and what the wall is called. What is not there, or is
/// somebody else's, has none. Which of them whoever asks may know of is for the caller to say.
pub(super) async fn chosen(
    app: &App,
    principal: &Principal,
    of: &Of,
) -> Result<(Vec<Entry>, Option<WallHead>), Refusal> {
    let entries = app.catalog.entries();
    match of {
        Of::All => Ok((entries, None)),
        Of::Area(id) => {
            let areas = app.catalog.areas();
            let inside = |area: &AreaId| areas.lies_in(area, id);
            let kept: Vec<_> = entries.into_iter().filter(|e| e.place.area.as_ref().is_some_and(inside)).collect();
            // Whoever sees none of its cameras does not learn what it is called.
            let knows = kept.iter().any(|entry| principal.may::<See>(&entry.id).is_ok());
            let name = areas.get(id).filter(|_| knows).map(|area| area.name.to_string()).unwrap_or_default();
            Ok((kept, Some(WallHead { name, ..WallHead::default() })))
        }
        Of::Wall(id) => {
            let wall = app.past.store.wall(&user(principal)?, id).await.map_err(failed)?.unwrap_or_default();
            let one = |id: &CameraId| entries.iter().find(|entry| entry.id == *id).cloned();
            Ok((wall.cameras.iter().filter_map(one).collect(), Some(head(wall))))
        }
    }
}

async fn list(State(app): State<App>, Asking(principal): Asking) -> Result<Json<WallList>, Refusal> {
    let walls = app.past.store.walls(&user(&principal)?).await.map_err(failed)?;
    let told = |WallRecord { id, mut wall }: WallRecord| {
        let cameras = std::mem::take(&mut wall.cameras);
        let cameras = cameras.into_iter().filter(|id| knows(&app, &principal, id)).collect();
        WallInfo { id, head: head(wall), cameras }
    };
    Ok(Json(WallList { walls: walls.into_iter().map(told).collect() }))
}

async fn page(State(app): State<App>, ask: Ask, Asking(principal): Asking) -> Result<Response, Refusal> {
    let view = view(&app, &principal, Typed::default()).await?;
    Ok(ask.show(&app, |f| view.draw(f)))
}

async fn add(State(app): State<App>, ask: Ask, Asking(principal): Asking, fields: Fields) -> Result<Response, Refusal> {
    let problem = match name(&fields) {
        Ok(name) => {
            let mut batch = app.past.store.batch().await.map_err(failed)?;
            match batch.add_wall(&user(&principal)?, &Wall { name, ..Wall::default() }, ask.now).await {
                Ok(id) => {
                    batch.commit().await.map_err(failed)?;
                    return Ok(see_other(&door::wall(&id), None));
                }
                Err(full @ StoreError::WallsFull) => full.into(),
                Err(error) => return Err(failed(error)),
            }
        }
        Err(problem) => problem,
    };
    let typed = Typed { text: fields.get("name").to_owned(), error: Some(problem) };
    let view = view(&app, &principal, typed).await?;
    Ok(ask.again(&app, |f| view.draw(f)))
}

async fn edit(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let (id, wall) = one(&app, &principal, &id).await?;
    let form = form(&app, &principal, id, &wall);
    Ok(ask.show(&app, |f| form.draw(f)))
}

async fn save(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    Path(id): Path<String>,
    fields: Fields,
) -> Result<Response, Refusal> {
    let (id, old) = one(&app, &principal, &id).await?;
    let favourites = id.as_str() == FAVOURITES;
    let named = if favourites { Ok(String::new()) } else { name(&fields) };
    let wall = Wall {
        name: named.as_ref().cloned().unwrap_or_default(),
        layout: Layout::from_name(fields.get("layout")),
        tour_secs: fields.get("tour").parse().ok().filter(|secs| TOUR_SECS.contains(secs)),
        cameras: arranged(&app, &principal, &old, &fields),
    };
    if let Err(problem) = named {
        let mut form = form(&app, &principal, id, &wall);
        form.name = Typed { text: fields.get("name").to_owned(), error: Some(problem) };
        return Ok(ask.again(&app, |f| form.draw(f)));
    }
    let mut batch = app.past.store.batch().await.map_err(failed)?;
    batch.save_wall(&user(&principal)?, &id, &wall, ask.now).await.map_err(failed)?;
    batch.commit().await.map_err(failed)?;
    Ok(see_other(door::WALLS, Some(Done::Saved)))
}

async fn remove_page(
    State(app): State<App>,
    ask: Ask,
    Asking(principal): Asking,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let (_, wall) = one(&app, &principal, &id).await?;
    Ok(ask.show(&app, |f| pages::wall_remove(f, &wall.name).draw(f, Section::Walls)))
}

async fn remove(
    State(app): State<App>,
    Asking(principal): Asking,
    Path(id): Path<String>,
) -> Result<Response, Refusal> {
    let id = id.parse().map_err(|_| Refusal(Reason::NoSuchPath))?;
    let mut batch = app.past.store.batch().await.map_err(failed)?;
    batch.remove_wall(&user(&principal)?, &id).await.map_err(failed)?;
    batch.commit().await.map_err(failed)?;
    Ok(see_other(door::WALLS, Some(Done::Removed)))
}

/// One of the principal's walls; the favourites are always there.
async fn one(app: &App, principal: &Principal, id: &str) -> Result<(WallId, Wall), Refusal> {
    let id: WallId = id.parse().map_err(|_| Refusal(Reason::NoSuchPath))?;
    let stored = app.past.store.wall(&user(principal)?, &id).await.map_err(failed)?;
    let wall = stored.or_else(|| (id.as_str() == FAVOURITES).then(Wall::default));
    wall.map(|wall| (id, wall)).ok_or(Refusal(Reason::NoSuchPath))
}

async fn view(app: &App, principal: &Principal, name: Typed) -> Result<Walls, Refusal> {
    let walls = app.past.store.walls(&user(principal)?).await.map_err(failed)?;
    let row = |WallRecord { id, wall }: WallRecord| WallRow {
        cameras: wall.cameras.iter().filter(|id| knows(app, principal, id)).count(),
        favourites: id.as_str() == FAVOURITES,
        id,
        name: wall.name,
    };
    let areas = app.catalog.areas();
    let entries = app.catalog.entries();
    let seen: Vec<_> = entries.iter().filter(|entry| principal.may::<See>(&entry.id).is_ok()).collect();
    let holds = |area: &AreaId| seen.iter().any(|e| e.place.area.as_ref().is_some_and(|own| areas.lies_in(own, area)));
    let path = |id| areas.path(id).into_iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ");
    let mut areas: Vec<_> = areas
        .iter()
        .filter(|area| holds(&area.id))
        .map(|area| Choice::new(Of::Area(area.id.clone()).to_string(), path(&area.id)))
        .collect();
    areas.sort_by(|a, b| a.label.cmp(&b.label));
    Ok(Walls { walls: walls.into_iter().map(row).collect(), areas, name })
}

/// The wall as it can be arranged: its cameras in their order, then all others.
fn form(app: &App, principal: &Principal, id: WallId, wall: &Wall) -> WallForm {
    let areas = app.catalog.areas();
    let entries = app.catalog.entries().into_iter().filter(|entry| principal.may::<See>(&entry.id).is_ok());
    let mut cameras: Vec<_> = entries
        .map(|Entry { id, name, place, .. }| WallCamera {
            place: wall.cameras.iter().position(|own| *own == id).map(|at| at + 1),
            area: place
                .area
                .map(|id| areas.path(&id).into_iter().map(ToString::to_string).collect::<Vec<_>>().join(" / ")),
            id,
            name,
        })
        .collect();
    cameras.sort_by_key(|camera| camera.place.unwrap_or(usize::MAX));
    WallForm {
        favourites: id.as_str() == FAVOURITES,
        id,
        name: wall.name.as_str().into(),
        layout: wall.layout.map_or("", Layout::as_str).into(),
        tour: wall.tour_secs.map(|secs| secs.to_string()).unwrap_or_default().as_str().into(),
        cameras,
        script: assets::url("arrange", "js"),
    }
}

/// The cameras that were ticked, by their numbers. Those that cannot be seen just now, at other hours perhaps, stay.
fn arranged(app: &App, principal: &Principal, old: &Wall, fields: &Fields) -> Vec<CameraId> {
    let ids = app.catalog.entries().into_iter().map(|entry| entry.id);
    let mut ticked: Vec<(usize, CameraId)> = ids
        .filter(|id| knows(app, principal, id) && fields.find(&format!("on-{id}")).is_some())
        .map(|id| (fields.get(&format!("at-{id}")).parse().unwrap_or(usize::MAX), id))
        .collect();
    ticked.sort_by_key(|(at, _)| *at);
    let unseen = old.cameras.iter().filter(|id| !knows(app, principal, id)).cloned();
    ticked.into_iter().map(|(_, id)| id).chain(unseen).take(CAMERAS_MAX).collect()
}

fn name(fields: &Fields) -> Result<String, Failure> {
    let name = fields.get("name").trim();
    if is_label(name, NAME_MAX) {
        Ok(name.to_owned())
    } else {
        Err(Failure::new(t::WALLS_NAME_BAD, [("max", &NAME_MAX)]))
    }
}

fn knows(app: &App, principal: &Principal, id: &CameraId) -> bool {
    principal.may::<See>(id).is_ok() && app.catalog.has(id)
}

fn head(wall: Wall) -> WallHead {
    WallHead { name: wall.name, layout: wall.layout, tour_secs: wall.tour_secs }
}

fn user(principal: &Principal) -> Result<UserId, Refusal> {
    match principal.identity() {
        Identity::User { id, .. } => Ok(id),
        Identity::Embed(_) => Err(Refusal(Reason::LoginRequired)),
    }
}

fn failed(error: StoreError) -> Refusal {
    match error {
        StoreError::NoWall => Refusal(Reason::NoSuchPath),
        error => admin::unforeseen(error),
    }
}

//! Grants as forms give them and pages show them. Belongs here: where one can hold, from fields to a grant. Does not:
//! giving it (see `people`).

use super::super::{App, door::Fields};
use crate::{
    Failure,
    pages::{
        admin::{GrantForm, GrantRow, Where},
        kit::Typed,
    },
    people::last_day,
};
use shared::{
    AreaId, UnixMicros, UserId,
    access::{Grant, Hours, Role, Scope},
    area::DEPTH_MAX,
    text::door::people as t,
};
use store::{Areas, people::NewGrant};

/// Everywhere that a grant can hold: the ward, its areas as a tree, its cameras as they are shown.
pub(super) fn places(app: &App, areas: &Areas) -> Vec<Where> {
    let mut places = vec![Where::Site];
    below(areas, None, DEPTH_MAX, &mut places);
    places.extend(app.catalog.entries().into_iter().map(|entry| Where::Camera { id: entry.id, name: entry.name }));
    places
}

fn below(areas: &Areas, parent: Option<&AreaId>, deeper: usize, places: &mut Vec<Where>) {
    if deeper == 0 {
        return;
    }
    for area in areas.within(parent) {
        places.push(Where::Area { id: area.id.clone(), path: path(areas, &area.id) });
        below(areas, Some(&area.id), deeper - 1, places);
    }
}

/// An area's names from the top down; its id where it is not there.
pub(super) fn path(areas: &Areas, id: &AreaId) -> String {
    let names: Vec<_> = areas.path(id).into_iter().map(|name| name.as_str()).collect();
    if names.is_empty() { id.to_string() } else { names.join("/") }
}

/// A grant that was given, with the name of its place.
pub(super) fn row(grant: &Grant, places: &[Where]) -> GrantRow {
    let (id, role, hours, until) = (grant.id.clone(), grant.role, grant.hours, grant.until);
    GrantRow { id, role, place: place(&grant.scope, places), hours, until }
}

/// Where a grant holds; by its id what has gone meanwhile.
pub(super) fn place(scope: &Scope, places: &[Where]) -> Where {
    let bare = match scope {
        Scope::Site => Where::Site,
        Scope::Area(id) => Where::Area { id: id.clone(), path: id.to_string() },
        Scope::Camera(id) => Where::Camera { id: id.clone(), name: id.to_string() },
    };
    places.iter().find(|place| place.value() == bare.value()).cloned().unwrap_or(bare)
}

/// A grant from a form's fields, or the form again with what is wrong beside its fields.
pub(super) fn read(
    app: &App,
    fields: &Fields,
    places: &[Where],
    by: &UserId,
    now: UnixMicros,
) -> Result<NewGrant, Box<GrantForm>> {
    let typed = |name| Typed { text: fields.get(name).trim().to_owned(), error: None };
    let [role, scope, from, to, until] = ["role", "scope", "from", "to", "until"].map(typed);
    let mut form = GrantForm { role, scope, from, to, until };
    let role = Some(Role::of(&form.role.text)).filter(|role| *role != Role::Unknown);
    form.role.error = role.is_none().then(|| Failure::new(t::GRANT_ROLE_MISSING, []));
    let scope = places.iter().find(|place| place.value() == form.scope.text).map(scope_of);
    form.scope.error = match &scope {
        None => Some(Failure::new(t::GRANT_SCOPE_MISSING, [])),
        Some(Scope::Camera(_)) => None,
        Some(_) => (role == Some(Role::Household)).then(|| Failure::new(t::GRANT_HOUSEHOLD, [])),
    };
    let hours = hours(&mut form);
    let until = match form.until.text.as_str() {
        "" => Ok(None),
        day => last_day(day, app.past.calendar, now).map(Some),
    };
    let until = until.map_err(|failure| form.until.error = Some(failure));
    match (role, scope, hours, until) {
        (Some(role), Some(scope), Ok(hours), Ok(until)) if form.scope.error.is_none() => {
            Ok(NewGrant { role, scope, hours, until, by: Some(by.clone()) })
        }
        _ => Err(Box::new(form)),
    }
}

fn scope_of(place: &Where) -> Scope {
    match place {
        Where::Site => Scope::Site,
        Where::Area { id, .. } => Scope::Area(id.clone()),
        Where::Camera { id, .. } => Scope::Camera(id.clone()),
    }
}

/// Both hours or none; what is wrong stands in the form then.
fn hours(form: &mut GrantForm) -> Result<Option<Hours>, ()> {
    let both = || Some(Failure::new(t::GRANT_HOURS_BOTH, []));
    match (form.from.text.as_str(), form.to.text.as_str()) {
        ("", "") => return Ok(None),
        ("", _) => form.from.error = both(),
        (_, "") => form.to.error = both(),
        (from, to) => match format!("{from}-{to}").parse() {
            Ok(hours) => return Ok(Some(hours)),
            Err(_) => form.from.error = Some(Failure::new(t::GRANT_HOURS_BAD, [])),
        },
    }
    Err(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hours_come_in_pairs_and_the_error_stands_beside_the_one_that_is_wrong() {
        let try_hours = |from: &str, to: &str| {
            let mut form = GrantForm { from: from.into(), to: to.into(), ..GrantForm::default() };
            let hours = hours(&mut form).map(|hours| hours.map(|h| h.to_string()));
            (hours, form.from.error.is_some(), form.to.error.is_some())
        };
        assert_eq!(try_hours("", ""), (Ok(None), false, false));
        assert_eq!(try_hours("18:00", "06:00"), (Ok(Some("18:00-06:00".into())), false, false));
        assert_eq!(try_hours("18:00", ""), (Err(()), false, true));
        assert_eq!(try_hours("", "06:00"), (Err(()), true, false));
        for (from, to) in [("18:00", "18:00"), ("25:00", "06:00"), ("x", "y"), ("1-2", "3")] {
            assert_eq!(try_hours(from, to), (Err(()), true, false), "{from} {to}");
        }
    }
}

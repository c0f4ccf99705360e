//! A web map below the map of cameras. Belongs here: checking its address. Does not: the map.

use super::{check::bad, file};
use crate::{Failure, pages::Tiles};
use shared::text::cli as t;
use url::Url;

const TILES: &str = "map.tiles";

/// `None` where none is named: the map needs none.
pub(super) fn check(map: &file::Map) -> Result<Option<Tiles>, Failure> {
    if map.tiles.is_empty() {
        return Ok(None);
    }
    let holes = ["{z}", "{x}", "{y}"];
    let url = Url::parse(&map.tiles).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let plain = url.filter(|url| url.has_host() && url.username().is_empty() && url.password().is_none());
    if plain.is_none() || !holes.iter().all(|hole| map.tiles.matches(hole).count() == 1) {
        return Err(bad(TILES, &map.tiles, t::HINT_TILES));
    }
    Ok(Some(Tiles { url: map.tiles.clone(), attribution: map.tiles_attribution.trim().to_owned() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_its_three_holes_and_no_account() {
        let check = |tiles: &str| check(&file::Map { tiles: tiles.into(), ..file::Map::default() });
        assert!(check("").unwrap().is_none());
        assert!(check("https://tile.example.vn/{z}/{x}/{y}.png").unwrap().is_some());
        for bad in
            ["tile.example.vn/{z}/{x}/{y}", "ftp://a/{z}/{x}/{y}", "https://a/{z}/{x}", "https://u:p@a/{z}/{x}/{y}"]
        {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}

-- Walls as people have arranged them, each for himself. The one with the id 'fav' is a person's favourites and has no name.
CREATE TABLE walls (
    user       TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    id         TEXT    NOT NULL,
    name       TEXT    NOT NULL,
    -- As in a wall's address; NULL: as many tiles as the screen shows well.
    layout     TEXT,
    -- Seconds after which the page turns; NULL: it does not.
    tour_secs  INTEGER CHECK (tour_secs BETWEEN 5 AND 600),
    -- A list of ids in JSON. Cameras that are gone, or that the person may no longer watch, are left out when it is shown.
    cameras    TEXT    NOT NULL,
    created_us INTEGER NOT NULL,
    PRIMARY KEY (user, id)
) STRICT, WITHOUT ROWID;

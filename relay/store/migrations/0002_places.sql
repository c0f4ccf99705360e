-- Areas are a tree; an id is never used again, so that grants and cameras may refer to it. name_key is the name in
-- small letters: siblings differ in it.
CREATE TABLE areas (
    id         TEXT    PRIMARY KEY NOT NULL,
    parent     TEXT    REFERENCES areas (id),
    name       TEXT    NOT NULL,
    name_key   TEXT    NOT NULL,
    kind       TEXT    NOT NULL CHECK (kind IN ('ward', 'quarter', 'group', 'hamlet', 'street', 'other')),
    position   INTEGER NOT NULL,
    created_us INTEGER NOT NULL
) STRICT;
-- SQLite holds two NULLs for different, but two topmost areas of one name are not.
CREATE UNIQUE INDEX areas_siblings ON areas (coalesce(parent, ''), name_key);

-- Where a camera hangs (degrees, WGS 84; heading clockwise from north), whose it is, and whose paths its addresses follow.
ALTER TABLE cameras ADD COLUMN area      TEXT REFERENCES areas (id);
ALTER TABLE cameras ADD COLUMN street    TEXT;
ALTER TABLE cameras ADD COLUMN latitude  REAL CHECK (latitude BETWEEN -90 AND 90);
ALTER TABLE cameras ADD COLUMN longitude REAL CHECK (longitude BETWEEN -180 AND 180);
ALTER TABLE cameras ADD COLUMN heading   INTEGER CHECK (heading BETWEEN 0 AND 359);
ALTER TABLE cameras ADD COLUMN owner     TEXT CHECK (owner IN ('ward', 'group', 'household', 'business', 'school', 'other'));
ALTER TABLE cameras ADD COLUMN vendor    TEXT;
ALTER TABLE cameras ADD COLUMN channel   INTEGER CHECK (channel BETWEEN 1 AND 512);
CREATE INDEX cameras_area ON cameras (area);

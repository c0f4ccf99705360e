-- The health ledger. Times are whole seconds since 1970 (UTC). It outlives cameras and areas, so no row refers to
-- another table: what a report says of them was written down when it happened.

-- Spans in which the relay ran and its clock went evenly; outside of them nothing is known of any camera.
CREATE TABLE health_runs (
    id     INTEGER PRIMARY KEY NOT NULL,
    began  INTEGER NOT NULL,
    -- The last sign of life, written about once a minute.
    heard  INTEGER NOT NULL CHECK (heard >= began),
    -- The relay has ended it itself; a run that is not closed may still go on.
    closed INTEGER NOT NULL CHECK (closed IN (0, 1))
) STRICT;

-- Spans in which a camera stood in the list, each in one area.
CREATE TABLE health_stays (
    id        INTEGER PRIMARY KEY NOT NULL,
    camera    TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    area      TEXT,
    area_name TEXT,
    began     INTEGER NOT NULL,
    ended     INTEGER CHECK (ended >= began)
) STRICT;
CREATE INDEX health_stays_by_camera ON health_stays (camera);

CREATE TABLE outages (
    id           INTEGER PRIMARY KEY NOT NULL,
    camera       TEXT    NOT NULL,
    began        INTEGER NOT NULL,
    ended        INTEGER CHECK (ended >= began),
    first_reason TEXT    NOT NULL,
    -- What lasted longest.
    reason       TEXT    NOT NULL
) STRICT;
CREATE INDEX outages_by_camera ON outages (camera, began, id);
CREATE INDEX outages_by_end ON outages (ended);

-- How often a camera was silent for less than an outage, by the hour (hours since 1970).
CREATE TABLE health_flaps (
    camera TEXT    NOT NULL,
    hour   INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (camera, hour)
) STRICT, WITHOUT ROWID;

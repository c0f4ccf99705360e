-- What visitors' devices can show, as they sent it to the technician. Anybody may send, so nothing here is to be believed,
-- and there is little of it: see `checks.rs` for how much and how long.
CREATE TABLE checks (
    -- Six digits that are read out.
    code     TEXT    PRIMARY KEY NOT NULL,
    at_us    INTEGER NOT NULL,
    -- The name of whoever had logged in; NULL for a stranger.
    person   TEXT,
    -- Of IPv6 the first 64 bits.
    address  TEXT    NOT NULL,
    -- What the browser calls itself.
    agent    TEXT    NOT NULL,
    -- A list in JSON (`shared::check::Findings`).
    findings TEXT    NOT NULL
) STRICT;
CREATE INDEX checks_by_time ON checks (at_us);

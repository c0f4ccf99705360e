-- Who was on duty, and what was noted meanwhile. Names stand beside the accounts' ids, since the book outlives the accounts.
CREATE TABLE shifts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user       TEXT    NOT NULL,
    user_name  TEXT    NOT NULL,
    began_us   INTEGER NOT NULL,
    -- NULL: still on duty.
    ended_us   INTEGER,
    -- Who ended it, where that was somebody else.
    ended_by   TEXT,
    -- What whoever went has left to whoever came.
    handover   TEXT    NOT NULL
) STRICT;

-- Nobody is on duty twice.
CREATE UNIQUE INDEX shifts_open ON shifts (user) WHERE ended_us IS NULL;

-- A note is never changed and never taken away by hand.
CREATE TABLE shift_notes (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    user_name  TEXT    NOT NULL,
    -- When it was seen, and when it was written down.
    seen_us    INTEGER NOT NULL,
    written_us INTEGER NOT NULL,
    camera     TEXT,
    text       TEXT    NOT NULL
) STRICT;

CREATE INDEX shift_notes_written ON shift_notes (written_us);

-- Who may log in. Times are microseconds since 1970 (UTC). password is a PHC string (argon2id), NULL until it is chosen;
-- totp_sealed is sealed with the user's id as associated data, and key_id names the key.
CREATE TABLE users (
    id             TEXT    PRIMARY KEY NOT NULL,
    login          TEXT    NOT NULL UNIQUE,
    name           TEXT    NOT NULL,
    password       TEXT,
    totp_sealed    BLOB,
    key_id         TEXT,
    -- The last step (RFC 6238) whose code was taken: no code is taken twice.
    totp_last_step INTEGER,
    enabled        INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    lang           TEXT    NOT NULL CHECK (lang IN ('vi', 'en')),
    created_us     INTEGER NOT NULL,
    CHECK ((totp_sealed IS NULL) = (key_id IS NULL))
) STRICT;

-- A role in the whole site, in an area with all below it, or over one camera.
CREATE TABLE grants (
    id          TEXT    PRIMARY KEY NOT NULL,
    user        TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    role        TEXT    NOT NULL CHECK (role IN ('admin', 'officer', 'duty', 'watch_team', 'household', 'viewer')),
    area        TEXT    REFERENCES areas (id),
    camera      TEXT    REFERENCES cameras (id) ON DELETE CASCADE,
    -- Minutes of the site's day; the second one is not included.
    from_minute INTEGER CHECK (from_minute BETWEEN 0 AND 1439),
    to_minute   INTEGER CHECK (to_minute BETWEEN 0 AND 1440),
    until_us    INTEGER,
    created_us  INTEGER NOT NULL,
    -- The user who gave it, who may be gone by now; NULL for whoever sits at the relay's machine.
    created_by  TEXT,
    CHECK (area IS NULL OR camera IS NULL),
    CHECK ((from_minute IS NULL) = (to_minute IS NULL))
) STRICT;
CREATE INDEX grants_by_user ON grants (user);
CREATE INDEX grants_by_area ON grants (area);
CREATE INDEX grants_by_camera ON grants (camera);

-- Of every secret that was handed out only the SHA-256 is kept.
CREATE TABLE sessions (
    id         TEXT    PRIMARY KEY NOT NULL,
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user       TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_us INTEGER NOT NULL,
    seen_us    INTEGER NOT NULL,
    expires_us INTEGER NOT NULL,
    address    TEXT    NOT NULL,
    device     TEXT    NOT NULL
) STRICT;
CREATE INDEX sessions_by_user ON sessions (user);

-- Links that are good for one use. A set-up link is for nobody yet: it makes the first admin.
CREATE TABLE invitations (
    id         TEXT    PRIMARY KEY NOT NULL,
    token_hash BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    user       TEXT    REFERENCES users (id) ON DELETE CASCADE,
    kind       TEXT    NOT NULL CHECK (kind IN ('invite', 'reset', 'setup')),
    created_us INTEGER NOT NULL,
    expires_us INTEGER NOT NULL,
    created_by TEXT,
    CHECK ((kind = 'setup') = (user IS NULL))
) STRICT;
CREATE INDEX invitations_by_user ON invitations (user);

-- Devices on which somebody has logged in before: guesses made elsewhere do not slow him down there.
CREATE TABLE devices (
    token_hash BLOB    NOT NULL CHECK (length(token_hash) = 32),
    user       TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    created_us INTEGER NOT NULL,
    seen_us    INTEGER NOT NULL,
    PRIMARY KEY (token_hash, user)
) STRICT, WITHOUT ROWID;
CREATE INDEX devices_by_user ON devices (user);

-- Since when a camera is paused, and by whom.
ALTER TABLE cameras ADD COLUMN paused_us INTEGER;
ALTER TABLE cameras ADD COLUMN paused_by TEXT;

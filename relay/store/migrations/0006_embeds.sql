-- Cameras on web sites. Whoever has the secret in the embed's address may see its camera, so of that, too, only the SHA-256
-- is kept. Revoking takes the row away.
CREATE TABLE embeds (
    id          TEXT    PRIMARY KEY NOT NULL,
    camera      TEXT    NOT NULL REFERENCES cameras (id) ON DELETE CASCADE,
    token_hash  BLOB    NOT NULL UNIQUE CHECK (length(token_hash) = 32),
    -- What visitors read.
    name        TEXT    NOT NULL,
    -- The origins whose pages may frame it: a list of texts in JSON.
    origins     TEXT    NOT NULL,
    best        TEXT    NOT NULL CHECK (best IN ('main', 'sub')),
    -- 0: stills only.
    moving      INTEGER NOT NULL CHECK (moving IN (0, 1)),
    viewers_max INTEGER NOT NULL CHECK (viewers_max BETWEEN 1 AND 99999),
    expires_us  INTEGER,
    created_us  INTEGER NOT NULL,
    -- The user who made it, who may be gone by now; NULL for whoever sits at the relay's machine.
    created_by  TEXT
) STRICT;
CREATE INDEX embeds_by_camera ON embeds (camera);

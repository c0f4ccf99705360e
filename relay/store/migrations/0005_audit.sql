-- The audit: a chain of rows, each with a hash over the one before it, and a signed head for each day that is over (what
-- is hashed and signed is written down in shared/src/audit). It outlives cameras and users, so no row refers to another
-- table. Whoever goes around the relay can drop these triggers; the hashes and signatures tell all the same.
CREATE TABLE audit_rows (
    seq        INTEGER PRIMARY KEY NOT NULL,
    at_us      INTEGER NOT NULL,
    actor_kind TEXT    NOT NULL,
    actor      TEXT    NOT NULL,
    actor_name TEXT    NOT NULL,
    address    TEXT,
    action     TEXT    NOT NULL,
    camera     TEXT,
    target     TEXT,
    -- An object of texts in JSON.
    detail     TEXT    NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32)
) STRICT;
CREATE INDEX audit_rows_by_actor ON audit_rows (actor, seq);
CREATE INDEX audit_rows_by_camera ON audit_rows (camera, seq);
CREATE INDEX audit_rows_by_action ON audit_rows (action, seq);

CREATE TABLE audit_heads (
    number    INTEGER PRIMARY KEY NOT NULL,
    -- Days since 1970 (UTC).
    day       INTEGER NOT NULL,
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL,
    rows      INTEGER NOT NULL,
    last_hash BLOB    NOT NULL CHECK (length(last_hash) = 32),
    follows   BLOB    NOT NULL CHECK (length(follows) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- Which rows there are; signed anew at each further one.
CREATE TABLE audit_kept (
    one       INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    first_seq INTEGER NOT NULL,
    last_seq  INTEGER NOT NULL,
    last_hash BLOB    NOT NULL CHECK (length(last_hash) = 32),
    signature BLOB    NOT NULL CHECK (length(signature) = 64)
) STRICT;

-- The key that signs, sealed with the public key as associated data; key_id names the key that opens it.
CREATE TABLE audit_key (
    one           INTEGER PRIMARY KEY NOT NULL CHECK (one = 1),
    public_key    BLOB    NOT NULL CHECK (length(public_key) = 32),
    secret_sealed BLOB    NOT NULL,
    key_id        TEXT    NOT NULL
) STRICT;

CREATE TRIGGER audit_rows_stay BEFORE UPDATE ON audit_rows
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- Also against INSERT OR REPLACE, which deletes without a word.
CREATE TRIGGER audit_rows_grow BEFORE INSERT ON audit_rows
WHEN NEW.seq <= (SELECT last_seq FROM audit_kept)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
-- Old rows go only after the record of what is kept has gone on without them.
CREATE TRIGGER audit_rows_kept BEFORE DELETE ON audit_rows
WHEN OLD.seq >= coalesce((SELECT first_seq FROM audit_kept), 0)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TRIGGER audit_heads_stay BEFORE UPDATE ON audit_heads
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_heads_grow BEFORE INSERT ON audit_heads
WHEN NEW.number <= (SELECT max(number) FROM audit_heads)
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_heads_kept BEFORE DELETE ON audit_heads
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TRIGGER audit_kept_goes_on BEFORE UPDATE ON audit_kept
WHEN NEW.first_seq < OLD.first_seq OR NEW.last_seq < OLD.last_seq
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_kept_stays BEFORE DELETE ON audit_kept
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

CREATE TRIGGER audit_key_stays BEFORE UPDATE ON audit_key
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;
CREATE TRIGGER audit_key_kept BEFORE DELETE ON audit_key
BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END;

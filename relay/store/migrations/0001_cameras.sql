-- Cameras. Addresses and credentials are sealed with the camera's id as associated data; key_id names the key.
CREATE TABLE cameras (
    id                 TEXT    PRIMARY KEY NOT NULL,
    name               TEXT    NOT NULL,
    transport          TEXT    NOT NULL CHECK (transport IN ('tcp', 'udp')),
    has_sub            INTEGER NOT NULL CHECK (has_sub IN (0, 1)),
    addresses_sealed   BLOB    NOT NULL,
    credentials_sealed BLOB,
    key_id             TEXT    NOT NULL,
    position           INTEGER NOT NULL,
    created_us         INTEGER NOT NULL
) STRICT;

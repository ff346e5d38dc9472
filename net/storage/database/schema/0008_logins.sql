-- Logins that their owners can see and end, and codes for a new password.

CREATE TABLE logins (
  id         INTEGER PRIMARY KEY,
  user_id    TEXT    NOT NULL,
  login      TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  used_at    INTEGER NOT NULL,
  client     ANY     NOT NULL,
  network    ANY     NOT NULL,
  UNIQUE (user_id, login)
) STRICT;

CREATE TABLE reset_codes (
  user_id    TEXT    NOT NULL,
  hash       TEXT    NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, hash)
) STRICT;

-- Of all logins of a user, only those that began before, and not the one that is spared; NULL: all.
ALTER TABLE revoked_logins ADD COLUMN began_before INTEGER;

ALTER TABLE revoked_logins ADD COLUMN spared TEXT NOT NULL DEFAULT '';

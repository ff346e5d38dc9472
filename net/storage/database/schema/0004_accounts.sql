-- People, their families and what is known of their health. Who comes with a token of another issuer has no row in
-- `accounts`, so nothing refers to it; and the holder of an account is a member without a row in `members`.

CREATE TABLE accounts (
  user_id       TEXT    PRIMARY KEY,
  username      TEXT    NOT NULL COLLATE NOCASE UNIQUE,
  email         ANY     NOT NULL,
  -- What an address is found by, the same for all spellings.
  email_key     ANY     NOT NULL UNIQUE,
  password_hash TEXT    NOT NULL,
  created_at    INTEGER NOT NULL
) STRICT;

CREATE TABLE members (
  id         INTEGER PRIMARY KEY,
  owner_id   TEXT    NOT NULL,
  member_id  TEXT    NOT NULL,
  name       ANY     NOT NULL,
  relation   ANY     NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (owner_id, member_id)
) STRICT;

-- A JSON object.
CREATE TABLE profiles (
  owner_id   TEXT    NOT NULL,
  member_id  TEXT    NOT NULL,
  content    ANY     NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (owner_id, member_id)
) STRICT;

CREATE TABLE samples (
  id          INTEGER PRIMARY KEY,
  owner_id    TEXT    NOT NULL,
  member_id   TEXT    NOT NULL,
  kind        TEXT    NOT NULL,
  measured_at INTEGER NOT NULL,
  source      TEXT    NOT NULL,
  value       ANY     NOT NULL,
  UNIQUE (owner_id, member_id, kind, measured_at, source)
) STRICT;

CREATE INDEX samples_by_time ON samples (owner_id, member_id, measured_at);

CREATE TABLE grants (
  owner_id   TEXT    NOT NULL,
  member_id  TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  role       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (owner_id, member_id, user_id)
) STRICT;

CREATE INDEX grants_by_user ON grants (user_id, member_id);

CREATE TABLE invitations (
  id         TEXT    PRIMARY KEY,
  owner_id   TEXT    NOT NULL,
  member_id  TEXT    NOT NULL,
  user_id    TEXT    NOT NULL,
  role       TEXT    NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX invitations_by_user ON invitations (user_id);

CREATE INDEX invitations_by_member ON invitations (owner_id, member_id);

CREATE TABLE revoked_logins (
  user_id     TEXT    NOT NULL,
  login       TEXT    NOT NULL,
  valid_until INTEGER NOT NULL,
  PRIMARY KEY (user_id, login)
) STRICT;

CREATE TABLE audit (
  id        INTEGER PRIMARY KEY,
  at        INTEGER NOT NULL,
  actor_id  TEXT    NOT NULL,
  owner_id  TEXT    NOT NULL,
  member_id TEXT    NOT NULL,
  action    TEXT    NOT NULL
) STRICT;

CREATE INDEX audit_by_actor ON audit (actor_id, id);

CREATE INDEX audit_by_owner ON audit (owner_id, id);

-- Until now every member whom a question named was there.
INSERT INTO members (owner_id, member_id, name, relation, created_at)
SELECT user_id, member_id, '', '', min(created_at) FROM conversations
WHERE member_id <> user_id
GROUP BY user_id, member_id ORDER BY min(id);

-- While the database is away, writes wait in a second file with this same schema: the spool. In the database itself
-- these two tables stay empty.

-- Higher ids are later writes. `kind` is question, progress or answer; what a kind does not have is NULL.
CREATE TABLE waiting_writes (
  id                INTEGER PRIMARY KEY,
  kind              TEXT    NOT NULL,
  asker_id          TEXT    NOT NULL,
  request_id        TEXT    NOT NULL,
  owner_id          TEXT,
  member_id         TEXT,
  conversation_id   TEXT,
  session_id        TEXT,
  chat_kind         TEXT,
  makes_member      INTEGER,
  at                INTEGER,
  text              ANY     NOT NULL,
  status            TEXT,
  error_code        TEXT,
  safety            TEXT,
  model             TEXT,
  provider          TEXT,
  finish_reason     TEXT,
  first_token_ms    INTEGER,
  duration_ms       INTEGER,
  prompt_tokens     INTEGER,
  completion_tokens INTEGER,
  total_tokens      INTEGER,
  cached_tokens     INTEGER,
  reasoning_tokens  INTEGER,
  usage_estimated   INTEGER,
  -- The code for which the database will never take it; NULL while it waits.
  refused           TEXT
) STRICT;

CREATE INDEX waiting_writes_by_request ON waiting_writes (asker_id, request_id, kind, refused);

-- The key that the service seals with which holds this spool; NULL: none.
CREATE TABLE spool_holder (
  only     INTEGER PRIMARY KEY CHECK (only = 1),
  key_name BLOB
) STRICT;

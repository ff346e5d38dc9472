-- Times are milliseconds since 1970-01-01 UTC. Never edit this file after a release: add the next number.

CREATE TABLE conversations (
  id              INTEGER PRIMARY KEY,
  user_id         TEXT    NOT NULL,
  member_id       TEXT    NOT NULL,
  conversation_id TEXT    NOT NULL,
  created_at      INTEGER NOT NULL,
  UNIQUE (user_id, member_id, conversation_id)
) STRICT;

-- A question and, once it has ended, its answer. `id` is the order of arrival.
-- The user stands here again so that a request's name is unique per user.
CREATE TABLE exchanges (
  id                INTEGER PRIMARY KEY,
  conversation      INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  user_id           TEXT    NOT NULL,
  request_id        TEXT    NOT NULL,
  kind              TEXT    NOT NULL,
  question          TEXT    NOT NULL,
  asked_at          INTEGER NOT NULL,
  status            TEXT,
  answer            TEXT,
  answered_at       INTEGER,
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
  UNIQUE (user_id, request_id)
) STRICT;

CREATE INDEX exchanges_by_conversation ON exchanges (conversation, id);

-- Values of people can be sealed. They stand in ANY columns: a TEXT is as it was written, a BLOB is sealed.

CREATE TABLE exchanges_new (
  id                INTEGER PRIMARY KEY,
  conversation      INTEGER NOT NULL REFERENCES conversations (id) ON DELETE CASCADE,
  user_id           TEXT    NOT NULL,
  request_id        TEXT    NOT NULL,
  session_id        TEXT    NOT NULL,
  kind              TEXT    NOT NULL,
  question          ANY     NOT NULL,
  asked_at          INTEGER NOT NULL,
  status            TEXT,
  error_code        TEXT,
  safety            TEXT,
  answer            ANY,
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

INSERT INTO exchanges_new
SELECT id, conversation, user_id, request_id, session_id, kind, question, asked_at, status, error_code, safety,
  answer, answered_at, model, provider, finish_reason, first_token_ms, duration_ms, prompt_tokens,
  completion_tokens, total_tokens, cached_tokens, reasoning_tokens, usage_estimated
FROM exchanges;

DROP TABLE exchanges;

ALTER TABLE exchanges_new RENAME TO exchanges;

CREATE INDEX exchanges_by_conversation ON exchanges (conversation, id);

CREATE INDEX exchanges_by_session ON exchanges (user_id, session_id, id);

CREATE INDEX exchanges_under_way ON exchanges (id) WHERE status IS NULL;

-- The keys that values are sealed with, by their names, and a known text sealed with each.
CREATE TABLE encryption_keys (
  name        BLOB PRIMARY KEY,
  check_value BLOB NOT NULL
) STRICT;

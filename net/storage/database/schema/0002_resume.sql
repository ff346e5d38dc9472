-- What became of a session's answers is told to a client that comes back after the session has gone.

ALTER TABLE exchanges ADD COLUMN session_id TEXT NOT NULL DEFAULT '';

-- The published code of an answer that ended as an error.
ALTER TABLE exchanges ADD COLUMN error_code TEXT;

CREATE INDEX exchanges_by_session ON exchanges (user_id, session_id, id);

CREATE INDEX exchanges_under_way ON exchanges (id) WHERE status IS NULL;

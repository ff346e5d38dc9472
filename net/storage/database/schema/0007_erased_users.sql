-- Whom the service has erased, by names that do not tell who they are: what they began until `erased_at` is not written
-- any more. Who had an account here never comes back under its id.
CREATE TABLE erased_users (
  name      TEXT    PRIMARY KEY,
  erased_at INTEGER NOT NULL,
  for_good  INTEGER NOT NULL
) STRICT;

-- What those names are made with.
CREATE TABLE erasure_key (
  only  INTEGER PRIMARY KEY CHECK (only = 1),
  value ANY     NOT NULL
) STRICT;

-- When the asker was let in.
ALTER TABLE waiting_writes ADD COLUMN admitted_at INTEGER;

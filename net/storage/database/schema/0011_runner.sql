-- The process that answers a question, by its random name; NULL: written before this was stored.

ALTER TABLE exchanges ADD COLUMN runner TEXT;

-- Also shows whose answers are under way, without reading their rows.
DROP INDEX exchanges_under_way;

CREATE INDEX exchanges_under_way ON exchanges (id, runner) WHERE status IS NULL;

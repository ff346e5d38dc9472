-- Whose numbers were named to the asker: CN, US or EU; NULL where it is not known. And the level of
-- what the question itself said; NULL where nobody screened it, or before this was stored.

ALTER TABLE exchanges ADD COLUMN safety_region TEXT;

ALTER TABLE exchanges ADD COLUMN safety_now TEXT;

ALTER TABLE waiting_writes ADD COLUMN safety_region TEXT;

ALTER TABLE waiting_writes ADD COLUMN safety_now TEXT;

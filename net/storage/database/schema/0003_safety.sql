-- What the safety screen found in the conversation up to a question; NULL where nobody screened it.

ALTER TABLE exchanges ADD COLUMN safety TEXT;

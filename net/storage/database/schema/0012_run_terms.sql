-- How often a question was claimed by a process that answers it: only the last claim may write.

ALTER TABLE exchanges ADD COLUMN run_term INTEGER NOT NULL DEFAULT 1;

-- What is needed to ask the question again; NULL once the answer has ended.
ALTER TABLE exchanges ADD COLUMN job ANY;

-- NULL: the claim is not known, also of writes that are older than this column.
ALTER TABLE waiting_writes ADD COLUMN run_term INTEGER;

ALTER TABLE waiting_writes ADD COLUMN job ANY;

-- What is asked of whole conversations, so that nobody has to read their exchanges for it.

-- The newest exchange: where the conversation stands among all.
ALTER TABLE conversations ADD COLUMN newest INTEGER NOT NULL DEFAULT 0;

-- How many exchanges have ended with an answer.
ALTER TABLE conversations ADD COLUMN answered INTEGER NOT NULL DEFAULT 0;

-- The highest level that the screen ever found: see_doctor 1, urgent 2, emergency 3.
ALTER TABLE conversations ADD COLUMN reached INTEGER NOT NULL DEFAULT 0;

UPDATE conversations SET (newest, answered, reached) = (
  SELECT coalesce(max(id), 0), count(*) FILTER (WHERE status IS NOT NULL AND answer <> ''),
    coalesce(max(CASE safety WHEN 'emergency' THEN 3 WHEN 'urgent' THEN 2 WHEN 'see_doctor' THEN 1 ELSE 0 END), 0)
  FROM exchanges WHERE conversation = conversations.id);

CREATE INDEX conversations_by_newest ON conversations (user_id, member_id, newest);

-- By their own ids, which never change.
CREATE INDEX conversations_by_age ON conversations (user_id, member_id);

CREATE TRIGGER note_newest_exchange AFTER INSERT ON exchanges BEGIN
  UPDATE conversations SET newest = new.id WHERE id = new.conversation;
END;

CREATE TRIGGER note_ended_exchange AFTER UPDATE OF status ON exchanges BEGIN
  UPDATE conversations SET
    answered = answered + coalesce(new.status IS NOT NULL AND new.answer <> '', 0)
      - coalesce(old.status IS NOT NULL AND old.answer <> '', 0),
    reached = max(reached,
      CASE new.safety WHEN 'emergency' THEN 3 WHEN 'urgent' THEN 2 WHEN 'see_doctor' THEN 1 ELSE 0 END)
  WHERE id = new.conversation;
END;

CREATE INDEX invitations_by_end ON invitations (expires_at);

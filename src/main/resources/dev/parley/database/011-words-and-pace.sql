-- Suspect words have a language and stand for themselves. Sites that left the list as it came get
-- the new one; those that changed it keep theirs.
update site set settings = settings - 'suspectWords'
where settings -> 'suspectWords' = '["moron*", "idiot*", "retard*", "scumbag*", "asshole*",
  "bastard*", "bitch*", "cunt*", "fuck*", "wanker*", "whore*", "slut*", "kill yourself",
  "go die"]'::jsonb;

-- Seconds that must lie between two comments of one network on an article; null for no rule.
alter table article add column slow_seconds integer;

-- Comments that came with suddenly many others, from which raids are counted: few, so an index of
-- their own finds them among all.
create index screening_burst on screening (site_id, comment_id)
  where version = 1 and signals @> '[{"reason": "BURST"}]';

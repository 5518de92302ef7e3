-- The log, and of each row whether somebody took it back. Who asks what is in force, and who shows
-- what is not, ask the same. Not "exists", which the planner may answer from a hash of all the log.
create view decision_log as
select decision.*, coalesce((
  select true from decision undo
  where undo.site_id = decision.site_id and undo.comment_id = decision.comment_id
    and undo.undoes = decision.id
  limit 1), false) as undone
from decision;

create or replace view decision_in_force as
select * from decision_log where to_status is not null and action <> 'undo' and not undone;

-- Authors' objections to restrictions of their comments. One waits at a time.
create table appeal (
  site_id      integer not null,
  id           uuid not null,               -- that of its row in the log
  comment_id   uuid not null,
  against      uuid,                        -- the moderator who had decided; null for a rule
  text         text not null,
  created_at   timestamptz not null,
  outcome      text,                        -- overturned or upheld; null while it waits
  sentence     text,                        -- what its author is told with the outcome
  answer       uuid,                        -- the decision that answered it
  answered_at  timestamptz,
  primary key (site_id, id)
);
alter table appeal alter column text set statistics 0, alter column sentence set statistics 0;
create unique index appeal_open on appeal (site_id, comment_id) where answer is null;
create index appeal_of_comment on appeal (site_id, comment_id, id);
create index appeal_by_answer on appeal (site_id, answer) where answer is not null;

-- What waits as an appeal, since when, and who may not decide on it: the queue is read by them.
alter table comment add column appealed_at timestamptz, add column appealed_against uuid;
create index comment_appealed on comment (site_id, appealed_at, id) where appealed_at is not null;

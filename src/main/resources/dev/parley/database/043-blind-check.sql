-- What moderators decide without the machine's opinion: some of what it published, drawn at random,
-- and some of what it held, so that nobody can tell one from the other.
create table audit (
  site_id      integer not null,
  comment_id   uuid not null,
  published    boolean not null,            -- what the machine had decided: published it or held it
  language     text not null,
  risk         real not null,               -- the comment's own, which it has again afterwards
  place        real not null,               -- the one it has in the queue meanwhile, in [0,1)
  drawn_at     timestamptz not null,
  closed_at    timestamptz,                 -- since when nobody is asked any more
  answer       uuid,                        -- the moderator's decision
  outcome      smallint,                    -- the status it gave; null when it says nothing
  primary key (site_id, comment_id)
);
create index audit_open on audit (drawn_at) where closed_at is null;

-- Such a comment waits in the queue whatever its status. Its risk is its random place until then.
alter table comment add column blind boolean not null default false;
create index comment_waiting on comment (site_id, id) where status = 0 or blind;
create index comment_waiting_worst on comment (site_id, risk desc, id desc) where status = 0 or blind;
drop index comment_pending;

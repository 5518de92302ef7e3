-- Bans of whole networks and domains that wait for a second person.
create table ban_proposal (
  site_id      integer not null,
  id           uuid not null,
  kind         text not null,               -- domain or ip
  value        text not null,
  until        timestamptz,
  reason       text not null,
  waiting      text,                        -- reject or spam: what becomes of comments that wait
  moderator_id uuid not null,               -- who proposed it, and may not confirm it
  created_at   timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, kind, value)
);

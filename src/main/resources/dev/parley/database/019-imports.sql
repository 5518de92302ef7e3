-- Which comment a record of another system's archive has become. The next import of that archive,
-- or of a later one, finds it and adds only what is new.
create table imported (
  site_id    integer not null,
  source     text not null,  -- the system it comes from, by its word in the API
  key        text not null,  -- the record's id there, behind the installation's address where ids are numbers
  comment_id uuid not null,
  primary key (site_id, source, key)
);

-- Imports, with how far they are and what they came to.
create table import (
  site_id      integer not null,
  id           uuid not null,
  moderator_id uuid,          -- none when it was begun by a command
  state        text not null, -- running, done or failed
  report       jsonb not null,
  created_at   timestamptz not null default now(),
  seen_at      timestamptz not null default now(), -- when it last told how far it is
  primary key (site_id, id)
);

-- A site's own classifier and what it learns from beside moderators' decisions.

-- What others said of a text: moderators elsewhere, imports, callers of the compatible interfaces.
create table label (
  site_id     integer not null,
  attribute   text not null,                -- spam | toxicity
  key         text not null,                -- the sender's name for the text: the last label wins
  value       boolean not null,
  text        text not null,
  origin      text not null,                -- who says so
  author_id   uuid,
  author_name text not null default '',
  author_url  text,
  created_at  timestamptz not null,         -- when the present label was given, says the sender
  heard_at    timestamptz not null default now(),  -- when it came here
  first_at    timestamptz not null default now(),  -- when the first one came: no model knew it before
  primary key (site_id, attribute, key)
);
create index label_latest on label (site_id, created_at);
create index label_heard on label (site_id, heard_at);

create table house_model (
  site_id      integer not null,
  version      integer not null,            -- 0 the shipped models alone
  state        text not null,               -- champion | challenger | retired
  base_version text not null,               -- the shipped models it stands on
  weights      bytea not null,
  card         jsonb not null,
  chosen_at    timestamptz,                 -- when an administrator chose it; null when it won
  created_at   timestamptz not null,
  primary key (site_id, version)
);
create unique index house_champion on house_model (site_id) where state = 'champion';

-- How far a site has learnt, and whether a node is at it.
create table house_round (
  site_id      integer not null,
  decisions    integer not null default 0,  -- that the last round knew of
  seen_id      uuid,                        -- decisions with a greater id are new
  heard_at     timestamptz,                 -- labels heard later are new
  leased_until timestamptz not null,
  primary key (site_id)
);

-- The latest decisions of people, between which the machine's are many.
create index decision_of_people on decision (site_id, id) where moderator_id is not null;

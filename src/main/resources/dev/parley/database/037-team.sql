-- When somebody was last here, to the minute: whoever keeps the team sees who has gone.
alter table moderator add column seen_at timestamptz;

-- The role on this site where it is another than the account's.
alter table moderator_site add column role text;

-- Accounts that somebody may make for themselves by a link, once. Whoever uses it ends it.
create table invitation (
  id         uuid primary key,
  email      text not null unique,       -- a new one takes the place of the old one
  role       text not null,
  sites      text[] not null,            -- slugs
  token_hash bytea not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);

-- site_id leads every key and index of what belongs to a site, so that a site can be placed on a
-- machine of its own. Ids come from the application: UUIDv7, or UUIDv5 where a key says it all.

create table site (
  id          integer primary key,
  slug        text not null unique,
  name        text not null,
  origins     text[] not null default '{}',
  settings    jsonb not null default '{}',
  created_at  timestamptz not null default now()
);

create table article (
  site_id     integer not null,
  id          uuid not null,                  -- UUIDv5 of site and key: creating it twice is harmless
  key         text not null,
  url         text not null default '',
  title       text not null default '',
  state       smallint not null default 0,    -- 0 open 1 closed 2 premoderated
  closed_at   timestamptz,
  shown_n     integer not null default 0,     -- approved comments
  version     bigint not null default 0,      -- raised by every visible change: the ETag
  created_at  timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, key)
);

create table author (
  site_id     integer not null,
  id          uuid not null,                  -- UUIDv5 of the e-mail, or of name and network
  name        text not null,
  email       text,
  url         text,
  first_seen  timestamptz not null default now(),
  primary key (site_id, id)
);

create table comment (
  site_id       integer not null,
  id            uuid not null,                -- UUIDv7: also the time order
  article_id    uuid not null,
  parent_id     uuid,
  root_id       uuid not null,                -- the top-level ancestor; its own id at the top level
  ancestors     uuid[] not null,              -- from the root down to the parent; none at the top
  author_id     uuid not null,
  author_name   text not null,                -- as given with this comment
  author_url    text,
  status        smallint not null,            -- 0 pending 1 approved 2 rejected 3 spam 4 deleted
  shown         smallint not null,            -- 0 no 1 yes 2 as a tombstone over shown replies
  version       integer not null default 1,   -- raised by every edit and decision: compare and set
  risk          real not null default 0,      -- what the policy weighed: the order "worst first"
  verdict       smallint not null,            -- 0 approve 1 hold 2 reject 3 spam
  votes         integer not null default 0,
  reply_n       integer not null default 0,   -- shown descendants
  report_n      integer not null default 0,   -- reports nobody has decided about yet
  claimed_by    uuid,
  claimed_until timestamptz,
  created_at    timestamptz not null,
  edited_at     timestamptz,
  editable_until timestamptz not null,
  address       inet,
  token_hash    bytea not null,               -- SHA-256 of the edit token
  fingerprint   bigint not null,
  simhash       bigint not null,
  reason        text,                         -- why it is restricted, told to its author
  tell          boolean not null default true,
  body          text not null,
  html          text not null,
  primary key (site_id, id)
);
create index comment_roots on comment (site_id, article_id, id) where shown > 0 and parent_id is null;
create index comment_top on comment (site_id, article_id, votes desc, id desc) where shown > 0 and parent_id is null;
create index comment_replies on comment (site_id, root_id, id) where shown > 0 and parent_id is not null;
create index comment_pending on comment (site_id, id) where status = 0;
create index comment_pending_worst on comment (site_id, risk desc, id desc) where status = 0;
create index comment_spam on comment (site_id, id) where status = 3;
create index comment_rejected on comment (site_id, id) where status = 2;
create index comment_reported on comment (site_id, id) where report_n > 0;
create index comment_claimed on comment (site_id, claimed_by) where claimed_by is not null;
create index comment_author on comment (site_id, author_id, id desc);

-- What the machine saw, one row for each version of the text.
create table screening (
  site_id        integer not null,
  comment_id     uuid not null,
  version        integer not null,
  verdict        smallint not null,
  language       text,
  scores         jsonb not null,
  signals        jsonb not null,
  policy_version text not null,
  model_version  text not null,
  created_at     timestamptz not null,
  primary key (site_id, comment_id, version)
);

create table idempotency (
  site_id      integer not null,
  key_hash     bytea not null,
  request_hash bytea not null,
  comment_id   uuid not null,
  created_at   timestamptz not null default now(),
  primary key (site_id, key_hash)
);

create table vote (
  site_id     integer not null,
  comment_id  uuid not null,
  voter       bytea not null,
  article_id  uuid not null,
  value       smallint not null,
  created_at  timestamptz not null default now(),
  primary key (site_id, comment_id, voter)
);
create index vote_of_voter on vote (site_id, article_id, voter);

create table report (
  site_id     integer not null,
  comment_id  uuid not null,
  reporter    bytea not null,
  reason      text not null,
  detail      text,
  created_at  timestamptz not null default now(),
  primary key (site_id, comment_id, reporter)
);

-- Append-only: what people and rules did. A machine's decision has no moderator.
create table decision (
  site_id        integer not null,
  id             uuid not null,
  comment_id     uuid,
  author_id      uuid,
  moderator_id   uuid,
  action         text not null,
  from_status    smallint,
  to_status      smallint,
  version        integer not null default 0,  -- the comment's version once it was done
  reason         text,
  note           text,
  undoes         uuid,
  policy_version text,
  model_version  text,
  created_at     timestamptz not null,
  primary key (site_id, id)
);
create index decision_of_comment on decision (site_id, comment_id, id);
create index decision_of_moderator on decision (site_id, moderator_id, id);

create table note (
  site_id      integer not null,
  id           uuid not null,
  comment_id   uuid not null,
  moderator_id uuid not null,
  text         text not null,
  created_at   timestamptz not null default now(),
  primary key (site_id, id)
);
create index note_of_comment on note (site_id, comment_id, id);

create table ban (
  site_id      integer not null,
  id           uuid not null,
  kind         text not null,
  value        text not null,
  until        timestamptz,
  reason       text not null,
  moderator_id uuid not null,
  created_at   timestamptz not null default now(),
  primary key (site_id, id),
  unique (site_id, kind, value)
);

-- Shared by all sites.
create table moderator (
  id            uuid primary key,
  email         text not null unique,
  name          text not null,
  password_hash text not null,
  role          text not null,
  created_at    timestamptz not null default now()
);

create table moderator_site (
  site_id      integer not null,
  moderator_id uuid not null,
  primary key (site_id, moderator_id)
);

create table session (
  token_hash   bytea primary key,
  moderator_id uuid not null,
  expires_at   timestamptz not null,
  created_at   timestamptz not null default now()
);

create table api_token (
  id           uuid primary key,
  token_hash   bytea not null unique,
  moderator_id uuid not null,
  name         text not null,
  created_at   timestamptz not null default now()
);

create table setting (
  name  text primary key,
  value text not null
);

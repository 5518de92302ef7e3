-- Addresses that are told what happens on a site.
create table webhook (
  site_id         integer not null,
  id              uuid primary key,
  url             text not null,
  events          text[] not null,  -- the types it is told of; all if there are none
  secret          text not null,    -- whsec_ and base64, as Standard Webhooks writes it
  previous_secret text,             -- signs beside it until
  previous_until  timestamptz,
  failing_since   timestamptz,      -- of the first failure after the last success
  off_since       timestamptz,
  off_reason      text,
  created_at      timestamptz not null
);
create index webhook_of_site on webhook (site_id, id);

-- What webhooks are told, each event once, and how that went. The comment is read when it is told,
-- so that no copy of a text stays here.
create table webhook_delivery (
  webhook_id  uuid not null references webhook (id) on delete cascade,
  id          uuid not null,      -- what the receiver knows it by, the same in each attempt
  site_id     integer not null,
  act_id      uuid not null,      -- the row of the log, or the report
  type        text not null,
  place       smallint not null,  -- among the events of one act
  comment_id  uuid,
  happened_at timestamptz not null,
  status      smallint not null default 0,  -- 0 waits 1 delivered 2 given up
  due_at      timestamptz not null,
  first_at    timestamptz,        -- of the first attempt
  last_at     timestamptz,
  attempts    smallint not null default 0,
  response    smallint,           -- the status of the last answer
  answer      text,               -- how it began, or why there was none
  took_ms     integer,
  created_at  timestamptz not null,
  primary key (webhook_id, id),
  unique (webhook_id, act_id, type)
);
create index webhook_delivery_due on webhook_delivery (webhook_id, due_at) where status = 0;
-- What an event of a comment has to wait for.
create index webhook_delivery_order on webhook_delivery (webhook_id, comment_id, act_id, place)
  where status = 0;
create index webhook_delivery_old on webhook_delivery (created_at);

-- A report is told of like a row of the log, so it has an id as well.
alter table report add column id uuid;
create unique index report_id on report (site_id, id) where id is not null;

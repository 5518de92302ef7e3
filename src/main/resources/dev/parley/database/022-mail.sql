-- The language in which a comment's author wants mail about replies; null when none is wanted.
alter table comment add column notify text;

-- Readers who asked for mail. They get none but the question whether it was they who asked, until
-- they have answered it.
create table subscriber (
  site_id      integer not null,
  id           uuid not null,                       -- that of the author whom the address belongs to
  email        text not null,
  language     text not null,
  pace         text not null default 'immediate',   -- immediate, daily or never
  confirmed_at timestamptz,
  asked_at     timestamptz,                         -- when the question last went out
  asked_n      smallint not null default 0,         -- how often it did since the last answer
  created_at   timestamptz not null,
  primary key (site_id, id)
);
create index subscriber_unconfirmed on subscriber (created_at) where confirmed_at is null;

-- Comments whose replies are told of.
create table subscription (
  site_id       integer not null,
  comment_id    uuid not null,
  subscriber_id uuid not null,
  article_id    uuid not null,
  state         text not null,                      -- asked, active or ended
  primary key (site_id, comment_id)
);
create index subscription_of_subscriber on subscription (site_id, subscriber_id, article_id);

-- Messages, which are written when they are sent: what nobody should read any more by then is left
-- out. A row stays for a while, so that nothing is told twice.
create table mail (
  site_id    integer not null,
  id         uuid not null,                         -- also in its Message-ID
  kind       text not null,
  recipient  uuid not null,                         -- a subscriber or a moderator
  key        text not null,                         -- what it is about: once to each recipient
  state      text not null default 'queued',        -- queued, sending, sent, bounced, stopped, refused, expired or empty
  attempts   smallint not null default 0,
  due_at     timestamptz not null,
  expires_at timestamptz not null,
  done_at    timestamptz,
  reply      text,                                  -- the numbers of the server's last answer
  primary key (site_id, id),
  unique (site_id, recipient, key)
);
create index mail_due on mail (due_at) where state in ('queued', 'sending');
create index mail_done on mail (done_at) where done_at is not null;

-- Replies that a message tells of.
create table notice (
  site_id       integer not null,
  subscriber_id uuid not null,
  comment_id    uuid not null,
  mail_id       uuid not null,
  primary key (site_id, subscriber_id, comment_id)
);
create index notice_of_mail on notice (site_id, mail_id);

-- Addresses that no mail goes to any more, known by a keyed hash.
create table stopped_address (
  hash       bytea primary key,
  masked     text not null,
  kind       text not null,                         -- bounce or complaint
  reply      text,
  created_at timestamptz not null
);

create index stopped_address_latest on stopped_address (created_at);

-- What moderators want to be told about a site, where it is not the usual.
create table moderator_notification (
  site_id      integer not null,
  moderator_id uuid not null,
  digest       boolean not null default true,
  threats      boolean not null default true,
  after_minutes integer not null default 60,
  every_minutes integer not null default 240,
  told_at      timestamptz,                         -- when a digest was last written
  primary key (site_id, moderator_id)
);

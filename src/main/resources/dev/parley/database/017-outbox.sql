-- Rows of the log that somebody outside this service is still to be told of: written with the acts,
-- gone when all are told. Nearly empty but while a receiver is away.
create table outbox (
  site_id   integer not null,
  id        uuid not null,   -- of the first of them
  acts      uuid[] not null, -- the log's rows of one statement, for a row each would cost as much as the log
  due_at    timestamptz not null default now(),
  attempts  smallint not null default 0,
  primary key (site_id, id)
);
create index outbox_due on outbox (due_at);

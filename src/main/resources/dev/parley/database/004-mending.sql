-- Keys older than two days are forgotten, the oldest first.
create index idempotency_age on idempotency (created_at);

-- What a decision replaced, so that undoing it restores exactly that.
alter table decision
  add column from_reason text,
  add column from_tell boolean not null default true,
  add column from_reports integer not null default 0;

-- Keys older than two days are forgotten, the oldest first.
create index idempotency_age on idempotency (created_at);

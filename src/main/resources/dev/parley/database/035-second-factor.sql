-- The second factor of a moderator's sign-in: a key shared with an app that makes codes of it and of
-- the time (RFC 6238). The key is encrypted with one derived from the service's own secret, so that
-- a copy of the database alone makes no codes.
create table second_factor (
  moderator_id uuid primary key,
  secret       bytea not null,
  confirmed_at timestamptz,               -- null until the app has shown its first code
  last_step    bigint not null default 0, -- each half-minute's code is used once
  created_at   timestamptz not null default now()
);

-- For whoever has lost the app: each is used once, and known here only by its keyed hash.
create table recovery_code (
  moderator_id uuid not null,
  code_hash    bytea not null,
  primary key (moderator_id, code_hash)
);

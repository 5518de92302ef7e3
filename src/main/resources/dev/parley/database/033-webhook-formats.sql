-- Chat programs understand messages of their own only, so a webhook says whom it writes to.
alter table webhook add column format text not null default 'standard'
  check (format in ('standard', 'slack', 'discord', 'teams'));

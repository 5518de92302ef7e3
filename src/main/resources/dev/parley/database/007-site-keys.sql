-- Keys of one site, for programs made for other services, and how much they are used.

-- The one site whose key it is; null for a token that may do all its owner may.
alter table api_token add column site_id integer;

create table key_usage (
  token_id uuid not null,
  month    date not null,                   -- its first day, in UTC
  checks   bigint not null,
  primary key (token_id, month)
);

-- Where a site's old scores lie among Parley's: the scores of both at the same ranks.
create table old_scale (
  site_id       integer not null,
  attribute     text not null,
  lang          text not null,
  olds          double precision[] not null,
  ours          double precision[] not null,
  texts         integer not null,
  model_version text not null,
  created_at    timestamptz not null default now(),
  primary key (site_id, attribute, lang)
);

-- On which scale a site's key gets scores.
alter table api_token add column scale text not null default 'parley';

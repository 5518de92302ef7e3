-- Since when a site's scores are spread otherwise than before, or people agree otherwise with them,
-- and until when: it is told of once, however many days it lasts.
create table drift (
  site_id   integer not null,
  id        uuid not null,                  -- UUIDv7
  what      text not null,                  -- an attribute, or agreement
  language  text not null,                  -- empty for all
  measure   real not null,                  -- when it began
  began_at  timestamptz not null,
  ended_at  timestamptz,
  primary key (site_id, id)
);
create unique index drift_open on drift (site_id, what, language) where ended_at is null;

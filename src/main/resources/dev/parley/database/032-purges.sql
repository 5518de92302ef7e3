-- Decisions about many comments in one act, which one undo takes back.
create table purge (
  site_id      integer not null,
  id           uuid not null,
  moderator_id uuid not null,
  kind         text not null,               -- author, network, domain or like
  value        text not null,               -- empty for a text that others are like
  within       text not null,
  action       text not null,
  reason       text,
  ban_id       uuid,                        -- the ban that was made with it
  touched      integer not null default 0,
  created_at   timestamptz not null,
  undone_by    uuid,
  undone_at    timestamptz,
  primary key (site_id, id)
);
alter table purge alter column value set statistics 0, alter column reason set statistics 0;

-- Which decisions it took; a row goes when its decision is taken back, or was overtaken.
create table purge_decision (
  site_id      integer not null,
  purge_id     uuid not null,
  decision_id  uuid not null,
  primary key (site_id, purge_id, decision_id)
);

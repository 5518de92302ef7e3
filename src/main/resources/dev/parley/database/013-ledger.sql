-- What rules and moderators decided about comments and nobody has taken back.
create view decision_in_force as
select decision.* from decision
where to_status is not null and action <> 'undo' and not exists (
  select from decision undo
  where undo.site_id = decision.site_id and undo.comment_id = decision.comment_id
    and undo.undoes = decision.id);

-- Every policy a site has had, so that what a row of the log names can be looked up.
create table policy (
  site_id      integer not null,
  version      text not null,
  settings     jsonb not null,
  moderator_id uuid,
  created_at   timestamptz not null default now(),
  primary key (site_id, version)
);

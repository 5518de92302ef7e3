-- A sign-in is listed by an id, never by its token, with the browser it came from.
alter table session add column id uuid not null default gen_random_uuid();
alter table session add column device text;
create index session_of_moderator on session (moderator_id);

-- Whoever is removed stays named in the log; the address is forgotten.
alter table moderator add column removed_at timestamptz;

-- Since when readers' reports wait for a moderator: a reported comment is as old as that.
alter table comment add column reported_at timestamptz;
alter table decision add column from_reported_at timestamptz;
update comment set reported_at = (
  select min(report.created_at) from report
  where report.site_id = comment.site_id and report.comment_id = comment.id)
where report_n > 0;
create index comment_reported_since on comment (site_id, reported_at) where report_n > 0;
create index report_of_comment on report (site_id, comment_id, created_at desc);

-- Decisions taken in one act with a ban are undone with it.
alter table decision add column ban_id uuid;
create index decision_of_ban on decision (site_id, ban_id) where ban_id is not null;

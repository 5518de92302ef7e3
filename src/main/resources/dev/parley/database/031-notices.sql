-- Notices of illegal content (Regulation (EU) 2022/2065, Article 16). Each is a report as well.
create table content_notice (
  site_id      integer not null,
  id           uuid not null,
  comment_id   uuid not null,
  report_id    uuid not null,               -- its report, which says the same
  explanation  text not null,               -- why the comment is illegal
  name         text,                        -- of whom it comes from, as far as they told
  email        text,
  created_at   timestamptz not null,
  outcome      text,                        -- removed or kept; null while it waits
  answer       uuid,                        -- the row of the log that answered it
  answered_at  timestamptz,
  primary key (site_id, id)
);
alter table content_notice alter column explanation set statistics 0,
  alter column name set statistics 0, alter column email set statistics 0;
create index content_notice_open on content_notice (site_id, comment_id) where answer is null;
create index content_notice_of_comment on content_notice (site_id, comment_id, id);
create index content_notice_by_answer on content_notice (site_id, answer) where answer is not null;
create index content_notice_by_email on content_notice (site_id, email) where email is not null;

-- What is known of one person is found without reading a site's tables whole. None of these indexes
-- holds rows that a post writes.
create index decision_of_author on decision (site_id, author_id)
  where comment_id is null and author_id is not null;
create index decision_in_words on decision (site_id, id)
  where note is not null or comment_id is null and reason is not null;
create index report_in_words on report (site_id, comment_id, reporter) where detail is not null;
create index label_of_author on label (site_id, author_id) where author_id is not null;
create index imported_by_address on imported (site_id, comment_id) where key like '%@%';
create index webhook_delivery_answered on webhook_delivery (site_id, comment_id)
  where answer is not null;

-- The planner's statistics hold the most common values, and those of an emptied table for ever. To
-- name a column's type again forgets them; nothing is planned by these columns.
alter table note alter column text type text, alter column text set statistics 0;
alter table report alter column detail type text, alter column detail set statistics 0;
alter table ban alter column value type text, alter column value set statistics 0,
  alter column reason type text, alter column reason set statistics 0;
alter table label alter column text type text, alter column text set statistics 0,
  alter column author_id type uuid, alter column author_id set statistics 0,
  alter column author_name type text, alter column author_name set statistics 0,
  alter column author_url type text, alter column author_url set statistics 0;
alter table link alter column domain type text, alter column domain set statistics 0;
alter table import alter column report type jsonb, alter column report set statistics 0;
alter table subscriber alter column id type uuid, alter column id set statistics 0,
  alter column email type text, alter column email set statistics 0;
alter table subscription alter column subscriber_id type uuid,
  alter column subscriber_id set statistics 0;
alter table notice alter column subscriber_id type uuid, alter column subscriber_id set statistics 0;
alter table mail alter column recipient type uuid, alter column recipient set statistics 0;
alter table stopped_address alter column hash type bytea, alter column hash set statistics 0,
  alter column masked type text, alter column masked set statistics 0;

-- How far the clocks of a site have come: comments up to this one are done with.
create table retention_progress (
  site_id integer not null,
  what    text not null,
  passed  uuid not null,
  primary key (site_id, what)
);

-- What copies of a text, and comments with the same links, are found and judged by.

-- A MinHash sketch of the text takes the place of the SimHash, which lost texts of one template as
-- soon as a few of their words were swapped. Null for short texts, and for those posted before.
alter table comment drop column simhash;
alter table comment add column sketch bytea;

-- The status a moderator has given; null while only rules have decided, and after an edit. What
-- machines decided must not become a reason for machines to decide the same again.
alter table comment add column decided smallint;
update comment set decided = (
  select case when moderator_id is not null then to_status end from decision
  where decision.site_id = comment.site_id and decision.comment_id = comment.id
    and to_status is not null and action <> 'undo' and not exists (
      select from decision later where later.site_id = comment.site_id
        and later.comment_id = comment.id and later.undoes = decision.id)
  order by decision.id desc limit 1);

-- The registrable domains a comment links to, its author's address included. What became of such
-- comments is counted from the comments themselves.
create table link (
  site_id     integer not null,
  domain      text not null,
  comment_id  uuid not null,
  primary key (site_id, domain, comment_id)
);
create index link_of_comment on link (site_id, comment_id);

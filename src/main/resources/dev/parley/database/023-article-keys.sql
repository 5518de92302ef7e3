-- Keys that lead to the article of another key: those of articles that were moved or merged, and
-- those that somebody has named.
create table article_alias (
  site_id     integer not null,
  id          uuid not null,  -- UUIDv5 of site and key, as an article's
  key         text not null,
  article_id  uuid not null,  -- the article it leads to, which is no alias itself
  used_at     timestamptz not null default now(), -- when it was made, or an import met it last
  primary key (site_id, id)
);
create index article_alias_of_article on article_alias (site_id, article_id);
create index article_alias_used on article_alias (used_at);

-- Comments that are not shown, by article; those that are shown have indexes of their own. Few, and
-- posts that are published at once do not pay for it.
create index comment_unshown on comment (site_id, article_id, id) where shown = 0;

-- The policy's number of days after which the article closes, under which closed_at was settled; 0
-- for none. Whoever sets state or closed_at by hand settles it for good.
alter table article
  add column close_days integer not null default 0,
  add column close_settled boolean not null default false;
update article set close_settled = true where closed_at is not null or state <> 0;
create index article_close_days on article (site_id, close_days) where not close_settled;

-- Articles that moderators want at the head of their lists.
alter table article add column pinned boolean not null default false;
create index article_listed on article (site_id, pinned, created_at, id);

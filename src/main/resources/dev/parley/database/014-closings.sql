-- The time of closing that readers were told of: a thread that closes by itself changes visibly,
-- once. The index holds those that are still to close.
alter table article add column closing_told timestamptz;
create index article_closing on article (closed_at)
  where closed_at is not null and closed_at is distinct from closing_told and state <> 1;

-- Counted to a bound on every look at the queues, and where few are approved that must not read
-- all that is not.
create index comment_approved on comment (site_id, id) where status = 1;

-- What moderators look at, found by an index however long a queue is or however much an author wrote.

-- The worst first, in every queue.
create index comment_worst on comment (site_id, status, risk desc, id desc);
drop index comment_pending_worst;

-- What became of an author's comments is counted from the index alone.
create index comment_of_author on comment (site_id, author_id, id desc) include (status);
drop index comment_author;

-- The reports of a period are counted from this index alone.
create index report_since on report (site_id, created_at) include (reason);

-- Rejected and spam comments that still have their text, which a site may not want to keep for ever.
create index comment_refused_text on comment (site_id, id) where status in (2, 3) and body <> '';

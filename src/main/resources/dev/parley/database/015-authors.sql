-- An e-mail address may be given by several authors: who gave it first, and who cannot show to be
-- that one.
create index author_of_email on author (site_id, email) where email is not null;

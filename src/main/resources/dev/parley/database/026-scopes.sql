-- What a program may do with an API token, and until when. Those of before may do everything.
alter table api_token add column scope text not null default 'administer';
alter table api_token add column expires_at timestamptz;

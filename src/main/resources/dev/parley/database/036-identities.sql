-- Who a moderator is at an OpenID Connect provider. What the provider calls a person never changes,
-- their address may.
create table moderator_identity (
  issuer       text not null,
  subject      text not null,
  moderator_id uuid not null,
  -- Made by the provider's groups, which then decide role and sites at each sign-in.
  managed      boolean not null,
  created_at   timestamptz not null default now(),
  primary key (issuer, subject)
);
create index moderator_identity_of_moderator on moderator_identity (moderator_id);

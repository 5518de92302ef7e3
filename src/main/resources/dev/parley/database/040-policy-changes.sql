-- When which policy came into force, by whom and why. A policy that comes back is in force a second
-- time, under the version it had.
create table policy_change (
  site_id      integer not null,
  id           uuid not null,                 -- UUIDv7: also the time order
  version      text not null,
  moderator_id uuid,
  why          text,
  created_at   timestamptz not null default now(),
  primary key (site_id, id)
);
insert into policy_change (site_id, id, version, moderator_id, created_at)
select site_id,
  (lpad(to_hex((extract(epoch from created_at) * 1000)::bigint), 12, '0') || '7'
    || left(md5(version), 3) || '8' || substr(md5(version), 4, 15))::uuid,
  version, moderator_id, created_at
from policy;

-- Nothing is looked up by what these hold: gathering statistics of them would be most of the work
-- of analysing their tables.
alter table comment
  alter column body set statistics 0,
  alter column html set statistics 0,
  alter column sketch set statistics 0,
  alter column token_hash set statistics 0,
  alter column ancestors set statistics 0;
alter table screening
  alter column scores set statistics 0,
  alter column signals set statistics 0;
alter table idempotency
  alter column request_hash set statistics 0;

-- Most decisions are the machine's; they are found by going back through the log.
create index decision_by_moderator on decision (site_id, moderator_id, id)
  where moderator_id is not null;
drop index decision_of_moderator;

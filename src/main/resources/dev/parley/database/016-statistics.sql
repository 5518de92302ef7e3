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

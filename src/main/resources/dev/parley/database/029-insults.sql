-- The list of insults that comes with Parley is named in a policy and no longer contained in it. Sites
-- that left the list as it came get the new one; those that changed it keep theirs.
update site set settings = settings - 'suspectWords'
where settings -> 'suspectWords' = '["en:moron", "en:morons", "en:idiot", "en:idiots", "en:retard", "en:retards", "en:retarded",
  "en:scumbag", "en:scumbags", "en:asshole", "en:assholes", "en:arsehole", "en:arseholes",
  "en:bastard", "en:bastards", "en:bitch", "en:bitches", "en:bitching", "en:cunt", "en:cunts",
  "en:cunty", "en:wanker", "en:wankers", "en:whore", "en:whores", "en:slut", "en:sluts",
  "en:slutty", "en:fuck", "en:fucks", "en:fucked", "en:fucker", "en:fuckers", "en:fucking",
  "en:fuckin", "en:fuckface", "en:fuckhead", "en:fuckheads", "en:fuckwit", "en:fuckwits",
  "en:motherfucker", "en:motherfuckers", "en:motherfucking", "en:kill yourself", "en:go die"]'::jsonb;

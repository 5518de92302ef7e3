-- A key is one voice, by whichever protocol it speaks.

update label set origin = regexp_replace(origin, '^(akismet|perspective)/', '')
where origin ~ '^(akismet|perspective)/';

-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person about dossiers before the intake, after closing, after the retention
-- period, and about those that are flagged.
WITH {line}
SELECT {user},
       sum({day} < sent_from) AS schouw_before,
       sum({day} > sent_until AND {day} <= sent_keep) AS schouw_closed,
       sum({day} > sent_keep) AS schouw_gone,
       sum(sent_flag) AS schouw_flagged
FROM {log}
GLOBAL ANY LEFT JOIN (
    SELECT sent_dossier, sent_from, sent_until, sent_keep, sent_flag FROM sent_dossiers
) ON {dossier} = sent_dossier
WHERE {lines} AND {user} != '' AND {dossier} != ''
  AND {dossier} GLOBAL IN (SELECT sent_dossier FROM sent_dossiers)
GROUP BY {user}
HAVING schouw_before + schouw_closed + schouw_gone + schouw_flagged > 0

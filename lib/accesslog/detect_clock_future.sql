-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each day with a moment that is still to come.
WITH {line}
SELECT {day}, count()
FROM {log}
WHERE {lines} AND {local} > {now}
GROUP BY {day}
ORDER BY {day}

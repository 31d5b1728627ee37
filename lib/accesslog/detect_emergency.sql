-- SPDX-License-Identifier: EUPL-1.2
-- Emergency access, and the judgement of it, on each day.
WITH {line}
SELECT {day}, {user}, {dossier}, {action}, count()
FROM {log}
WHERE {lines} AND {is_emergency}
GROUP BY {day}, {user}, {dossier}, {action}

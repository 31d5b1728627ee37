-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each processing activity.
WITH {line}
SELECT {activity}, count()
FROM {log}
WHERE {lines} AND {activity} != ''
GROUP BY {activity}

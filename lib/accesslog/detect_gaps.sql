-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each hour.
WITH {line}
SELECT {day}, {hour}, count()
FROM {log}
WHERE {lines}
GROUP BY {day}, {hour}
ORDER BY {day}, {hour}

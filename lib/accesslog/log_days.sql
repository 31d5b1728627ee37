-- SPDX-License-Identifier: EUPL-1.2
-- Days with lines; on each the first and last moment, and moments in an hour that comes twice, or never.
WITH {line}
SELECT {day}, count(), min({utc}), max({utc}), sum({twice}), sum({never})
FROM {log}
WHERE {lines}
GROUP BY {day}

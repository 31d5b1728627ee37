-- SPDX-License-Identifier: EUPL-1.2
-- How many different sequence numbers a day has above the highest of the day before.
WITH {line}
SELECT {day}, uniqExact({sequence})
FROM {log}
WHERE {lines} AND ({numbered}) AND ({above})
GROUP BY {day}

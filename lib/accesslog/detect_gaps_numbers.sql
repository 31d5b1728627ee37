-- SPDX-License-Identifier: EUPL-1.2
-- The lowest and the highest sequence number of each day, and how many different ones there are.
WITH {line}
SELECT {day}, min({sequence}), max({sequence}), uniqExact({sequence})
FROM {log}
WHERE {lines} AND ({numbered})
GROUP BY {day}

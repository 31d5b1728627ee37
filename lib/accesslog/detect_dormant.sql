-- SPDX-License-Identifier: EUPL-1.2
-- The last day of each person.
WITH {line}
SELECT {user}, max({day})
FROM {log}
WHERE {lines} AND {user} != ''
GROUP BY {user}

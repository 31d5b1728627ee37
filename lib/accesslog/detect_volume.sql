-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person in each role.
WITH {line}
SELECT {user}, {role}, count()
FROM {log}
WHERE {lines} AND {user} != ''
GROUP BY {user}, {role}

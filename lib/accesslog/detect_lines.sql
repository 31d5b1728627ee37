-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person.
WITH {line}
SELECT {user}, count()
FROM {log}
WHERE {lines}
GROUP BY {user}

-- SPDX-License-Identifier: EUPL-1.2
-- Searches of each person by another key than the citizen number.
WITH {line}
SELECT {user}, count()
FROM {log}
WHERE {lines} AND {search_key} != '' AND NOT ({is_usual_key})
GROUP BY {user}

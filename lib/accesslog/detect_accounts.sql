-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person; of those whose account begins or ends within the log, on each day.
SELECT {user}, min({day}), sum(schouw_lines)
FROM (
    WITH {line}
    SELECT {user}, {day}, count() AS schouw_lines
    FROM {log}
    WHERE {lines} AND {user} != ''
    GROUP BY {user}, {day}
)
GROUP BY {user}, if({has_term}, {day}, 0)

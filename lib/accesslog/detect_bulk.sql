-- SPDX-License-Identifier: EUPL-1.2
-- Prints and exports of each person: all, and the most on one day.
SELECT {user}, sum(schouw_lines), max(schouw_lines)
FROM (
    WITH {line}
    SELECT {user}, {day}, count() AS schouw_lines
    FROM {log}
    WHERE {lines} AND {is_print}
    GROUP BY {user}, {day}
)
GROUP BY {user}

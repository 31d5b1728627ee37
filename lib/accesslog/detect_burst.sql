-- SPDX-License-Identifier: EUPL-1.2
-- The most dossiers that a person opened within a clock hour, and the lines of the days on which
-- they were too many.
SELECT {user}, max(of_day), sum(if(of_day > {limit_burst}, lines_of_day, 0))
FROM (
    SELECT {user}, {day}, max(schouw_dossiers) AS of_day, sum(schouw_lines) AS lines_of_day
    FROM (
        WITH {line}
        SELECT {user}, {day}, {hour}, uniqExactIf({dossier}, {dossier} != '') AS schouw_dossiers,
               count() AS schouw_lines
        FROM {log}
        WHERE {lines} AND {user} != ''
        GROUP BY {user}, {day}, {hour}
    )
    GROUP BY {user}, {day}
)
GROUP BY {user}

-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person outside the office day, in the weekend and on public holidays.
WITH {line}
SELECT {user},
       sum({second} < {limit_day_from} * 3600 OR {second} >= {limit_day_until} * 3600) AS schouw_evenings,
       sum({weekend}) AS schouw_weekends,
       sum({holiday}) AS schouw_holidays
FROM {log}
WHERE {lines}
GROUP BY {user}
HAVING schouw_evenings + schouw_weekends + schouw_holidays > 0

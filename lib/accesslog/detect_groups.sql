-- SPDX-License-Identifier: EUPL-1.2
-- The lines of each person in each role, employer and team.
WITH {line}
SELECT {user}, {role}, {employer}, {team}, count()
FROM {log}
WHERE {lines}
GROUP BY {user}, {role}, {employer}, {team}

-- SPDX-License-Identifier: EUPL-1.2
-- The different values of a field.
WITH {line}
SELECT {value}
FROM {log}
WHERE {lines} AND {value} != ''
GROUP BY {value}
LIMIT {most}
